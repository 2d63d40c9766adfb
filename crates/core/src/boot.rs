//! Runs a boot plan: everything is requested at once, and used as it arrives.

use std::rc::Rc;

use js_sys::Uint8Array;
use pyxide_diagnostic::{Code, Diagnostic};
use pyxide_page::ScriptType;
use pyxide_plan::{BootPlan, Configured, FilePlan, InterpreterPlan, at, plan};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::{
    events::progress,
    fetch, host,
    interpreter::{self, Interpreter, Running},
    modules,
    page::Page,
    probe,
    report::{Banner, describe, report},
};

/// The interpreter of a type, booted by whoever asks first. `None` if it could not be started,
/// which has been reported.
pub async fn interpreter(page: &Rc<Page>, script_type: ScriptType) -> Option<Rc<Running>> {
    let state = page.of(script_type);
    if let Some(running) = state.interpreter.borrow().as_ref() {
        return Some(Rc::clone(running));
    }
    if state.failed.get() {
        return None;
    }
    let configured = state.configured.get()?;
    match boot(page, script_type, configured).await {
        Ok(running) => {
            state.interpreter.replace(Some(Rc::clone(&running)));
            Some(running)
        }
        Err(problem) => {
            state.failed.set(true);
            report(&problem, Banner::Unless);
            None
        }
    }
}

async fn boot(
    page: &Rc<Page>,
    script_type: ScriptType,
    configured: &Configured,
) -> Result<Rc<Running>, Diagnostic> {
    let (plan, problems) = plan(script_type, configured, &**page).map_err(|problem| *problem)?;
    for problem in &problems {
        report(problem, Banner::Unless);
    }
    let module = host::import_module(plan.interpreter.module());
    host::prefetch(&plan.package);
    for file in &plan.files {
        host::prefetch(&file.url);
    }

    let running = start(page, &plan, configured, module).await?;
    let interpreter = &*running.interpreter;
    install_package(&plan, interpreter).await?;
    if !plan.files.is_empty() {
        progress(page, script_type, "Loading files");
        for file in &plan.files {
            // A missing file is the problem of the code that opens it; everything else goes on.
            if let Err(problem) = install_file(file, interpreter).await {
                report(&at(configured, file.span, problem), Banner::Unless);
            }
        }
        progress(page, script_type, "Loaded files");
    }
    modules::register(page, script_type, interpreter)
        .and_then(|()| interpreter.import("pyscript"))
        .and_then(|_| interpreter.prepare())
        .map_err(|error| broken_package(&plan, &describe(&error)))?;
    progress(page, script_type, &["Loaded ", script_type.title()].concat());
    Ok(running)
}

async fn start(
    page: &Page,
    plan: &BootPlan,
    configured: &Configured,
    module: js_sys::Promise,
) -> Result<Rc<Running>, Diagnostic> {
    let script_type = plan.script_type;
    let started = async {
        let module = JsFuture::from(module).await?;
        progress(page, script_type, &["Loading ", script_type.title()].concat());
        if script_type == ScriptType::Py {
            for text in ["Loading Storage", "Loaded Storage", "Loading interpreter"] {
                progress(page, script_type, text);
            }
        }
        interpreter::start(&plan.interpreter, &module, plan.debug).await
    }
    .await;
    host::remove_hints();
    match started {
        Ok(running) => {
            if script_type == ScriptType::Py {
                progress(page, script_type, "Loaded interpreter");
            }
            Ok(running)
        }
        Err(error) => Err(not_started(page, plan, configured, &error).await),
    }
}

/// Says which of the interpreter's files is the trouble, by asking for them once more.
async fn not_started(
    page: &Page,
    plan: &BootPlan,
    configured: &Configured,
    error: &JsValue,
) -> Diagnostic {
    let module = plan.interpreter.module();
    let wasm = plan.interpreter.wasm();
    let cause = match probe::javascript(module).await {
        Some(cause) => Some(cause),
        None => probe::web_assembly(&wasm).await,
    };
    let title = [plan.script_type.title(), " could not be started from ", module].concat();
    let problem = Diagnostic::error(Code::InterpreterLoad, title)
        .with_detail(cause.unwrap_or_else(|| describe(error)));
    let problem = if page.is_from_disk() && module.starts_with("file:") {
        problem.with_help("a page opened from disk cannot load an interpreter: use a web server")
    } else {
        problem.with_help(match plan.interpreter {
            InterpreterPlan::Pyodide { .. } => {
                "`interpreter` must lead to a pyodide.mjs with all its other files beside it"
            }
            InterpreterPlan::MicroPython { .. } => {
                "`interpreter` must lead to a micropython.mjs with its .wasm beside it"
            }
        })
    };
    match &configured.config.interpreter {
        Some(wanted) => at(configured, wanted.span, problem),
        None => problem,
    }
}

async fn install_package(plan: &BootPlan, interpreter: &dyn Interpreter) -> Result<(), Diagnostic> {
    let packed = fetch::bytes(&plan.package)
        .await
        .map_err(|failure| broken_package(plan, &failure.summary(&plan.package)))?
        .to_vec();
    let files =
        pyxide_stdlib::unpack(&packed).map_err(|error| broken_package(plan, &error.to_string()))?;
    let file_system = interpreter.file_system();
    for file in files {
        file_system
            .write(file.path, &Uint8Array::from(file.data))
            .map_err(|error| broken_package(plan, &describe(&error)))?;
    }
    Ok(())
}

fn broken_package(plan: &BootPlan, cause: &str) -> Diagnostic {
    let title = ["The Python package cannot be used: ", &plan.package].concat();
    Diagnostic::error(Code::CoreLoad, title)
        .with_detail(cause)
        .with_help("copy the whole folder of core.js, all files from the same version")
}

async fn install_file(file: &FilePlan, interpreter: &dyn Interpreter) -> Result<(), Diagnostic> {
    let bytes = fetch::bytes(&file.url).await.map_err(|failure| {
        Diagnostic::error(Code::FileUnavailable, failure.summary(&file.url))
            .with_help("`files` names each source by its URL, relative to the configuration")
    })?;
    interpreter.file_system().write(&file.path, &bytes).map_err(|error| {
        let title = ["Unable to write ", &file.path].concat();
        Diagnostic::error(Code::FileUnavailable, title)
            .with_detail(describe(&error))
            .with_help("choose another destination: something else is there, or above it, already")
    })
}
