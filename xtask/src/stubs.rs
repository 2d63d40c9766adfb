//! The type stubs as an installable Python package, in `www/dist/types/python/`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::paths::Paths;
use crate::progress;
use crate::stamp::{Inputs, Stamp, files_below};

/// The package's own files, and the stubs of what has no Python source.
const PACKAGE: &str = "crates/stdlib/types";
/// The sources that have their stubs beside them.
const SOURCES: &str = "crates/stdlib/python/pyscript";

/// Puts the stub package together.
pub fn write(paths: &Paths) -> Result<()> {
    let output = paths.dist.join("types/python");
    let package = paths.root.join(PACKAGE);
    let sources = paths.root.join(SOURCES);
    let mut inputs = Inputs::new();
    let mut files = Vec::new();
    for file in files_below(&package)? {
        files.push((file.clone(), output.join(file.strip_prefix(&package)?)));
    }
    for file in files_below(&sources)? {
        if file.extension().is_some_and(|extension| extension == "pyi") {
            let target = output.join("pyscript-stubs").join(file.strip_prefix(&sources)?);
            files.push((file, target));
        }
    }
    for (file, _) in &files {
        inputs = inputs.file(file)?;
    }
    let inputs =
        inputs.value(files.iter().map(|(_, to)| to.display().to_string()).collect::<Vec<_>>());
    let stamp = Stamp::new(&paths.glue, "stubs", &inputs);
    if stamp.is_fresh(std::slice::from_ref(&output)) {
        progress::unchanged("stubs");
        return Ok(());
    }
    progress::step("stubs", "types of the Python package", || {
        if output.exists() {
            fs::remove_dir_all(&output)
                .with_context(|| format!("cannot empty {}", output.display()))?;
        }
        for (from, to) in &files {
            copy(from, to)?;
        }
        stamp.set()
    })
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
    }
    fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}
