//! Which build of an interpreter, and where its files are.

use pyxide_diagnostic::{Code, Diagnostic};
use pyxide_page::ScriptType;

use crate::{Configured, Host, at};

/// Where an interpreter comes from, by absolute URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InterpreterPlan {
    /// CPython in WebAssembly.
    Pyodide {
        /// The ES module.
        module: String,
        /// The folder of its other files, ending in `/`.
        index: String,
    },
    /// MicroPython.
    MicroPython {
        /// The ES module.
        module: String,
        /// The WebAssembly binary.
        wasm: String,
    },
}

impl InterpreterPlan {
    /// The interpreter of the bundle.
    pub(crate) fn bundled(script_type: ScriptType, host: &dyn Host) -> Self {
        match script_type {
            ScriptType::Py => Self::pyodide(host),
            ScriptType::Mpy => Self::micropython("", host),
        }
    }

    fn pyodide(host: &dyn Host) -> Self {
        let index = host.file("pyodide/");
        Self::Pyodide { module: [&index, "pyodide.mjs"].concat(), index }
    }

    /// That of the bundle, in one of its builds.
    fn micropython(build: &str, host: &dyn Host) -> Self {
        Self::MicroPython {
            module: host.file("micropython/micropython.mjs"),
            wasm: host.file(&["micropython/micropython", build, ".wasm"].concat()),
        }
    }

    pub(crate) fn new(
        script_type: ScriptType,
        configured: &Configured,
        with_ulab: bool,
        host: &dyn Host,
    ) -> Result<Self, Box<Diagnostic>> {
        let debug = if configured.config.debug { "-settrace" } else { "" };
        let build = [debug, if with_ulab { "-ulab" } else { "" }].concat();
        let module = match &configured.config.interpreter {
            None if script_type == ScriptType::Py => return Ok(Self::pyodide(host)),
            None => return Ok(Self::micropython(&build, host)),
            Some(wanted) => {
                let written = wanted.value.trim();
                let url = if is_url(written) {
                    host.resolve(written, host.page())
                } else {
                    is_version(written).then(|| version_url(script_type, written))
                };
                url.ok_or_else(|| {
                    Box::new(at(configured, wanted.span, not_an_interpreter(written)))
                })?
            }
        };
        Ok(match script_type {
            ScriptType::Py => {
                let index = module.rsplit_once('/').map_or("", |(folder, _)| folder);
                Self::Pyodide { index: [index, "/"].concat(), module }
            }
            ScriptType::Mpy => {
                let stem = module.split(['?', '#']).next().unwrap_or(&module);
                let stem = stem.strip_suffix(".mjs").or_else(|| stem.strip_suffix(".js"));
                let wasm = [stem.unwrap_or(&module), &build, ".wasm"].concat();
                Self::MicroPython { module, wasm }
            }
        })
    }

    /// The ES module to import.
    #[must_use]
    pub fn module(&self) -> &str {
        match self {
            Self::Pyodide { module, .. } | Self::MicroPython { module, .. } => module,
        }
    }

    /// The WebAssembly binary that the module will load.
    #[must_use]
    pub fn wasm(&self) -> String {
        match self {
            Self::Pyodide { index, .. } => [index, "pyodide.asm.wasm"].concat(),
            Self::MicroPython { wasm, .. } => wasm.clone(),
        }
    }
}

/// Where a published version of the interpreter is served.
fn version_url(script_type: ScriptType, version: &str) -> String {
    match script_type {
        ScriptType::Py => {
            ["https://cdn.jsdelivr.net/pyodide/v", version, "/full/pyodide.mjs"].concat()
        }
        ScriptType::Mpy => [
            "https://cdn.jsdelivr.net/npm/@micropython/micropython-webassembly-pyscript@",
            version,
            "/micropython.mjs",
        ]
        .concat(),
    }
}

/// A path or an address; a file name alone (`engine.mjs`) is a path too.
fn is_url(text: &str) -> bool {
    text.starts_with(['/', '.'])
        || text.contains("://")
        || text.ends_with(".mjs")
        || text.ends_with(".js")
}

/// `0.29.0`, `1.28.0-6`, `latest`: one word that starts a version or names one.
fn is_version(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-+_".contains(&byte))
}

fn not_an_interpreter(written: &str) -> Diagnostic {
    Diagnostic::error(Code::BadInterpreter, ["Invalid interpreter: ", written].concat()).with_help(
        "give the version of a release, such as \"0.29.0\", or the URL of the interpreter's .mjs file",
    )
}
