//! The Python package `pyscript`, packed for each interpreter.

use anyhow::Result;
use pyxide_stdlib::{Interpreter, Part, pack};

use crate::paths::Paths;
use crate::process;
use crate::progress;

const PACKAGES: [(Interpreter, &str); 2] =
    [(Interpreter::Pyodide, "py"), (Interpreter::MicroPython, "mpy")];

/// Writes `pyscript.*.bin`. The sources are part of this program, so cargo has seen every change.
pub fn write(paths: &Paths) -> Result<()> {
    for (interpreter, script_type) in PACKAGES {
        for part in Part::OPTIONAL.into_iter().chain([Part::Base]) {
            if !part.is_of(script_type) {
                continue;
            }
            let bytes = pack(interpreter, part)?;
            let file = part.file(script_type);
            if process::write_if_changed(&paths.dist.join(&file), &bytes)? {
                progress::say("package", &format!("{file}, {} bytes", bytes.len()));
            }
        }
    }
    Ok(())
}
