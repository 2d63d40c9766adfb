//! What other libraries reach through `Symbol.for('polyscript')`; `kernel.ts` is the other half.

use std::rc::Rc;

use js_sys::{JSON, Promise, Reflect};
use pyxide_page::ScriptType;
use pyxide_plan::Host;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use crate::{
    apart,
    environment::{Environment, Flavour, Kind},
    handlers, more, page,
    report::{Banner, report},
    run,
};

/// `env[name]`: the interpreter of that name, when what waits for it now has had its turn.
#[wasm_bindgen(js_name = environment)]
pub fn environment(name: &str) -> Promise {
    let Some(page) = page::current() else { return Promise::reject(&JsValue::UNDEFINED) };
    match page.environment(name) {
        Some(environment) => run::when_reached(&page, &environment),
        None => {
            let text = [&handlers::not_found(name), " ", &page.known_environments()].concat();
            Promise::reject(&js_sys::Error::new(&text))
        }
    }
}

/// Gives an interpreter that runs what a configuration names besides. Fulfils with that as an object, or
/// with `undefined` if it cannot be read.
#[wasm_bindgen]
pub fn configure(environment: String, config: String) -> Promise {
    future_to_promise(async move {
        let Some(page) = page::current() else { return Ok(JsValue::UNDEFINED) };
        let Some(environment) = page.environment(&environment) else {
            return Ok(JsValue::UNDEFINED);
        };
        if let Err(problem) = more::loaded().await {
            report(environment.script_type, &problem, Banner::Unless);
            return Ok(JsValue::UNDEFINED);
        }
        Ok(apart::add(&page, &environment, config).await)
    })
}

/// `define(type, options)`, whose arguments `kernel.ts` has checked.
#[wasm_bindgen(js_name = defineType)]
pub fn define_type(name: String, options: JsValue) {
    let Some(page) = page::current() else { return };
    let option = |key: &str| Reflect::get(&options, &key.into()).unwrap_or_default();
    let script_type = match option("interpreter").as_string().as_deref() {
        Some("micropython") => ScriptType::Mpy,
        _ => ScriptType::Py,
    };
    let key = option("env").as_string().unwrap_or_else(|| name.clone());
    let config = option("config");
    let config = if config.is_object() {
        JSON::stringify(&config).ok().and_then(|text| text.as_string())
    } else {
        config.as_string()
    };
    let base = option("configURL").as_string();
    let packaged = option("packaged").is_truthy();
    let mut environment = Environment::new(key, script_type, packaged);
    environment.told_as = packaged.then(|| name.clone());
    environment.version = option("version").as_string();
    environment.config = config;
    environment.config_parser = option("parser").as_string();
    environment.config_base = base.and_then(|base| page.resolve(&base, page.page()));
    let environment = Rc::new(environment);
    let hooks = Reflect::get(&option("hooks"), &"main".into()).unwrap_or_default();
    page.define(Kind::new(name, script_type, Flavour::Defined { environment, options }, hooks));
}
