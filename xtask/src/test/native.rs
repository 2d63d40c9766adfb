//! The tests of the Rust crates, by cargo-nextest where it is installed.

use std::fs;

use anyhow::{Context, Result};

use super::Options;
use super::totals::Totals;
use crate::paths::Paths;
use crate::{process, progress};

/// Runs in a browser only.
const WASM_ONLY: &str = "--exclude=pyxide-core";

/// Counts of one test runner.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    passed: u64,
    failed: u64,
    skipped: u64,
}

pub fn test(paths: &Paths, options: &Options, totals: &mut Totals) -> Result<()> {
    let nextest = process::output(process::cargo().args(["nextest", "--version"])).is_ok();
    if nextest {
        count(
            totals,
            "native tests",
            progress::step("test", "native tests", || run_nextest(paths, options)),
        )?;
    } else {
        progress::note("cargo-nextest is not installed: `cargo test` runs the native tests");
        count(
            totals,
            "native tests",
            run_cargo_test(paths, options, &["--lib", "--bins", "--tests"]),
        )?;
    }
    // nextest leaves the examples in the documentation out.
    count(totals, "documentation examples", run_cargo_test(paths, options, &["--doc"]))
}

fn count(totals: &mut Totals, runner: &str, counts: Result<Counts>) -> Result<()> {
    let counts = counts?;
    totals.add(runner, counts.passed, counts.failed, counts.skipped);
    Ok(())
}

/// Its report says how many; its exit code, whether the report can be trusted.
fn run_nextest(paths: &Paths, options: &Options) -> Result<Counts> {
    let report = paths.target.join("nextest/default/junit.xml");
    // A report left by an earlier run would be counted if this one did not compile.
    let _ = fs::remove_file(&report);
    let mut nextest = process::cargo();
    nextest.args(["nextest", "run", "--workspace", WASM_ONLY, "--no-fail-fast"]);
    nextest.args(["--no-tests=pass", "--status-level=fail", "--final-status-level=none"]);
    nextest.args(&options.only).current_dir(&paths.root);
    let outcome = process::run(&mut nextest);
    let text = fs::read_to_string(&report);
    match (outcome, text) {
        (Ok(()), Err(_)) => Ok(Counts::default()),
        (Ok(()), Ok(text)) => junit(&text).context("nextest's report has no counts"),
        (Err(error), Err(_)) => Err(error),
        (Err(error), Ok(text)) => match junit(&text) {
            Some(counts) if counts.failed > 0 => Ok(counts),
            _ => Err(error),
        },
    }
}

/// The counts in `<testsuites name="…" tests="22" failures="1" errors="0" …>`.
fn junit(text: &str) -> Option<Counts> {
    let start = text.find("<testsuites ")?;
    let tag = &text[start..start + text[start..].find('>')?];
    let attribute = |name: &str| -> Option<u64> {
        let value = tag.split_once(&format!(" {name}=\""))?.1;
        value.split('"').next()?.parse().ok()
    };
    let failed = attribute("failures")? + attribute("errors")?;
    Some(Counts { passed: attribute("tests")? - failed, failed, skipped: 0 })
}

fn run_cargo_test(paths: &Paths, options: &Options, which: &[&str]) -> Result<Counts> {
    let what = format!("cargo test {}", which.join(" "));
    let mut test = process::cargo();
    test.args(["test", "--workspace", WASM_ONLY, "--quiet", "--no-fail-fast"]).args(which);
    test.args(&options.only).current_dir(&paths.root);
    progress::step("test", &what, || {
        let (success, text) = process::any_output(&mut test)?;
        let counts = cargo_test(&text);
        if !success {
            print!("{text}");
            anyhow::ensure!(counts.failed > 0, "{what} failed before any test ran");
        }
        Ok(counts)
    })
}

/// The sum of the lines `test result: ok. 6 passed; 0 failed; 1 ignored; …`.
fn cargo_test(text: &str) -> Counts {
    let mut counts = Counts::default();
    for line in text.lines().filter_map(|line| line.strip_prefix("test result: ")) {
        let (_, numbers) = line.split_once(". ").unwrap_or_default();
        for part in numbers.split("; ") {
            let Some((number, word)) = part.split_once(' ') else { continue };
            let number = number.parse().unwrap_or(0);
            match word {
                "passed" => counts.passed += number,
                "failed" => counts.failed += number,
                "ignored" => counts.skipped += number,
                _ => {}
            }
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nextests_report_is_counted() {
        let text = "<?xml version=\"1.0\"?>\n<testsuites name=\"nextest-run\" tests=\"22\" \
                    failures=\"2\" errors=\"1\" uuid=\"x\">\n<testsuite tests=\"5\"/></testsuites>";
        assert_eq!(junit(text), Some(Counts { passed: 19, failed: 3, skipped: 0 }));
        assert_eq!(junit("<testsuites >"), None);
    }

    #[test]
    fn cargo_tests_lines_are_summed() {
        let text = "running 1 test\ntest result: ok. 6 passed; 0 failed; 1 ignored; 0 measured; 0 \
                    filtered out; finished in 0.00s\n\ntest result: FAILED. 1 passed; 2 failed; 0 \
                    ignored; 0 measured; 0 filtered out; finished in 0.00s\n";
        assert_eq!(cargo_test(text), Counts { passed: 7, failed: 2, skipped: 1 });
    }
}
