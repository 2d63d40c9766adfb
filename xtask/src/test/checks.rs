//! Formatting, lints, types, rules and sizes: each counts as one test.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::Options;
use super::totals::Totals;
use crate::paths::Paths;
use crate::toolchain::Toolchain;
use crate::{fuzz, process, progress, size, tidy};

/// Projects of TypeScript or of JavaScript with types in comments.
const TYPESCRIPT: [&str; 3] = ["www", "tests/harness", "tests/bench"];

/// What the sources alone decide.
pub fn before_build(paths: &Paths, options: &Options, totals: &mut Totals) {
    check("check/tidy", options, totals, || tidy::tidy(paths));
    check("check/rustfmt", options, totals, || {
        quiet(&paths.root, &mut cargo(&["fmt", "--all", "--check"]))?;
        quiet(&paths.root.join("fuzz"), &mut cargo(&["fmt", "--check"]))
    });
}

/// Rust's lints; the core's for the target it runs on, where that toolchain can.
pub fn clippy(paths: &Paths, toolchain: &Toolchain, options: &Options, totals: &mut Totals) {
    check("check/clippy", options, totals, || {
        let mut clippy = cargo(&["clippy", "--workspace", "--exclude=pyxide-core"]);
        clippy.args(["--all-targets", "--quiet", "--", "--deny=warnings"]);
        quiet(&paths.root, &mut clippy)
    });
    check("check/clippy-core", options, totals, || {
        let mut clippy = if toolchain.has_clippy() {
            let mut clippy = toolchain.cargo("clippy", false);
            clippy.arg("--target-dir").arg(paths.target.join("wasm"));
            clippy
        } else {
            cargo(&["clippy"])
        };
        clippy.args(["--package=pyxide-core", "--quiet", "--", "--deny=warnings"]);
        quiet(&paths.root, &mut clippy)
    });
}

/// What needs the bundle or the glue's types.
pub fn after_build(paths: &Paths, toolchain: &Toolchain, options: &Options, totals: &mut Totals) {
    for project in TYPESCRIPT {
        check(&format!("check/types/{project}"), options, totals, || {
            let tsc = paths.npm_program("typescript", "bin/tsc");
            quiet(&paths.root, Command::new("node").arg(tsc).args(["--noEmit", "-p", project]))
        });
    }
    check("check/eslint", options, totals, || {
        let eslint = paths.npm_program("eslint", "bin/eslint.js");
        quiet(&paths.root, Command::new("node").arg(eslint).args(["--max-warnings=0", "."]))
    });
    check("check/records", options, totals, || {
        let mut harness = Command::new("node");
        harness.args(["tests/harness/run.mjs", "--check-records"]).current_dir(&paths.root);
        progress::note(process::output(&mut harness)?.trim_end());
        Ok(())
    });
    check("check/pyright", options, totals, || {
        let mut pyright = Command::new("node");
        pyright.arg("xtask/scripts/pyright.mjs").arg(paths.dist.join("types/python"));
        quiet(&paths.root, pyright.arg(paths.target.join("xtask/pyright")))
    });
    check("check/size", options, totals, || size::size(paths, toolchain, size::Action::Check));
}

/// Each target for its time; one check each.
pub fn fuzz(paths: &Paths, options: &Options, totals: &mut Totals) {
    let name = |target: &str| format!("check/fuzz/{target}");
    let wanted = fuzz::TARGETS.into_iter().filter(|target| options.wants(&name(target)));
    let wanted: Vec<_> = wanted.collect();
    if wanted.is_empty() {
        return;
    }
    match fuzz::run(paths, fuzz::SECONDS, &wanted) {
        Ok(results) => {
            for (target, result) in results {
                match result {
                    Ok(()) => totals.passed += 1,
                    Err(error) => {
                        progress::failure(&error);
                        totals.failed(name(target));
                    }
                }
            }
        }
        Err(error) => {
            progress::failure(&error);
            wanted.iter().for_each(|target| totals.failed(name(target)));
        }
    }
}

fn check(name: &str, options: &Options, totals: &mut Totals, work: impl FnOnce() -> Result<()>) {
    if !options.wants(name) {
        return;
    }
    match progress::step("check", name, work) {
        Ok(()) => totals.passed += 1,
        Err(error) => {
            progress::failure(&error);
            totals.failed(name);
        }
    }
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = process::cargo();
    command.args(arguments);
    command
}

fn quiet(root: &Path, command: &mut Command) -> Result<()> {
    process::output(command.current_dir(root)).map(drop)
}
