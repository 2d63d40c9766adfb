//! The npm package: what `www/package.json` names, put together and packed by npm.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::paths::Paths;
use crate::stamp::files_below;
use crate::{bundle, npm, process, progress};

/// Copied as they are: from below the workspace, to below the package.
const TEXTS: [(&str, &str); 3] =
    [("www/package.json", "package.json"), ("docs/npm.md", "README.md"), ("LICENSE", "LICENSE")];

/// Not part of the package: it comes from its CDN.
const LEFT_OUT: &str = "pyodide";

/// Packs a release build; gives the tarball.
pub fn pack(paths: &Paths) -> Result<PathBuf> {
    let out = paths.target.join("npm");
    let staging = out.join("pyxide");
    let version = version(paths)?;
    progress::step("npm", &format!("pyxide {version}"), || {
        if staging.exists() {
            fs::remove_dir_all(&staging)
                .with_context(|| format!("cannot empty {}", staging.display()))?;
        }
        for (from, to) in TEXTS {
            copy(&paths.root.join(from), &staging.join(to))?;
        }
        copy_below(&paths.root.join("www/types"), &staging.join("types"))?;
        copy_below(&paths.dist, &staging.join("dist"))?;
        bundle::entry(paths, &staging.join("dist"), &pyodide(paths)?)?;
        let mut pack = Command::new("npm");
        pack.args(["pack", "--json", "--loglevel=error", "--pack-destination"]).arg(&out);
        process::output(pack.current_dir(&staging)).map(drop)
    })?;
    let tarball = out.join(format!("pyxide-{version}.tgz"));
    let size = fs::metadata(&tarball)
        .with_context(|| format!("npm has not written {}", tarball.display()))?
        .len();
    progress::say("npm", &format!("{}, {size} bytes", tarball.display()));
    Ok(tarball)
}

/// The package has the version of the crates.
fn version(paths: &Paths) -> Result<String> {
    let file = paths.root.join("www/package.json");
    let manifest: Value = serde_json::from_slice(&process::read(&file)?)
        .with_context(|| format!("{} is not JSON", file.display()))?;
    let ours = env!("CARGO_PKG_VERSION");
    let version = manifest.get("version").and_then(Value::as_str).unwrap_or("none");
    if version != ours {
        bail!(
            "www/package.json has the version {version}, the crates have {ours}: make it the same"
        );
    }
    Ok(ours.to_owned())
}

/// Where the files of the installed version are published.
fn pyodide(paths: &Paths) -> Result<String> {
    let version = npm::version(paths, "pyodide")?;
    Ok(format!("https://cdn.jsdelivr.net/pyodide/v{version}/full/"))
}

/// Everything but compressed copies, which CDNs and servers make themselves.
fn copy_below(from: &Path, to: &Path) -> Result<()> {
    for file in files_below(from)? {
        let path = file.strip_prefix(from)?;
        let is_compressed =
            path.extension().is_some_and(|extension| extension == "br" || extension == "gz");
        if !is_compressed && !path.starts_with(LEFT_OUT) {
            copy(&file, &to.join(path))?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    process::write(to, process::read(from)?)
}
