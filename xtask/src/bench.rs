//! `cargo xtask bench`: how soon Python runs, compared in one run (`tests/bench`).

use std::process::Command;

use anyhow::Result;

use crate::browsers::{self, Browser};
use crate::build::{self, Profile};
use crate::paths::Paths;
use crate::{process, progress, setup};

/// Measures a release build in Chromium.
pub fn bench(paths: &Paths, rounds: Option<u32>) -> Result<()> {
    setup::for_testing(paths, &[Browser::Chromium])?;
    let chromium = browsers::find_or_install(Browser::Chromium)?;
    build::build(paths, Profile::Release)?;
    progress::step("bench", "time to the first Python statement", || {
        let mut bench = Command::new("node");
        bench.arg("tests/bench/run.mjs").current_dir(&paths.root);
        bench.env(Browser::Chromium.variable(), chromium);
        if let Some(rounds) = rounds {
            bench.arg("--rounds").arg(rounds.to_string());
        }
        process::run(&mut bench)
    })
}
