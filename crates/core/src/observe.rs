//! Tags that are there, and tags that come: in the document and in every shadow root.

use std::rc::Rc;

use pyxide_page::ScriptType;
use wasm_bindgen::prelude::*;
use web_sys::{Element, MutationObserver, MutationObserverInit, MutationRecord, Node, ShadowRoot};

use crate::{page::Page, run, scan};

/// Watches the document and every shadow root, also those still to come.
///
/// # Errors
/// What the browser threw.
pub fn watch(page: &Rc<Page>) -> Result<(), JsValue> {
    let callback = Closure::<dyn Fn(js_sys::Array)>::new({
        let page = Rc::clone(page);
        move |records: js_sys::Array| {
            for record in records.iter() {
                let added = record.unchecked_into::<MutationRecord>().added_nodes();
                for element in scan::elements(&added) {
                    handle_tree(&page, &element);
                }
            }
        }
    });
    let observer = MutationObserver::new(callback.into_js_value().unchecked_ref())?;
    observe(&observer, &page.document)?;
    let _ = page.observer.set(observer);

    let on_root = Closure::<dyn Fn(ShadowRoot)>::new({
        let page = Rc::clone(page);
        move |root: ShadowRoot| {
            if let Some(observer) = page.observer.get() {
                // Fails only for what is no node.
                let _ = observe(observer, &root);
            }
            page.shadow_roots.borrow_mut().push(root);
        }
    });
    crate::host::on_shadow_root(&on_root.into_js_value());
    Ok(())
}

fn observe(observer: &MutationObserver, node: &Node) -> Result<(), JsValue> {
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(true);
    observer.observe_with_options(node, &options)
}

/// From now on tags of this type are handled; those that are there already, in document order.
pub fn define(page: &Rc<Page>, script_type: ScriptType) {
    let state = page.of(script_type);
    state.defined.set(true);
    let next_id = Closure::<dyn Fn() -> String>::new({
        let page = Rc::clone(page);
        move || page.of(script_type).next_id()
    });
    crate::host::define_element(script_type.element(), &next_id.into_js_value());
    if let Ok(list) = page.document.query_selector_all(script_type.selector()) {
        handle_all(page, scan::elements(&list));
    }
    let roots = page.shadow_roots.borrow().clone();
    for root in roots {
        if let Ok(list) = root.query_selector_all(script_type.selector()) {
            handle_all(page, scan::elements(&list));
        }
    }
    if ScriptType::ALL.into_iter().all(|ty| page.of(ty).defined.get()) {
        // From here on the observer sees everything; roots must not be kept alive.
        page.shadow_roots.borrow_mut().clear();
    }
}

/// Handles an added element, or the tags inside it.
fn handle_tree(page: &Rc<Page>, element: &Element) {
    if page.type_of(element).is_some() {
        return handle_all(page, std::iter::once(element.clone()));
    }
    let both = [ScriptType::Py.selector(), ",", ScriptType::Mpy.selector()].concat();
    if let Ok(list) = element.query_selector_all(&both) {
        handle_all(page, scan::elements(&list));
    }
}

fn handle_all(page: &Rc<Page>, elements: impl Iterator<Item = Element>) {
    for element in elements {
        let Some(script_type) = page.type_of(&element) else { continue };
        if !page.handled.has(&element) {
            page.handled.add(&element);
            run::handle(page, &element, script_type);
        }
    }
}
