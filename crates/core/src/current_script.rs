//! `document.currentScript` while Python runs.

use std::cell::RefCell;

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{Document, Element};

const PROPERTY: &str = "currentScript";

/// The tags whose code has started and not ended, in the order in which they started.
#[derive(Default)]
pub struct CurrentScript {
    running: RefCell<Vec<Element>>,
}

impl CurrentScript {
    /// The tag's code starts: it is what Python sees now.
    pub fn enter(&self, document: &Document, element: &Element) {
        let mut running = self.running.borrow_mut();
        running.retain(|other| other != element);
        running.push(element.clone());
        show(document, Some(element));
    }

    /// The tag's code ended: the last of the others that still run is seen again, if there is one,
    /// and else what the browser says.
    pub fn leave(&self, document: &Document, element: &Element) {
        let mut running = self.running.borrow_mut();
        if let Some(at) = running.iter().rposition(|other| other == element) {
            running.remove(at);
        }
        show(document, running.last());
    }
}

fn show(document: &Document, element: Option<&Element>) {
    let property = JsValue::from(PROPERTY);
    // Both fail only on a frozen document, where the browser's own value stays.
    if let Some(element) = element {
        let descriptor = Object::new();
        let _ = Reflect::set(&descriptor, &"configurable".into(), &true.into());
        let _ = Reflect::set(&descriptor, &"value".into(), element);
        let _ = Reflect::define_property(document, &property, &descriptor);
    } else {
        let _ = Reflect::delete_property(document, &property);
    }
}
