//! The tags that the page has and gets; `observe.ts` finds them.

use std::rc::Rc;

use pyxide_page::ScriptType;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::{
    environment::{Flavour, Kind},
    host,
    page::{self, Page},
    run,
};

/// A tag of a known kind, which has not been handled before.
#[wasm_bindgen(js_name = handleTag)]
pub fn handle_tag(element: &Element) {
    if let Some(page) = page::current()
        && let Some(kind) = page.kind_of(element)
    {
        run::handle(&page, element, &kind);
    }
}

/// From now on `py` or `mpy` is handled.
pub fn define(page: &Rc<Page>, script_type: ScriptType) {
    let environment = Rc::clone(page.of(script_type));
    let next_id = Closure::<dyn Fn() -> String>::new({
        let environment = Rc::clone(&environment);
        move || environment.next_id()
    });
    host::define_element(script_type.element(), &next_id.into_js_value());
    page.define(Kind::new(
        script_type.name().to_owned(),
        script_type,
        Flavour::Page(environment),
        host::main_hooks(),
    ));
}
