//! The part of Pyxide that runs in the browser.
//!
//! `scan` and `config_source` read the document, `pyxide_plan` decides, and `boot` and `run` do.
//! Problems go to `report`, which alone shows them.

mod apart;
mod boot;
mod config_source;
mod current_script;
mod custom_parser;
mod environment;
mod events;
mod fetch;
mod handlers;
mod hooks;
mod host;
mod interpreter;
mod kernel;
mod modules;
mod more;
mod observe;
mod page;
mod parts;
mod probe;
mod realm;
mod report;
mod run;
mod scan;
mod target;
mod workers;
mod wrap;

use std::rc::Rc;

use js_sys::{Array, Object, Promise, Reflect};
use pyxide_page::ScriptType;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::{
    environment::{Flavour, Kind},
    page::Page,
    report::{Banner, report_all},
};

/// Starts Python on this page.
///
/// Fulfils with `{ py, mpy }`, the parsed configurations, once both have been read; tags of a type
/// run as soon as that type's own configuration is known.
#[wasm_bindgen]
pub fn start() -> Promise {
    future_to_promise(async move {
        let configs = Object::new();
        let Some(page) = Page::new() else { return Ok(configs.into()) };
        for script_type in ScriptType::ALL {
            let name = script_type.interpreter().to_owned();
            page.define(Kind::new(name, script_type, Flavour::Raw, JsValue::UNDEFINED));
        }
        let all: Array = ScriptType::ALL
            .into_iter()
            .map(|script_type| future_to_promise(define(Rc::clone(&page), script_type)))
            .collect();
        let all = Array::from(&JsFuture::from(Promise::all(&all)).await?);
        for script_type in ScriptType::ALL {
            let at = u32::try_from(script_type.index()).unwrap_or_default();
            Reflect::set(&configs, &script_type.name().into(), &all.get(at))?;
        }
        Ok(configs.into())
    })
}

/// Reads the configuration of a type and lets its tags run. Fulfils with the configuration.
async fn define(page: Rc<Page>, script_type: ScriptType) -> Result<JsValue, JsValue> {
    let found = match config_source::find(&page, script_type).await {
        Ok(found) => found,
        Err(problems) => {
            // The type stays silent, and this is the only sign of it.
            report_all(script_type, &problems, Banner::Always);
            return Ok(JsValue::UNDEFINED);
        }
    };
    if found.configured.config.excludes("error") {
        host::disable_banners();
    }
    report_all(script_type, &found.problems, Banner::Always);
    if let Some(timeout) = found.configured.config.ffi_timeout {
        // Read at the creation of each worker; a page may set it too. 53 bits are exact.
        #[allow(clippy::cast_precision_loss)]
        let _ =
            Reflect::set(&page.window, &"reflected_ffi_timeout".into(), &(timeout as f64).into());
    }
    let exported = if found.present {
        config_source::to_js(&found.configured.config)
    } else {
        JsValue::UNDEFINED
    };
    if page.of(script_type).configured.set(found.configured).is_ok() {
        observe::define(&page, script_type);
    }
    Ok(exported)
}
