//! The adapter of Pyodide.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{FileSystem, Interpreter};
use crate::host::{self, IO};

#[wasm_bindgen]
extern "C" {
    type Module;

    #[wasm_bindgen(method, catch, js_name = loadPyodide)]
    fn load(this: &Module, options: &Object) -> Result<Promise, JsValue>;

    /// The object that `loadPyodide` gives.
    type Api;

    #[wasm_bindgen(method, catch, js_name = runPython)]
    fn run_python(this: &Api, code: &str, options: &Object) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn pyimport(this: &Api, name: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = registerJsModule)]
    fn register_js_module(this: &Api, name: &str, module: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = setDebug)]
    fn set_debug(this: &Api, debug: bool) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, getter, js_name = FS)]
    fn fs(this: &Api) -> FileSystem;

    #[wasm_bindgen(method, catch, js_name = runPythonAsync)]
    fn run_python_async(this: &Api, code: &str, options: &Object) -> Result<Promise, JsValue>;
}

pub struct Pyodide {
    api: Api,
}

impl Pyodide {
    pub async fn start(
        module: &JsValue,
        index: &str,
        debug: bool,
        io: &IO,
    ) -> Result<Self, JsValue> {
        let options = host::output_options(io);
        Reflect::set(&options, &"indexURL".into(), &index.into())?;
        let loading = module.unchecked_ref::<Module>().load(&options)?;
        let api: Api = JsFuture::from(loading).await?.unchecked_into();
        if debug {
            api.set_debug(true)?;
        }
        Ok(Self { api })
    }
}

fn run_options(file: &str) -> Result<Object, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"filename".into(), &file.into())?;
    Ok(options)
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
        Ok(())
    }

    fn run(&self, code: &str, file: &str) -> Result<JsValue, JsValue> {
        self.api.run_python(code, &run_options(file)?)
    }

    fn run_async(&self, code: &str, file: &str, started: &Function) -> Promise {
        let _ = started.call0(&JsValue::NULL);
        run_options(file)
            .and_then(|options| self.api.run_python_async(code, &options))
            .unwrap_or_else(|error| Promise::reject(&error))
    }

    fn inline_name(&self) -> &'static str {
        "<exec>"
    }
}
