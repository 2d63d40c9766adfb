//! Pyodide's list of packages, with the wheels that are part of the bundle.

use std::process::Command;

use anyhow::Result;

use crate::paths::Paths;
use crate::stamp::{Inputs, Stamp, files_below};
use crate::{process, progress};

const SCRIPT: &str = "xtask/scripts/lock-packages.mjs";
const WHEELS: &str = "www/wheels";

/// Writes `www/dist/pyodide/pyodide-lock.json` and the wheels beside it.
pub fn lock(paths: &Paths) -> Result<()> {
    let pyodide = paths.npm_program("pyodide", "");
    let folder = paths.dist.join("pyodide");
    let inputs = Inputs::new()
        .file(&paths.root.join(SCRIPT))?
        .file(&pyodide.join("package.json"))?
        .file(&pyodide.join("pyodide-lock.json"))?
        .folder(&paths.root.join(WHEELS))?;
    let mut outputs = vec![folder.join("pyodide-lock.json")];
    for file in files_below(&paths.root.join(WHEELS))? {
        if let Some(name) = file.file_name().filter(|_| file.extension() == Some("whl".as_ref())) {
            outputs.push(folder.join(name));
        }
    }
    let stamp = Stamp::new(&paths.glue, "wheels", &inputs);
    if stamp.is_fresh(&outputs) {
        progress::unchanged("wheels");
        return Ok(());
    }
    progress::step("wheels", "enter the wheels into Pyodide's list of packages", || {
        process::output(
            Command::new("node")
                .arg(SCRIPT)
                .arg(&pyodide)
                .args([WHEELS, "www/dist/pyodide"])
                .current_dir(&paths.root),
        )?;
        stamp.set()
    })
}
