//! Tags with `worker`.

use std::rc::Rc;

use pyxide_page::{Entry, Mode};
use web_sys::Element;

use super::{
    order::{object, order},
    recipe::Choice,
};
use crate::{environment::Kind, host, page::Page};

/// Starts the worker of a tag.
pub fn spawn(page: &Rc<Page>, kind: &Kind, element: &Element, entry: Entry) {
    let name = kind.name.as_str();
    if element.id().is_empty() {
        element.set_id(&page.next_worker_id(name));
    }
    let choice = match element.get_attribute("config") {
        Some(value) => Choice::Own { value, base: None },
        None => Choice::Inherited,
    };
    let is_async = entry.mode == Mode::Async;
    let order = order(page, name, kind.script_type, choice, None, entry.code);
    let worker = host::create_worker(&order, is_async, element);
    if let Some(name) = element.get_attribute("name") {
        host::name_worker(&name, &worker);
    }
    if !kind.wrapped.replace(true) {
        let defined = object([("type", name.into()), ("xworker", worker)]);
        host::resolve_defined(name, &defined);
    }
}
