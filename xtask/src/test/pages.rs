//! The page cases, run by the harness in `tests/harness`.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::Options;
use super::totals::Totals;
use crate::paths::Paths;
use crate::{process, progress};

pub fn test(paths: &Paths, options: &Options, totals: &mut Totals) -> Result<()> {
    if !any(paths, options)? {
        return Ok(());
    }
    let summary = paths.target.join("xtask/pages.json");
    // One left by an earlier run would be counted if this one did not get that far.
    let _ = fs::remove_file(&summary);
    let outcome = progress::step("pages", "page cases in browsers", || {
        if let Some(folder) = summary.parent() {
            fs::create_dir_all(folder)?;
        }
        // Its exit code says no more than its summary, if there is one.
        let outcome = process::run(harness(paths, options).arg("--json").arg(&summary));
        let text = match (fs::read(&summary), outcome) {
            (Ok(text), _) => text,
            (Err(_), Err(error)) => return Err(error),
            (Err(error), Ok(())) => return Err(error).context("the harness wrote no summary"),
        };
        serde_json::from_slice::<Value>(&text).context("the harness's summary is not JSON")
    })?;
    let number = |key: &str| {
        let number = outcome.get(key).and_then(Value::as_u64);
        number.with_context(|| format!("the harness's summary has no number `{key}`"))
    };
    totals.add("page cases", number("passed")?, number("failed")?, number("skipped")?);
    Ok(())
}

/// The harness refuses a pattern that no case has; with native tests beside it, that is no error.
fn any(paths: &Paths, options: &Options) -> Result<bool> {
    match process::output(harness(paths, options).arg("--list")) {
        Ok(list) => Ok(!list.trim().is_empty()),
        Err(error) if error.to_string().contains("no case matches") => Ok(false),
        Err(error) => Err(error),
    }
}

fn harness(paths: &Paths, options: &Options) -> Command {
    let mut command = Command::new("node");
    command.arg("tests/harness/run.mjs").current_dir(&paths.root);
    if let Some(pattern) = &options.only {
        command.args(["--only", pattern]);
    }
    if let Some(browser) = options.browser {
        command.args(["--browser", browser.name()]);
    }
    command
}
