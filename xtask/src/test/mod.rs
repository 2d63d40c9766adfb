//! `cargo xtask test`: everything that can fail, summed up in one last line.

mod checks;
mod native;
mod package;
mod pages;
mod totals;

use std::process::ExitCode;

use anyhow::Result;

use crate::browsers::Browser;
use crate::build::{self, Profile};
use crate::paths::Paths;
use crate::{progress, setup};
use totals::Totals;

/// Which tests run, and where.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Only tests whose name contains this.
    pub only: Option<String>,
    /// Only this browser.
    pub browser: Option<Browser>,
}

impl Options {
    fn wants(&self, name: &str) -> bool {
        self.only.as_ref().is_none_or(|pattern| name.contains(pattern.as_str()))
    }
}

/// Runs the tests and prints the closing line.
pub fn test(paths: &Paths, options: &Options) -> ExitCode {
    let mut totals = Totals::default();
    if let Err(error) = run(paths, options, &mut totals) {
        progress::failure(&error);
        totals.failed("preparation");
    }
    totals.print();
    if totals.is_success() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// An error is something that keeps the tests from running; a failed test is counted.
fn run(paths: &Paths, options: &Options, totals: &mut Totals) -> Result<()> {
    let linter = setup::for_building(paths, Profile::Dev)?;
    // What needs no bundle comes first: it is quick to fail.
    checks::before_build(paths, options, totals);
    native::test(paths, options, totals)?;
    checks::clippy(paths, &linter, options, totals);

    let browsers = options.browser.map_or(Browser::ALL.to_vec(), |browser| vec![browser]);
    setup::for_testing(paths, &browsers)?;
    let toolchain = build::build(paths, Profile::Release)?;
    checks::after_build(paths, &toolchain, options, totals);
    // Before the browsers, which need the machine for themselves.
    checks::fuzz(paths, options, totals);
    package::test(paths, options, totals)?;
    pages::test(paths, options, totals)
}
