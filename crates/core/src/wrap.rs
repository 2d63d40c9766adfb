//! What JavaScript gets of a running interpreter.

use std::rc::Rc;

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::{
    config_source,
    environment::{Environment, Kind},
    host,
    interpreter::Running,
    report::failed,
};

/// Settles `whenDefined(type)` with the interpreter, the first time.
pub fn define(environment: &Environment, running: &Rc<Running>, kind: &Kind) {
    if kind.wrapped.replace(true) {
        return;
    }
    let config = config_source::of_type(environment);
    let inline = running.interpreter.inline_name();
    let run = Closure::<dyn Fn(String) -> JsValue>::new({
        let running = Rc::clone(running);
        move |code: String| {
            running.interpreter.run(&code, inline).unwrap_or_else(|error| {
                failed(&running, &error, None);
                JsValue::UNDEFINED
            })
        }
    });
    let nobody = Closure::<dyn Fn()>::new(|| {}).into_js_value();
    let run_async = Closure::<dyn Fn(String) -> Promise>::new({
        let running = Rc::clone(running);
        move |code: String| {
            let nobody = nobody.unchecked_ref();
            let ended = running.interpreter.run_async(&code, inline, nobody, nobody);
            let running = Rc::clone(&running);
            future_to_promise(async move {
                Ok(JsFuture::from(ended).await.unwrap_or_else(|error| {
                    failed(&running, &error, None);
                    JsValue::UNDEFINED
                }))
            })
        }
    });
    let wrap = Object::new();
    for (name, value) in [
        ("type", kind.name.as_str().into()),
        ("config", config),
        ("interpreter", running.interpreter.api().clone()),
        ("io", JsValue::from(running.io.clone())),
        ("run", run.into_js_value()),
        ("runAsync", run_async.into_js_value()),
    ] {
        // A fresh object takes any property.
        let _ = Reflect::set(&wrap, &name.into(), &value);
    }
    host::resolve_defined(&kind.name, &wrap);
}
