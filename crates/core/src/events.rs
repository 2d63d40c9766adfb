//! The events that tell a page how far its Python is.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit, EventTarget};

/// A moment in the life of a tag.
#[derive(Clone, Copy)]
pub enum Moment {
    /// Its code is about to run.
    Ready,
    /// Its code has ended.
    Done,
}

/// Dispatches `TYPE:ready` or `TYPE:done` on a tag.
pub fn dispatch(element: &EventTarget, type_name: &str, moment: Moment) {
    let name = match moment {
        Moment::Ready => ":ready",
        Moment::Done => ":done",
    };
    let detail = Object::new();
    let _ = Reflect::set(&detail, &"worker".into(), &false.into());
    send(element, &[type_name, name].concat(), &detail, true);
}

/// Dispatches `TYPE:progress` on the global object.
pub fn progress(type_name: &str, text: &str) {
    send(js_sys::global().unchecked_ref(), &[type_name, ":progress"].concat(), &text.into(), false);
}

fn send(target: &EventTarget, name: &str, detail: &JsValue, bubbles: bool) {
    let init = CustomEventInit::new();
    init.set_detail(detail);
    init.set_bubbles(bubbles);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        // A listener that throws is reported by the browser and concerns nobody else.
        let _ = target.dispatch_event(&event);
    }
}
