//! One trait, two interpreters.

mod caught;
mod file_system;
mod micropython;
mod pyodide;

use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use pyxide_page::ScriptType;
use pyxide_plan::{BootPlan, InterpreterPlan};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::host::IO;

pub use file_system::FileSystem;

/// What the core does with an interpreter; errors are what JavaScript or Python threw.
pub trait Interpreter {
    /// The interpreter's own JavaScript API.
    fn api(&self) -> &JsValue;

    /// Its files.
    fn file_system(&self) -> FileSystem;

    /// Makes a JavaScript object importable from Python.
    fn register_js_module(&self, name: &str, module: &JsValue) -> Result<(), JsValue>;

    /// Imports a Python module, leaving no name in the globals.
    fn import(&self, name: &str) -> Result<JsValue, JsValue>;

    /// What must happen between the installation of the package and the first code.
    fn prepare(&self) -> Result<(), JsValue>;

    /// Evaluates to the end. `file` is what tracebacks say.
    fn run(&self, code: &str, file: &str) -> Result<JsValue, JsValue>;

    /// Starts evaluating code that may `await` at its top level. `begins` is called right before
    /// its first line runs, `stepped` when it first waits or has ended.
    fn run_async(&self, code: &str, file: &str, begins: &Function, stepped: &Function) -> Promise;

    /// Rejects when it has crashed, if it can tell.
    fn died(&self) -> Option<&Promise>;

    /// What tracebacks call code that has no file.
    fn inline_name(&self) -> &'static str;
}

/// An interpreter with its output.
pub struct Running {
    pub script_type: ScriptType,
    pub interpreter: Box<dyn Interpreter>,
    pub io: IO,
}

/// Starts the interpreter that the plan names, from its imported module. `packages` are more
/// options for its loader.
///
/// # Errors
/// What the interpreter's loader threw.
pub async fn start(
    plan: &BootPlan,
    module: &JsValue,
    packages: Option<&Object>,
) -> Result<Rc<Running>, JsValue> {
    let engine = &plan.interpreter;
    let io = crate::host::make_io(matches!(engine, InterpreterPlan::MicroPython { .. }));
    let interpreter: Box<dyn Interpreter> = match engine {
        InterpreterPlan::Pyodide { index, .. } => {
            Box::new(pyodide::Pyodide::start(plan, module, index, packages, &io).await?)
        }
        InterpreterPlan::MicroPython { wasm, .. } => {
            Box::new(micropython::MicroPython::start(module, wasm, &io).await?)
        }
    };
    let running = Rc::new(Running { script_type: plan.script_type, interpreter, io });
    if let Some(died) = running.interpreter.died() {
        let (died, script_type) = (died.clone(), running.script_type);
        spawn_local(async move {
            if let Err(error) = JsFuture::from(died).await {
                crate::report::crashed(script_type, &error);
            }
        });
    }
    Ok(running)
}

/// A call of a loader that can be made later.
fn loader(module: &JsValue, name: &'static str, options: Object) -> JsValue {
    let module = module.clone();
    let load = move || {
        let load: Function = Reflect::get(&module, &name.into())?.dyn_into()?;
        load.call1(&module, &options)
    };
    Closure::<dyn FnMut() -> Result<JsValue, JsValue>>::once_into_js(load)
}
