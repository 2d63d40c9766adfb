//! The Python sources and which of them each interpreter gets.

use crate::branch::specialise;
use crate::format::{self, File};
use crate::parts::Part;
use crate::strip::{Docstrings, strip};

/// Whom a package is packed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interpreter {
    /// CPython, compiled to WebAssembly.
    Pyodide,
    /// MicroPython: small, starts at once.
    MicroPython,
}

/// What a source file is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum For {
    Both,
    MicroPythonOnly,
    PyodideOnly,
}

impl For {
    fn takes(self, interpreter: Interpreter) -> bool {
        match self {
            Self::Both => true,
            Self::MicroPythonOnly => interpreter == Interpreter::MicroPython,
            Self::PyodideOnly => interpreter == Interpreter::Pyodide,
        }
    }
}

macro_rules! source {
    ($for:ident, $name:literal) => {
        (
            For::$for,
            concat!("pyscript/", $name),
            include_str!(concat!("../python/pyscript/", $name)),
        )
    };
}

const SOURCES: &[(For, &str, &str)] = &[
    source!(Both, "__init__.py"),
    source!(Both, "_calls.py"),
    source!(Both, "_exports.py"),
    source!(Both, "_in_worker.py"),
    source!(MicroPythonOnly, "_js_errors.py"),
    source!(MicroPythonOnly, "_late.py"),
    source!(PyodideOnly, "_lazy.py"),
    source!(MicroPythonOnly, "_loop.py"),
    source!(MicroPythonOnly, "_memory.py"),
    source!(MicroPythonOnly, "_mip.py"),
    source!(Both, "_owner.py"),
    source!(PyodideOnly, "_pyodide_runner.py"),
    source!(Both, "_rich.py"),
    source!(MicroPythonOnly, "_runner.py"),
    source!(MicroPythonOnly, "_to_js.py"),
    source!(Both, "_types.py"),
    source!(Both, "_web_special.py"),
    source!(Both, "_web_style.py"),
    source!(Both, "_web_tree.py"),
    source!(Both, "context.py"),
    source!(Both, "display.py"),
    source!(Both, "events.py"),
    source!(Both, "fetch.py"),
    source!(Both, "ffi.py"),
    source!(Both, "flatted.py"),
    source!(Both, "fs.py"),
    source!(Both, "media.py"),
    source!(Both, "storage.py"),
    source!(Both, "util.py"),
    source!(Both, "workers.py"),
    source!(Both, "web.py"),
    source!(Both, "websocket.py"),
];

/// A part of the package for an interpreter, in the form that [`unpack`](crate::unpack) reads.
///
/// Comments are blanked, and blocks that only the other interpreter runs; for MicroPython
/// also docstrings and spaces, for Pyodide docstrings of private names. Every statement stays on its line,
/// so tracebacks name the lines of the sources.
///
/// # Errors
/// When the sources have outgrown the format's 32-bit lengths.
pub fn pack(interpreter: Interpreter, part: Part) -> Result<Vec<u8>, std::num::TryFromIntError> {
    let mut stripped = files(interpreter);
    stripped.retain(|(path, _)| Part::of(&module(path)) == part);
    let files: Vec<File<'_>> =
        stripped.iter().map(|(path, text)| File { path, data: text.as_bytes() }).collect();
    format::write(&files)
}

fn files(interpreter: Interpreter) -> Vec<(&'static str, String)> {
    SOURCES
        .iter()
        .filter(|(part, ..)| part.takes(interpreter))
        .map(|(_, path, text)| {
            let docstrings = match interpreter {
                Interpreter::MicroPython => Docstrings::None,
                Interpreter::Pyodide if is_private(path) => Docstrings::PublicMembers,
                Interpreter::Pyodide => Docstrings::Public,
            };
            (*path, strip(&specialise(text, interpreter), docstrings))
        })
        .collect()
}

fn module(path: &str) -> String {
    path.trim_end_matches(".py").replace('/', ".")
}

fn is_private(path: &str) -> bool {
    path.contains("/_") && !path.ends_with("/__init__.py")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::branch::CONDITIONS;
    use crate::unpack;
    use std::collections::BTreeSet;

    fn names(interpreter: Interpreter) -> BTreeSet<String> {
        let parts = Part::OPTIONAL.into_iter().chain([Part::Base]);
        let packed: Vec<_> = parts.map(|part| pack(interpreter, part).unwrap()).collect();
        let files = packed.iter().flat_map(|packed| unpack(packed).unwrap());
        files.map(|file| file.path.to_owned()).collect()
    }

    #[test]
    fn every_source_file_is_packed() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/python/pyscript");
        let on_disk: BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.ends_with(".py"))
            .map(|name| format!("pyscript/{name}"))
            .collect();
        let both = [Interpreter::MicroPython, Interpreter::Pyodide].map(names);
        assert_eq!(&both[0] | &both[1], on_disk);
    }

    #[test]
    fn pyodide_gets_nothing_of_micropython() {
        let missing: Vec<String> = names(Interpreter::MicroPython)
            .difference(&names(Interpreter::Pyodide))
            .cloned()
            .collect();
        let names = ["_js_errors", "_late", "_loop", "_memory", "_mip", "_runner", "_to_js"];
        assert_eq!(missing, names.map(|name| format!("pyscript/{name}.py")));
    }

    #[test]
    fn micropython_gets_nothing_of_pyodide() {
        let missing: Vec<String> = names(Interpreter::Pyodide)
            .difference(&names(Interpreter::MicroPython))
            .cloned()
            .collect();
        assert_eq!(missing, ["pyscript/_lazy.py", "pyscript/_pyodide_runner.py"]);
    }

    #[test]
    fn the_sources_are_as_the_packer_takes_them() {
        for (_, path, text) in SOURCES {
            assert!(!text.contains('\t') && !text.contains("\\\n"), "{path}");
            for line in text.lines().map(str::trim) {
                let condition = line.starts_with("if ") && line.ends_with("micropython\":");
                assert!(!condition || CONDITIONS.iter().any(|(known, _)| *known == line), "{path}");
            }
        }
    }

    #[test]
    fn lines_stay_where_they_were() {
        for interpreter in [Interpreter::Pyodide, Interpreter::MicroPython] {
            for (path, stripped) in files(interpreter) {
                let (.., source) = SOURCES.iter().find(|(_, p, _)| *p == path).unwrap();
                for (number, (before, after)) in source.lines().zip(stripped.lines()).enumerate() {
                    let [before, after] = [before, after].map(|line| line.replace(' ', ""));
                    let same = after == "pass" || before.starts_with(&after);
                    assert!(same, "{path}:{}: {before:?} became {after:?}", number + 1);
                }
            }
        }
    }
}
