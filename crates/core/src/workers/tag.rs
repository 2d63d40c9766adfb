//! Tags with `worker`.

use std::rc::Rc;

use js_sys::{Object, Reflect};
use pyxide_page::{Entry, Mode};
use wasm_bindgen::JsValue;
use web_sys::Element;

use super::{
    order::{object, order},
    recipe::Choice,
};
use crate::{
    environment::{Flavour, Kind},
    host,
    page::Page,
};

/// Starts the worker of a tag.
pub fn spawn(page: &Rc<Page>, kind: &Kind, element: &Element, entry: Entry) {
    let name = kind.name.as_str();
    if element.id().is_empty() {
        element.set_id(&page.next_worker_id(name));
    }
    let follows = matches!(kind.flavour, Flavour::Page(_));
    let own =
        (element.get_attribute("config")).map(|value| Choice::Own { value, base: None, follows });
    let nothing = || Choice::Own { value: String::new(), base: None, follows };
    let no_hooks = || Object::new().into();
    let (choice, version, hooks) = match &kind.flavour {
        Flavour::Page(_) => (own.unwrap_or(Choice::Inherited), None, JsValue::UNDEFINED),
        Flavour::Raw => (own.unwrap_or_else(nothing), element.get_attribute("version"), no_hooks()),
        Flavour::Defined { environment, options } => {
            let value = environment.config.clone().unwrap_or_default();
            let base = environment.config_base.clone();
            let hooks = Reflect::get(options, &"hooks".into()).ok().filter(JsValue::is_object);
            let version = environment.version.clone();
            (
                own.unwrap_or(Choice::Own { value, base, follows }),
                version,
                hooks.unwrap_or_else(no_hooks),
            )
        }
    };
    let is_async = entry.mode == Mode::Async;
    let packaged = matches!(kind.flavour, Flavour::Page(_));
    let order = order(page, name, kind.script_type, packaged, choice, version, entry.code);
    // A fresh object takes any property.
    let _ = Reflect::set(&order, &"hooks".into(), &hooks);
    if let Some(service) = element.get_attribute("service-worker") {
        let _ = Reflect::set(&order, &"service".into(), &service.into());
    }
    let worker = host::create_worker(&order, is_async, element);
    if let Some(name) = element.get_attribute("name") {
        host::name_worker(&name, &worker);
    }
    if !kind.wrapped.replace(true) {
        let defined = object([("type", name.into()), ("xworker", worker)]);
        host::resolve_defined(name, &defined);
    }
}
