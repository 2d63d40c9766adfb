//! The adapter of MicroPython.
//!
//! Code runs through `pyscript._runner`, a Python module: the interpreter itself resumes only one
//! top-level body at a time and calls every piece of code `<stdin>`.

use std::cell::Cell;

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{FileSystem, Interpreter};
use crate::host::{self, IO, Repaired};

#[wasm_bindgen]
extern "C" {
    /// The object that `loadMicroPython` gives.
    type Api;

    #[wasm_bindgen(method, catch, js_name = runPythonAsync)]
    fn run_python_async(this: &Api, code: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = runPython)]
    fn run_python(this: &Api, code: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn pyimport(this: &Api, name: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = registerJsModule)]
    fn register_js_module(this: &Api, name: &str, module: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(method, getter, js_name = FS)]
    fn fs(this: &Api) -> FileSystem;

    /// The Python module that runs page code.
    type Runner;

    #[wasm_bindgen(method, catch)]
    fn run(this: &Runner, code: &str, file: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn prepare(
        this: &Runner,
        code: &str,
        file: &str,
        resolve: &Function,
        reject: &Function,
    ) -> Result<JsValue, JsValue>;
}

/// Starts what `prepare` was given. Evaluated where top-level `await` is allowed, which holds for
/// code that is compiled meanwhile; leaves no name in the globals.
const START: &str = "__import__('pyscript._runner', None, None, ('_',))._start()";

pub struct MicroPython {
    api: Api,
    repaired: Repaired,
    /// Whether the Python package is there, which runs code better than the interpreter.
    packaged: Cell<bool>,
}

impl MicroPython {
    pub async fn start(module: &JsValue, wasm: &str, io: &IO) -> Result<Self, JsValue> {
        let options = host::output_options(io);
        Reflect::set(&options, &"url".into(), &wasm.into())?;
        Reflect::set(&options, &"linebuffer".into(), &false.into())?;
        let load = super::loader(module, "loadMicroPython", options);
        let repaired: Repaired =
            JsFuture::from(host::load_micropython(&load)).await?.unchecked_into();
        Ok(Self { api: repaired.api().unchecked_into(), repaired, packaged: Cell::new(false) })
    }

    fn runner(&self) -> Result<Runner, JsValue> {
        Ok(self.api.pyimport("pyscript._runner")?.unchecked_into())
    }

    fn start_async(
        &self,
        code: &str,
        file: &str,
        resolve: &Function,
        reject: &Function,
    ) -> Result<(), JsValue> {
        self.runner()?.prepare(code, file, resolve, &host::python_rejecter(reject))?;
        self.api.run_python_async(START).map(drop)
    }
}

impl Interpreter for MicroPython {
    fn api(&self) -> &JsValue {
        &self.api
    }

    fn file_system(&self) -> FileSystem {
        self.api.fs()
    }

    fn register_js_module(&self, name: &str, module: &JsValue) -> Result<(), JsValue> {
        self.api.register_js_module(name, module)
    }

    fn import(&self, name: &str) -> Result<JsValue, JsValue> {
        self.api.pyimport(name)
    }

    fn prepare(&self) -> Result<(), JsValue> {
        self.packaged.set(true);
        self.repaired.catch_from_now_on()?;
        self.runner().map(drop)
    }

    fn run(&self, code: &str, file: &str) -> Result<JsValue, JsValue> {
        if !self.packaged.get() {
            return self.api.run_python(code);
        }
        // MicroPython has no value for code, only for functions.
        let exception = self.runner()?.run(code, file)?;
        if exception.is_null() || exception.is_undefined() {
            return Ok(JsValue::NULL);
        }
        let [name, traceback] = [0, 1].map(|at| Array::from(&exception).get(at));
        Err(host::python_error(&name, &traceback))
    }

    fn run_async(&self, code: &str, file: &str, begins: &Function, stepped: &Function) -> Promise {
        let _ = begins.call0(&JsValue::NULL);
        if !self.packaged.get() {
            return self
                .api
                .run_python_async(code)
                .map_or_else(|error| Promise::reject(&error), |ended| Promise::resolve(&ended));
        }
        let ended = Promise::new(&mut |resolve, reject| {
            if let Err(error) = self.start_async(code, file, &resolve, &reject) {
                // Also what JavaScript threw through Python, which no Python code can catch.
                let _ = reject.call1(&JsValue::NULL, &error);
            }
        });
        let _ = stepped.call0(&JsValue::NULL);
        ended
    }

    fn died(&self) -> Option<&Promise> {
        None
    }

    fn inline_name(&self) -> &'static str {
        "<stdin>"
    }
}
