//! Debian packages, where this user may install them.

use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::process;
use crate::progress;

/// Installs packages, or says why it cannot.
pub fn install(step: &str, packages: &[&str], limit: Duration) -> Result<()> {
    if !process::exists("apt-get") {
        bail!("this system has no apt-get to install {} with", packages.join(", "));
    }
    if !is_root() {
        bail!("{} can be installed by root only", packages.join(", "));
    }
    progress::step(step, &format!("apt-get install {}", packages.join(" ")), || {
        process::output_within(apt_get().arg("update"), limit)?;
        process::output_within(
            apt_get().args(["install", "--yes", "--no-install-recommends"]).args(packages),
            limit,
        )?;
        Ok(())
    })
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.arg("--quiet").env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
