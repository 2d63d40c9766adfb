//! The JavaScript modules that Python can import.

use std::rc::Rc;

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::{
    apart, config_source, environment::Environment, host, interpreter::Interpreter, more, parts,
    realm::Realm, workers::recipe::thrown,
};

/// Registers `polyscript` and `_pyscript`.
///
/// # Errors
/// What the interpreter threw.
pub fn register(
    realm: &Rc<Realm>,
    environment: &Rc<Environment>,
    interpreter: &dyn Interpreter,
    js_modules: &Object,
) -> Result<(), JsValue> {
    interpreter.register_js_module(
        "polyscript",
        &polyscript(realm, environment, interpreter, js_modules)?.into(),
    )?;
    if !environment.packaged {
        return Ok(());
    }
    interpreter.register_js_module("_pyscript", &pyscript(environment, interpreter)?.into())
}

/// `polyscript`: what the kernel knows. Its `currentScript` is live.
fn polyscript(
    realm: &Rc<Realm>,
    environment: &Rc<Environment>,
    interpreter: &dyn Interpreter,
    js_modules: &Object,
) -> Result<Object, JsValue> {
    let module = Object::new();
    let config = config_source::of_type(environment);
    Reflect::set(&module, &"config".into(), &config)?;
    Reflect::set(&module, &"js_modules".into(), js_modules)?;
    let current = Closure::<dyn Fn() -> JsValue>::new({
        let environment = Rc::clone(environment);
        move || environment.latest.borrow().clone().into()
    });
    getter(&module, "currentScript", &current.into_js_value());
    host::KERNEL.with(|members| Object::assign(&module, members));
    let lazy = Closure::<dyn Fn(Array) -> JsValue>::new({
        let (realm, environment) = (Rc::clone(realm), Rc::clone(environment));
        let file_system = interpreter.file_system();
        move |names: Array| -> JsValue {
            let (realm, environment) = (Rc::clone(&realm), Rc::clone(&environment));
            let file_system = file_system.clone();
            let modules = async move {
                more::loaded().await.map_err(|problem| thrown(&problem.render()))?;
                if environment.packaged {
                    environment.parts.request_for_packages();
                    environment.parts.arrived(&file_system).await;
                }
                let modules = apart::lazy_modules(&realm, &environment, &names);
                JsFuture::from(Promise::resolve(&modules)).await
            };
            future_to_promise(modules).into()
        }
    });
    let lazy = host::variadic(&lazy.into_js_value());
    Reflect::set(&module, &"lazy_py_modules".into(), &lazy)?;
    add_members("polyscript", &module, environment, interpreter);
    Ok(module)
}

/// `_pyscript`: what the Python package needs of the page.
fn pyscript(
    environment: &Rc<Environment>,
    interpreter: &dyn Interpreter,
) -> Result<Object, JsValue> {
    let module = Object::new();
    let target = Closure::<dyn Fn() -> String>::new({
        let environment = Rc::clone(environment);
        move || environment.target.borrow().clone()
    });
    getter(&module, "target", &target.into_js_value());
    let load = parts::loader(&environment.parts, interpreter.file_system());
    Reflect::set(&module, &"part".into(), &load)?;
    host::JS_IMPORT.with(|import| Reflect::set(&module, &"js_import".into(), import))?;
    host::FOLDERS.with(|folders| Reflect::set(&module, &"fs".into(), folders))?;
    Reflect::set(&module, &"interpreter".into(), interpreter.api())?;
    add_members("_pyscript", &module, environment, interpreter);
    Ok(module)
}

fn add_members(
    name: &str,
    module: &Object,
    environment: &Environment,
    interpreter: &dyn Interpreter,
) {
    let engine = environment.script_type.interpreter();
    host::add_members(name, module, &environment.key, engine, interpreter.api());
}

/// A property that is read anew each time.
fn getter(object: &Object, name: &str, get: &JsValue) {
    let descriptor = Object::new();
    // Setting a property of a fresh object cannot fail, and neither can defining one.
    let _ = Reflect::set(&descriptor, &"get".into(), get);
    let _ = Reflect::set(&descriptor, &"enumerable".into(), &true.into());
    let _ = Reflect::set(&descriptor, &"configurable".into(), &true.into());
    let _ = Reflect::define_property(object, &name.into(), &descriptor);
}
