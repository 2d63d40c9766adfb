//! The npm packages of the lock file: build tools and the interpreters.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::paths::Paths;
use crate::process;
use crate::progress;
use crate::stamp::{Inputs, Stamp};

/// The linter needs 20.19, everything else 20.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Checks Node and installs the packages of `package-lock.json` if it has changed since.
pub fn install(paths: &Paths) -> Result<()> {
    check_node()?;
    install_in(&paths.root, "tools and interpreters")
}

/// Installs one folder's lock file exactly as written.
pub fn install_in(folder: &Path, what: &str) -> Result<()> {
    let inputs = Inputs::new()
        .file(&folder.join("package.json"))?
        .file(&folder.join("package-lock.json"))?
        .file(&folder.join(".npmrc"))?;
    let modules = folder.join("node_modules");
    // The stamp lives in node_modules, so that removing the folder removes it too.
    let stamp = Stamp::new(&modules.join(".pyxide"), "npm", &inputs);
    if stamp.is_fresh(std::slice::from_ref(&modules)) {
        return Ok(());
    }
    progress::step("npm", &format!("npm ci ({what})"), || {
        process::output(
            Command::new("npm")
                .args(["ci", "--no-progress", "--loglevel=error"])
                .current_dir(folder),
        )
        .context("npm could not install the packages of package-lock.json")?;
        stamp.set()
    })
}

/// The version of an installed package.
pub fn version(paths: &Paths, package: &str) -> Result<String> {
    let file = paths.npm_program(package, "package.json");
    let manifest: Value = serde_json::from_slice(&process::read(&file)?)
        .with_context(|| format!("{} is not JSON", file.display()))?;
    let version = manifest.get("version").and_then(Value::as_str);
    Ok(version.with_context(|| format!("{} has no version", file.display()))?.to_owned())
}

fn check_node() -> Result<()> {
    let install = format!(
        "install Node.js {}.{} or newer with npm, and make sure that `node` and `npm` are on the PATH",
        OLDEST_NODE.0, OLDEST_NODE.1
    );
    // It may be missing, or there and broken: the cause says which.
    let version = process::output(Command::new("node").arg("--version"))
        .with_context(|| format!("Node.js cannot be used: {install}"))?;
    if parse_version(&version).is_none_or(|version| version < OLDEST_NODE) {
        bail!("Node.js {} is too old: {install}", version.trim());
    }
    if !process::exists("npm") {
        bail!("npm is missing: {install}");
    }
    Ok(())
}

/// Major and minor number of `v20.19.2`.
fn parse_version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim().trim_start_matches('v').split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_node_are_compared_by_number() {
        assert_eq!(parse_version("v20.9.0\n"), Some((20, 9)));
        assert!(parse_version("v20.9.0").is_some_and(|version| version < OLDEST_NODE));
        assert!(parse_version("v24.1.0").is_some_and(|version| version > OLDEST_NODE));
        assert_eq!(parse_version("nonsense"), None);
    }
}
