//! Pyodide's standard library with the modules that every page imports already compiled: pages
//! start in less than half the time.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::paths::Paths;
use crate::stamp::{Inputs, Stamp, files_below};
use crate::{process, progress};

const SCRIPT: &str = "xtask/scripts/compile-stdlib.mjs";
const PACKAGE: &str = "crates/stdlib/python/pyscript";

/// Writes `www/dist/pyodide/python_stdlib.zip`, under the name that Pyodide looks for.
pub fn compile(paths: &Paths) -> Result<()> {
    let pyodide = paths.npm_program("pyodide", "");
    let output = paths.dist.join("pyodide/python_stdlib.zip");
    let inputs = Inputs::new()
        .file(&paths.root.join(SCRIPT))?
        .file(&pyodide.join("pyodide.asm.wasm"))?
        .file(&pyodide.join("python_stdlib.zip"))?
        .value(imports(&paths.root.join(PACKAGE))?);
    let stamp = Stamp::new(&paths.glue, "stdlib", &inputs);
    if stamp.is_fresh(std::slice::from_ref(&output)) {
        progress::unchanged("stdlib");
        return Ok(());
    }
    progress::step("stdlib", "compile Pyodide's standard library", || {
        process::output(
            Command::new("node")
                .arg(SCRIPT)
                .arg(&pyodide)
                .arg(PACKAGE)
                .arg(&output)
                .current_dir(&paths.root),
        )?;
        stamp.set()
    })
}

/// The lines that import something: other edits of the package change nothing here.
fn imports(package: &Path) -> Result<Vec<String>> {
    let mut imports = Vec::new();
    for file in files_below(package)? {
        let source = process::read(&file)?;
        for line in String::from_utf8_lossy(&source).lines().map(str::trim) {
            if line.starts_with("import ") || line.starts_with("from ") {
                imports.push(line.to_owned());
            }
        }
    }
    Ok(imports)
}
