//! `cargo xtask fuzz`: any text and any bytes, for a while, with each target of `fuzz/`.
//!
//! Coverage shows libFuzzer the way: stable Rust has the options that add the instrumentation, and
//! libFuzzer itself is built by the C++ compiler.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};

use crate::paths::Paths;
use crate::{apt, process, progress};

/// The programs in `fuzz/targets`, the longest way through the code first.
pub const TARGETS: [&str; 7] = ["html", "config", "toml", "json", "archive", "stdlib", "bridge"];

/// How long each one runs, unless somebody says otherwise.
pub const SECONDS: u32 = 60;

const AT_A_TIME: usize = 2;
const APT_LIMIT: Duration = Duration::from_secs(900);

/// What the compiler adds, so that new ways through the code are seen.
const INSTRUMENTATION: &str = "--cfg=fuzzing -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

/// `cargo xtask fuzz`.
pub fn fuzz(paths: &Paths, seconds: u32, only: Option<&str>) -> Result<()> {
    let targets: Vec<_> =
        TARGETS.into_iter().filter(|target| only.is_none_or(|only| only == *target)).collect();
    if targets.is_empty() {
        bail!("there is no such target; there are {}", TARGETS.join(", "));
    }
    let mut failed = Vec::new();
    for (target, result) in run(paths, seconds, &targets)? {
        if let Err(error) = result {
            progress::failure(&error);
            failed.push(target);
        }
    }
    if !failed.is_empty() {
        bail!("something was found by {}", failed.join(", "));
    }
    progress::done("nothing was found");
    Ok(())
}

/// The compiler of libFuzzer.
pub fn set_up() -> Result<()> {
    if ["c++", "g++", "clang++"].into_iter().any(process::exists) {
        return Ok(());
    }
    apt::install("fuzz", &["g++"], APT_LIMIT)
        .context("a C++ compiler is needed to fuzz: install g++ (Debian: `apt-get install g++`)")
}

/// Builds all and runs some of the targets, two at a time.
pub fn run<'a>(
    paths: &Paths,
    seconds: u32,
    targets: &[&'a str],
) -> Result<Vec<(&'a str, Result<()>)>> {
    set_up()?;
    let programs = progress::step("fuzz", "build the targets", || build(paths))?;
    let what = format!("{seconds} s each of {}", targets.join(", "));
    progress::step("fuzz", &what, || {
        let waiting = Mutex::new(targets.iter().rev().copied().collect::<Vec<_>>());
        let results = Mutex::new(Vec::new());
        thread::scope(|scope| {
            for _ in 0..AT_A_TIME {
                scope.spawn(|| {
                    loop {
                        let next = waiting.lock().ok().and_then(|mut waiting| waiting.pop());
                        let Some(target) = next else { break };
                        let result = run_one(paths, &programs.join(target), target, seconds);
                        if let Ok(mut results) = results.lock() {
                            results.push((target, result));
                        }
                    }
                });
            }
        });
        results.into_inner().map_err(|_| anyhow!("a thread has panicked"))
    })
}

fn build(paths: &Paths) -> Result<PathBuf> {
    let host = process::output(Command::new("rustc").arg("-vV"))?;
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).context("no host")?;
    let folder = paths.target.join("fuzz");
    let mut cargo = process::cargo();
    // With `--target`, what runs while building is not instrumented.
    cargo.args(["build", "--release", "--quiet", "--target", host]);
    cargo.arg("--target-dir").arg(&folder).current_dir(paths.root.join("fuzz"));
    process::output(cargo.env("RUSTFLAGS", INSTRUMENTATION))?;
    Ok(folder.join(host).join("release"))
}

/// Starts from the seeds and from what earlier runs found. An input that fails is kept.
fn run_one(paths: &Paths, program: &Path, target: &str, seconds: u32) -> Result<()> {
    let corpus = paths.target.join("fuzz/corpus").join(target);
    let found = paths.target.join("fuzz/found").join(target);
    for folder in [&corpus, &found] {
        fs::create_dir_all(folder)?;
    }
    let started = Instant::now();
    let mut fuzzer = Command::new(program);
    fuzzer.arg(&corpus).arg(paths.root.join("fuzz/seeds").join(target));
    fuzzer.arg(format!("-max_total_time={seconds}"));
    fuzzer.arg(format!("-artifact_prefix={}/", found.display()));
    // An input that takes seconds is a fault as well.
    fuzzer.args(["-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1"]);
    let output = fuzzer.stdin(Stdio::null()).output().context("the target could not be started")?;
    let text = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        bail!("the fuzz target {target} failed ({})\n{}", output.status, failure(&text));
    }
    // A fuzzer that ends early has tested little, whatever it says.
    if started.elapsed() < Duration::from_secs(u64::from(seconds)) {
        bail!("the fuzz target {target} ended too early\n{}", failure(&text));
    }
    let runs = stat(&text, "number_of_executed_units");
    progress::note(format!("{target}: {} inputs", runs.unwrap_or("?")));
    Ok(())
}

/// The end of the log, from the panic's message on.
fn failure(log: &str) -> &str {
    let start = log.find("thread '").unwrap_or_else(|| log.len().saturating_sub(3000));
    log.get(log.floor_char_boundary(start)..).unwrap_or_default().trim_end()
}

fn stat<'a>(log: &'a str, name: &str) -> Option<&'a str> {
    let line = log.lines().find(|line| line.starts_with("stat::") && line.contains(name))?;
    line.rsplit(' ').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_is_read() {
        let log = "#2 INITED\nstat::number_of_executed_units: 8221\nstat::peak_rss_mb:  27\n";
        assert_eq!(stat(log, "number_of_executed_units"), Some("8221"));
        assert_eq!(stat(log, "peak_rss_mb"), Some("27"));
        assert_eq!(stat("", "peak_rss_mb"), None);
        assert_eq!(failure("#9 NEW\nthread 'x' panicked\nat y\n"), "thread 'x' panicked\nat y");
    }

    #[test]
    fn every_target_is_run() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz");
        let names = |folder: &str, extension: &str| -> Vec<String> {
            let entries = fs::read_dir(root.join(folder)).expect("a folder");
            let names = entries.map(|entry| entry.expect("an entry").file_name());
            let mut names: Vec<_> =
                names.map(|name| name.to_string_lossy().replace(extension, "")).collect();
            names.sort();
            names
        };
        let mut targets = TARGETS;
        targets.sort_unstable();
        assert_eq!(names("targets", ".rs"), targets);
        assert_eq!(names("seeds", ""), targets);
    }
}
