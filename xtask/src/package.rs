//! The Python package `pyscript`, packed for each interpreter.

use anyhow::Result;
use pyxide_stdlib::{Interpreter, pack};

use crate::paths::Paths;
use crate::process;
use crate::progress;

const PACKAGES: [(Interpreter, &str); 2] =
    [(Interpreter::Pyodide, "pyscript.py.bin"), (Interpreter::MicroPython, "pyscript.mpy.bin")];

/// Writes `pyscript.*.bin`. The sources are part of this program, so cargo has seen every change.
pub fn write(paths: &Paths) -> Result<()> {
    for (interpreter, file) in PACKAGES {
        let bytes = pack(interpreter)?;
        if process::write_if_changed(&paths.dist.join(file), &bytes)? {
            progress::say("package", &format!("{file}, {} bytes", bytes.len()));
        }
    }
    Ok(())
}
