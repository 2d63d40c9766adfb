//! Exceptions of Python on their way to JavaScript.

use std::{cell::RefCell, rc::Rc};

use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::host;

/// A function that Python calls with an exception's type name and traceback, and what came of it.
pub struct Caught {
    exception: Rc<RefCell<Option<JsValue>>>,
    reject: Closure<dyn FnMut(JsValue, JsValue)>,
}

impl Caught {
    pub fn new() -> Self {
        let exception = Rc::new(RefCell::new(None));
        let reject = Closure::new({
            let exception = Rc::clone(&exception);
            move |name: JsValue, traceback: JsValue| {
                exception.replace(Some(host::python_error(&name, &traceback)));
            }
        });
        Self { exception, reject }
    }

    /// The function for Python; it works as long as this value lives.
    pub fn reject(&self) -> &Function {
        self.reject.as_ref().unchecked_ref()
    }

    /// `value`, or the exception that Python has reported meanwhile.
    pub fn or(self, value: JsValue) -> Result<JsValue, JsValue> {
        self.exception.take().map_or(Ok(value), Err)
    }
}
