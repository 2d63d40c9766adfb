//! Diagnostics to the page and the console. The only place that shows them.

use js_sys::{Error, Reflect};
use pyxide_diagnostic::{Diagnostic, Severity};
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, console};

use crate::{host, page::Page};

/// Who may not see a banner.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Banner {
    /// Shown unless the page declined banners.
    Unless,
    /// Shown always: without it nothing would tell why a whole type is silent.
    Always,
}

/// Shows a problem: an error as a banner and in the console, a warning in the console only.
pub fn report(diagnostic: &Diagnostic, banner: Banner) {
    let text = diagnostic.render();
    match diagnostic.severity {
        Severity::Error => {
            host::show_banner(&text, banner == Banner::Always);
            console::error_1(&text.into());
        }
        Severity::Warning => console::warn_1(&text.into()),
    }
}

/// Shows each of several problems.
pub fn report_all(diagnostics: &[Diagnostic], banner: Banner) {
    for diagnostic in diagnostics {
        report(diagnostic, banner);
    }
}

/// The text of whatever JavaScript threw.
pub fn describe(thrown: &JsValue) -> String {
    match thrown.dyn_ref::<Error>() {
        Some(error) => String::from(error.to_string()),
        None => thrown.as_string().unwrap_or_else(|| format!("{thrown:?}")),
    }
}

/// Python callbacks that the browser calls end in an error of the page; show those as well.
pub fn watch_uncaught_errors(page: &Page) {
    let listener = Closure::<dyn Fn(ErrorEvent)>::new(|event: ErrorEvent| {
        let name = Reflect::get(&event.error(), &"name".into()).unwrap_or_default();
        let message = event.message();
        if message.starts_with("Uncaught PythonError") {
            host::show_banner(&message, false);
        } else if name.as_string().as_deref() == Some("PythonError") {
            // Other engines word the event's message in their own way.
            host::show_banner(&["Uncaught ", &describe(&event.error())].concat(), false);
        }
    });
    let callback = listener.into_js_value();
    // Fails only for a callback that is no function.
    let _ = page.window.add_event_listener_with_callback("error", callback.unchecked_ref());
}
