//! The document to facts.

use pyxide_page::{Form, ScriptType, TagFacts};
use wasm_bindgen::JsCast;
use web_sys::{Element, NodeList};

/// The facts about one tag of a type.
pub fn facts(element: &Element, script_type: ScriptType) -> TagFacts {
    let form = if element.local_name() == "script" { Form::Script } else { Form::Element };
    let has_elements = form == Form::Element && element.child_element_count() > 0;
    TagFacts {
        script_type,
        form,
        src: element.get_attribute("src"),
        is_async: element.get_attribute("async"),
        worker: element.get_attribute("worker"),
        target: element.get_attribute("target"),
        text: element.text_content().unwrap_or_default(),
        markup: has_elements.then(|| element.inner_html()),
    }
}

/// The elements of a list, in its order.
pub fn elements(list: &NodeList) -> impl Iterator<Item = Element> + '_ {
    (0..list.length()).filter_map(|at| list.item(at)?.dyn_into().ok())
}
