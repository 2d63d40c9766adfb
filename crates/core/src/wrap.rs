//! What JavaScript gets of a running interpreter.

use std::rc::Rc;

use js_sys::Promise;
use pyxide_page::{dedent, without_leading_break};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::Element;

use crate::{config_source, handlers, hooks::Runner, host, interpreter::Running, report::failed};

/// The object that hooks and `whenDefined` are given. Its `run` and `runAsync` run the hooks of
/// the runner, its `config` is a copy of its own.
pub fn of(runner: &Rc<Runner>) -> JsValue {
    let call = Closure::<dyn Fn(u8, String, JsValue) -> Result<JsValue, JsValue>>::new({
        let runner = Rc::clone(runner);
        move |what: u8, code: String, extra: JsValue| call(&runner, what, &code, &extra)
    });
    host::make_wrap(
        &runner.kind.name,
        runner.kind.script_type.interpreter(),
        &config_source::of_type(&runner.environment),
        runner.running.interpreter.api(),
        &runner.running.io,
        &call.into_js_value(),
    )
}

fn call(runner: &Rc<Runner>, what: u8, code: &str, extra: &JsValue) -> Result<JsValue, JsValue> {
    let interpreter = &runner.running.interpreter;
    let inline = interpreter.inline_name();
    match what {
        0 => {
            let code = dedent(without_leading_break(code));
            let ran = runner.with_options(extra).run(&code, inline, &|| {}, &|| {})?;
            ran.after.map_or(Ok(ran.value), |failed| Err(failed.into()))
        }
        1 => {
            let (runner, code) = (runner.with_options(extra), code.to_owned());
            // Plugins of the bundle give the name of the code's file.
            let file = extra.as_string();
            Ok(future_to_promise(async move {
                let file = file.as_deref().unwrap_or(inline);
                let code = dedent(without_leading_break(&code));
                let nothing: Rc<dyn Fn()> = Rc::new(|| {});
                let ran = runner.run_async(&code, file, &nothing, &|| {}, &host::nobody()).await?;
                ran.after.map_or(Ok(ran.value), |failed| Err(failed.into()))
            })
            .into())
        }
        _ => {
            let (running, path) = (Rc::clone(&runner.running), code.to_owned());
            Ok(handlers::call(&running, &path, extra, "runEvent").into())
        }
    }
}

/// A promise that fulfils when Python's awaitable has ended, and reports its exception.
pub fn settle(running: &Rc<Running>, value: &JsValue, element: Option<Element>) -> Promise {
    let (running, ended) = (Rc::clone(running), Promise::resolve(value));
    future_to_promise(async move {
        Ok(JsFuture::from(ended).await.unwrap_or_else(|error| {
            failed(&running, &error, element.as_ref());
            JsValue::UNDEFINED
        }))
    })
}
