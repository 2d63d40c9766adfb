//! The interpreters, copied from their npm packages. Pyodide's standard library is made by
//! `stdlib.rs`, its list of packages by `wheels.rs`.

use std::path::Path;

use anyhow::{Context, Result};

use crate::paths::Paths;
use crate::process;
use crate::{npm, progress};

/// An npm package, where its files go in the bundle, and which files.
struct Interpreter {
    package: &'static str,
    folder: &'static str,
    files: &'static [&'static str],
}

const INTERPRETERS: [Interpreter; 2] = [
    Interpreter {
        package: "@micropython/micropython-webassembly-pyscript",
        folder: "micropython",
        files: &[
            "micropython.mjs",
            "micropython.wasm",
            "micropython-settrace.wasm",
            "micropython-settrace-ulab.wasm",
            "micropython-ulab.wasm",
        ],
    },
    Interpreter {
        package: "pyodide",
        folder: "pyodide",
        files: &["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"],
    },
];

/// Copies what is not there yet or differs.
pub fn copy(paths: &Paths) -> Result<()> {
    for interpreter in &INTERPRETERS {
        let version = npm::version(paths, interpreter.package)?;
        let to = paths.dist.join(interpreter.folder);
        let mut copied = 0;
        for file in interpreter.files {
            let from = paths.npm_program(interpreter.package, file);
            copied += usize::from(copy_file(&from, &to.join(file))?);
        }
        if copied == 0 {
            progress::unchanged(interpreter.folder);
        } else {
            progress::say(interpreter.folder, &format!("{version}, {copied} files copied"));
        }
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> Result<bool> {
    let bytes = std::fs::read(from).with_context(|| {
        format!("cannot read {}; delete node_modules and build again", from.display())
    })?;
    process::write_if_changed(to, &bytes)
}
