//! The adapter of Pyodide.

use std::cell::OnceCell;

use js_sys::{Array, Function, Object, Promise, Reflect};
use pyxide_plan::BootPlan;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::{FileSystem, Interpreter, caught::Caught};
use crate::host::{self, IO};

#[wasm_bindgen]
extern "C" {
    /// The object that `loadPyodide` gives.
    type Api;

    #[wasm_bindgen(method, catch)]
    fn pyimport(this: &Api, name: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = registerJsModule)]
    fn register_js_module(this: &Api, name: &str, module: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = setDebug)]
    fn set_debug(this: &Api, debug: bool) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = runPython)]
    fn run_python(this: &Api, code: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, js_name = runPythonAsync)]
    fn run_python_async(this: &Api, code: &str) -> Promise;

    #[wasm_bindgen(method, getter, js_name = FS)]
    fn fs(this: &Api) -> FileSystem;

    /// The Python module that runs page code.
    type Runner;

    #[wasm_bindgen(method, catch)]
    fn run(this: &Runner, code: &str, file: &str, reject: &Function) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn run_async(
        this: &Runner,
        code: &str,
        file: &str,
        begins: &Function,
        stepped: &Function,
        reject: &Function,
    ) -> Result<JsValue, JsValue>;
}

pub struct Pyodide {
    api: Api,
    runner: OnceCell<Runner>,
    died: Promise,
}

impl Pyodide {
    pub async fn start(
        plan: &BootPlan,
        module: &JsValue,
        index: &str,
        packages: Option<&Object>,
        io: &IO,
    ) -> Result<Self, JsValue> {
        let options = host::output_options(io);
        if let Some(packages) = packages {
            Object::assign(&options, packages);
        }
        Reflect::set(&options, &"indexURL".into(), &index.into())?;
        let load = super::loader(module, "loadPyodide", options);
        let api: Api =
            JsFuture::from(host::load_pyodide(&load, plan.keep_proxies)).await?.unchecked_into();
        if plan.debug {
            api.set_debug(true)?;
        }
        let died = death(&api);
        Ok(Self { api, runner: OnceCell::new(), died })
    }

    fn runner(&self) -> Result<&Runner, JsValue> {
        self.runner.get().ok_or_else(|| "the Python package is not installed".into())
    }

    /// What a crash leaves unsettled for ever, rejected then.
    fn or_death(&self, running: &Promise) -> Promise {
        Promise::race(&Array::of2(running, &self.died))
    }
}

/// Rejects with what stopped the interpreter, if anything does.
fn death(api: &Api) -> Promise {
    Promise::new(&mut |_, died| {
        // `on_fatal` is where Pyodide's own console learns of it.
        if let Ok(internals) = Reflect::get(api, &"_api".into())
            && internals.is_object()
        {
            let _ = Reflect::set(&internals, &"on_fatal".into(), &died);
        }
    })
}

impl Interpreter for Pyodide {
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
        let runner = self.import("pyscript._pyodide_runner")?.unchecked_into();
        let _ = self.runner.set(runner);
        Ok(())
    }

    fn run(&self, code: &str, file: &str) -> Result<JsValue, JsValue> {
        if self.runner.get().is_none() {
            return self.api.run_python(code);
        }
        let caught = Caught::new();
        let value = self.runner()?.run(code, file, caught.reject())?;
        caught.or(value)
    }

    fn run_async(&self, code: &str, file: &str, begins: &Function, stepped: &Function) -> Promise {
        if self.runner.get().is_none() {
            let _ = begins.call0(&JsValue::NULL);
            return self.or_death(&self.api.run_python_async(code));
        }
        let caught = Caught::new();
        let running = self
            .runner()
            .and_then(|runner| runner.run_async(code, file, begins, stepped, caught.reject()));
        self.or_death(&future_to_promise(async move {
            // A coroutine, which JavaScript sees as a thenable.
            let value = JsFuture::from(Promise::resolve(&running?)).await?;
            caught.or(value)
        }))
    }

    fn died(&self) -> Option<&Promise> {
        Some(&self.died)
    }

    fn inline_name(&self) -> &'static str {
        "<exec>"
    }
}
