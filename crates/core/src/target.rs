//! Where `display` writes by default: one output element per tag.

use js_sys::{Object, Reflect};
use pyxide_diagnostic::{Code, Diagnostic};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, DocumentFragment, Element, Node};

use crate::{environment::Environment, page::Page};

/// Finds or makes the output element of a script, gives it an id, and tells the script about it.
///
/// # Errors
/// The script names a target that is not there.
pub fn of_script(
    page: &Page,
    state: &Environment,
    script: &Element,
    wanted: Option<&str>,
) -> Result<Element, Diagnostic> {
    let output = match wanted {
        Some(wanted) => find(script, wanted).ok_or_else(|| unknown(script, wanted))?,
        None => make(page, script).map_err(|error| {
            Diagnostic::error(Code::UnknownTarget, "The output element could not be made")
                .with_detail(crate::report::describe(&error))
        })?,
    };
    if output.id().is_empty() {
        output.set_id(&state.next_id());
    }
    let descriptor = Object::new();
    // These fail only if the page defined the same property as a constant before.
    let _ = Reflect::set(&descriptor, &"configurable".into(), &true.into());
    let _ = Reflect::set(&descriptor, &"value".into(), &output);
    let _ = Reflect::define_property(script, &"target".into(), &descriptor);
    Ok(output)
}

/// An element by id, else by selector, in the tree that contains the script.
fn find(script: &Element, wanted: &str) -> Option<Element> {
    let root: Node = script.get_root_node();
    if let Some(document) = root.dyn_ref::<Document>() {
        let by_id = document.get_element_by_id(wanted);
        by_id.or_else(|| document.query_selector(wanted).ok().flatten())
    } else if let Some(fragment) = root.dyn_ref::<DocumentFragment>() {
        let by_id = fragment.get_element_by_id(wanted);
        by_id.or_else(|| fragment.query_selector(wanted).ok().flatten())
    } else {
        root.dyn_ref::<Element>()?.query_selector(wanted).ok().flatten()
    }
}

fn make(page: &Page, script: &Element) -> Result<Element, JsValue> {
    // The name is the same for both types.
    let output = page.document.create_element("script-py")?;
    if script.closest("head")?.is_some() {
        if let Some(body) = page.document.body() {
            body.append_child(&output)?;
        }
    } else if let Some(parent) = script.parent_node() {
        parent.insert_before(&output, script.next_sibling().as_ref())?;
    }
    Ok(output)
}

fn unknown(script: &Element, wanted: &str) -> Diagnostic {
    let reason = ["Unknown target ", wanted].concat();
    Diagnostic::element(Code::UnknownTarget, &reason, &opening_tag(script))
        .with_help("`target` is the id of an element, or a selector, of something that is in the page before the script runs")
}

/// The tag without its content.
pub fn opening_tag(element: &Element) -> String {
    element
        .clone_node()
        .ok()
        .and_then(|node| node.dyn_into::<Element>().ok())
        .map_or_else(|| element.local_name(), |clone| clone.outer_html())
}
