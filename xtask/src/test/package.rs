//! The npm package, tested as its users have it: `tests/package`.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::Options;
use super::totals::Totals;
use crate::paths::Paths;
use crate::{process, progress, tarball};

const RUNNER: &str = "tests/package/run.mjs";

/// Packs the bundle, which must be a release build, and runs the tests.
pub fn test(paths: &Paths, options: &Options, totals: &mut Totals) -> Result<()> {
    let list = process::output(runner(paths, options).arg("--list"))?;
    if list.trim().is_empty() {
        return Ok(());
    }
    let tarball = tarball::pack(paths)?;
    let summary = paths.target.join("xtask/package.json");
    // One left by an earlier run would be counted if this one did not get that far.
    let _ = fs::remove_file(&summary);
    let outcome = progress::step("package", "the npm package in projects and pages", || {
        let mut runner = runner(paths, options);
        runner.arg(&tarball).arg(paths.target.join("npm/test")).arg("--json").arg(&summary);
        // Its exit code says no more than its summary, if there is one.
        let outcome = process::run(&mut runner);
        let text = match (fs::read(&summary), outcome) {
            (Ok(text), _) => text,
            (Err(_), Err(error)) => return Err(error),
            (Err(error), Ok(())) => return Err(error).context("the runner wrote no summary"),
        };
        serde_json::from_slice::<Value>(&text).context("the runner's summary is not JSON")
    })?;
    let number = |key: &str| {
        let number = outcome.get(key).and_then(Value::as_u64);
        number.with_context(|| format!("the runner's summary has no number `{key}`"))
    };
    totals.add("package tests", number("passed")?, number("failed")?, number("skipped")?);
    Ok(())
}

fn runner(paths: &Paths, options: &Options) -> Command {
    let mut command = Command::new("node");
    command.arg(RUNNER).current_dir(&paths.root);
    if let Some(pattern) = &options.only {
        command.args(["--only", pattern]);
    }
    if let Some(browser) = options.browser {
        command.args(["--browser", browser.name()]);
    }
    command
}
