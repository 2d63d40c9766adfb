//! What other libraries reach through `Symbol.for('polyscript')`; `kernel.ts` is the other half.

use std::rc::Rc;

use js_sys::{JSON, Promise, Reflect};
use pyxide_page::ScriptType;
use pyxide_plan::Host;
use wasm_bindgen::prelude::*;

use crate::{
    environment::{Environment, Flavour, Kind},
    handlers, page, run,
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
    let mut environment = Environment::new(key, script_type, false);
    environment.version = option("version").as_string();
    environment.config = config;
    environment.config_parser = option("parser").as_string();
    environment.config_base = base.and_then(|base| page.resolve(&base, page.page()));
    let environment = Rc::new(environment);
    let hooks = Reflect::get(&option("hooks"), &"main".into()).unwrap_or_default();
    page.define(Kind::new(name, script_type, Flavour::Defined { environment, options }, hooks));
}
