//! Rules of the work tree that no compiler checks.

mod crates;
mod files;
mod locks;

use anyhow::{Result, bail};

use crate::paths::Paths;

/// Checks all rules and reports every breach.
pub fn tidy(paths: &Paths) -> Result<()> {
    let mut breaches = crates::check(paths)?;
    breaches.extend(locks::check(paths)?);
    breaches.extend(files::check(paths)?);
    if breaches.is_empty() { Ok(()) } else { bail!("{}", breaches.join("\n")) }
}
