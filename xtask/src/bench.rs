//! `cargo xtask bench`: how soon Python runs, what the package and what workers cost, compared in one run (`tests/bench`).

use std::process::Command;

use anyhow::Result;

use crate::browsers::{self, Browser};
use crate::build::{self, Profile};
use crate::paths::Paths;
use crate::{process, progress, setup};

const PROGRAMS: [(&str, &str); 3] = [
    ("tests/bench/run.mjs", "time to the first Python statement"),
    ("tests/bench/package.mjs", "what the Python package costs"),
    ("tests/bench/workers.mjs", "what Python in workers costs"),
];

/// Measures a release build in Chromium.
pub fn bench(paths: &Paths, rounds: Option<u32>, only: Option<&str>) -> Result<()> {
    setup::for_testing(paths, &[Browser::Chromium])?;
    let chromium = browsers::find_or_install(Browser::Chromium)?;
    build::build(paths, Profile::Release)?;
    for (program, what) in PROGRAMS {
        progress::step("bench", what, || {
            let mut bench = Command::new("node");
            bench.arg(program).current_dir(&paths.root);
            bench.env(Browser::Chromium.variable(), &chromium);
            if let Some(rounds) = rounds {
                bench.arg("--rounds").arg(rounds.to_string());
            }
            if let Some(only) = only {
                bench.arg("--only").arg(only);
            }
            process::run(&mut bench)
        })?;
    }
    Ok(())
}
