//! What the terminal shows while a command works.

use std::time::Instant;

use anyhow::{Context, Error, Result};

/// Runs one step, printing its name before and its time after.
pub fn step<T>(name: &str, what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("{name:>12}  {what}");
    let started = Instant::now();
    let value = work().with_context(|| format!("step `{name}` failed"))?;
    println!("{:>12}  {:.1} s", "", started.elapsed().as_secs_f64());
    Ok(value)
}

/// Says that a step had nothing to do.
pub fn unchanged(name: &str) {
    println!("{name:>12}  unchanged");
}

/// One line that belongs to the step above it.
pub fn note(text: impl AsRef<str>) {
    println!("{:>12}  {}", "", text.as_ref());
}

/// Prints an error and its causes, each on lines of its own.
pub fn failure(error: &Error) {
    eprintln!("error: {error}");
    for cause in error.chain().skip(1) {
        for line in cause.to_string().lines() {
            eprintln!("  {line}");
        }
    }
}

/// A step that is done as soon as it is said.
pub fn say(name: &str, what: &str) {
    println!("{name:>12}  {what}");
}

/// The last line of a command that went well.
pub fn done(text: &str) {
    println!("{:>12}  {text}", "done");
}
