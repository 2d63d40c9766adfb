//! The interpreter itself.

use std::rc::Rc;

use js_sys::{Array, Promise};
use pyxide_diagnostic::{Code, Diagnostic};
use pyxide_page::ScriptType;
use pyxide_plan::{InterpreterPlan, at};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::Boot;
use crate::{
    apart,
    host::{self, Packages},
    interpreter::{self, Running},
    more, probe,
    report::describe,
};

/// Starts it from its module, which is being imported.
///
/// # Errors
/// One of its files did not come or cannot be used.
pub async fn start(
    boot: &Boot<'_>,
    module: Promise,
    entries: Option<Array>,
) -> Result<(Rc<Running>, Option<Packages>), Diagnostic> {
    let script_type = boot.script_type;
    let tell = |done| {
        host::tell_step(script_type.name(), "interpreter", script_type.title(), done);
    };
    tell(false);
    let started = async {
        let module = JsFuture::from(module).await?;
        boot.progress(&["Loading ", script_type.title()].concat());
        if script_type == ScriptType::Py {
            boot.progress("Loading Storage");
        }
        let packages = match entries {
            Some(entries) => Some(apart::prepare(boot, entries).await?),
            None => None,
        };
        if script_type == ScriptType::Py {
            for text in ["Loaded Storage", "Loading interpreter"] {
                boot.progress(text);
            }
        }
        let options = packages.as_ref().map(Packages::options);
        Ok((interpreter::start(boot.plan, &module, options.as_ref()).await?, packages))
    }
    .await;
    host::remove_hints();
    tell(true);
    match started {
        Ok(running) => {
            if script_type == ScriptType::Py {
                boot.progress("Loaded interpreter");
            }
            Ok(running)
        }
        Err(error) => Err(match more::loaded().await {
            Ok(()) => apart::not_started(boot, &error).await,
            Err(problem) => *problem,
        }),
    }
}

/// Says which of the interpreter's files is the trouble, by asking for them once more.
pub async fn not_started(boot: &Boot<'_>, error: &JsValue) -> Diagnostic {
    let plan = &boot.plan.interpreter;
    let module = plan.module();
    let wasm = plan.wasm();
    let cause = match probe::javascript(module).await {
        Some(cause) => Some(cause),
        None => probe::web_assembly(&wasm).await,
    };
    let title = [boot.script_type.title(), " could not be started from ", module].concat();
    let problem = Diagnostic::error(Code::InterpreterLoad, title)
        .with_detail(cause.unwrap_or_else(|| describe(error)));
    let problem = if boot.realm.is_from_disk() && module.starts_with("file:") {
        problem.with_help("a page opened from disk cannot load an interpreter: use a web server")
    } else {
        problem.with_help(match plan {
            InterpreterPlan::Pyodide { .. } => {
                "`interpreter` must lead to a pyodide.mjs with all its other files beside it"
            }
            InterpreterPlan::MicroPython { .. } => {
                "`interpreter` must lead to a micropython.mjs with its .wasm beside it"
            }
        })
    };
    match &boot.configured.config.interpreter {
        Some(wanted) => at(boot.configured, wanted.span, problem),
        None => problem,
    }
}
