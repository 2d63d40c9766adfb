//! Where a compiler for the browser comes from.
//!
//! Three routes, in this order: a toolchain that has the target, `rustup target add`, and Debian's
//! packages. A release build prefers one that has the standard library's source.

use std::env;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::{TARGET, Toolchain};
use crate::paths::Paths;
use crate::{apt, process, progress};

/// Forces a route, so that each can be tried on one machine.
const CHOICE: &str = "PYXIDE_WASM_TOOLCHAIN";

const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];
/// A closed network fails fast, an open one needs less than this for a target of 20 MB.
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(180);
const APT_LIMIT: Duration = Duration::from_secs(900);

/// Finds or installs a compiler for the browser, for release builds or for any.
pub fn find(paths: &Paths, release: bool) -> Result<Toolchain> {
    match env::var(CHOICE).as_deref() {
        Ok("rustup") => rustup(paths, release)?.with_context(|| {
            format!("`rustup target add {TARGET}` did not install the {TARGET} target")
        }),
        Ok("debian") => debian(),
        Ok(other) => bail!("{CHOICE} is `{other}`; it can be `rustup` or `debian`"),
        Err(_) => match rustup(paths, release)? {
            Some(toolchain) if release && !toolchain.has_source => {
                Ok(Toolchain::debian()?.unwrap_or(toolchain))
            }
            Some(toolchain) => Ok(toolchain),
            None => debian(),
        },
    }
}

/// The toolchain in use, with what rustup could add to it; nothing if it cannot have the target.
fn rustup(paths: &Paths, release: bool) -> Result<Option<Toolchain>> {
    let mut toolchain = Toolchain::rustup()?;
    if !toolchain.has_target {
        let target = ["target", "add", TARGET];
        if !add(&target)? {
            return Ok(None);
        }
        toolchain = Toolchain::rustup()?;
    }
    if release && !toolchain.has_source {
        // Asked for once: it makes builds smaller, but they work without it.
        let asked = paths.target.join("xtask/asked-for-rust-src");
        if !asked.is_file() {
            process::write(&asked, "")?;
            add(&["component", "add", "rust-src"])?;
            toolchain = Toolchain::rustup()?;
        }
    }
    Ok(Some(toolchain).filter(|toolchain| toolchain.has_target))
}

/// Runs rustup; says whether it could do it. That it cannot is no error: there are other routes.
fn add(arguments: &[&str]) -> Result<bool> {
    if !process::exists("rustup") {
        return Ok(false);
    }
    progress::step("toolchain", &format!("rustup {}", arguments.join(" ")), || {
        let mut rustup = Command::new("rustup");
        rustup.args(arguments).env("RUSTUP_MAX_RETRIES", "1");
        let Err(error) = process::output_within(&mut rustup, DOWNLOAD_LIMIT) else {
            return Ok(true);
        };
        let reason = error.to_string();
        let line = reason.lines().find(|line| line.starts_with("error")).unwrap_or(&reason);
        progress::note(format!("not possible here: {line}"));
        Ok(false)
    })
}

fn debian() -> Result<Toolchain> {
    if let Some(toolchain) = Toolchain::debian()? {
        return Ok(toolchain);
    }
    apt::install("toolchain", &DEBIAN_PACKAGES, APT_LIMIT).with_context(|| {
        format!(
            "no compiler for {TARGET}. Install one of these:\n\
             - with a network that reaches Rust's servers: `rustup target add {TARGET}`\n\
             - on Debian: `apt-get install {}`",
            DEBIAN_PACKAGES.join(" ")
        )
    })?;
    Toolchain::debian()?
        .context("Debian's Rust packages are installed, but not its standard library's source")
}
