//! Diagnostics to the page, the console and whoever listens. The only place that tells them.

use js_sys::{Error, Object, Reflect};
use pyxide_diagnostic::{Code, Diagnostic};
use pyxide_page::ScriptType;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::{host, interpreter::Running};

/// Who may not see a banner.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Banner {
    /// Shown unless the page declined banners.
    Unless,
    /// Shown always: without it nothing would tell why a whole type is silent.
    Always,
}

/// Tells a problem: an error by an event, a banner and in the console, a warning without banner.
pub fn report(script_type: ScriptType, diagnostic: &Diagnostic, banner: Banner) {
    tell(script_type, diagnostic, banner, None);
}

/// The same for a problem of a tag that runs nevertheless.
pub fn warn_of_tag(script_type: ScriptType, diagnostic: &Diagnostic, element: &Element) {
    tell(script_type, diagnostic, Banner::Unless, Some(element));
}

fn tell(script_type: ScriptType, problem: &Diagnostic, banner: Banner, element: Option<&Element>) {
    let always = banner == Banner::Always;
    host::tell(script_type.name(), &data(problem), &problem.render(), always, element);
}

/// Tells each of several problems.
pub fn report_all(script_type: ScriptType, diagnostics: &[Diagnostic], banner: Banner) {
    for diagnostic in diagnostics {
        report(script_type, diagnostic, banner);
    }
}

/// Tells why a tag, or its file, does not run, where its interpreter's errors go.
pub fn report_of_tag(running: &Running, problem: &Diagnostic, element: &Element) {
    let name = running.script_type.name();
    host::tell_of_tag(name, &data(problem), &problem.render(), &running.io, element);
}

/// Python code ended in an exception: it goes where the interpreter's errors go.
pub fn failed(running: &Running, error: &JsValue, element: Option<&Element>) {
    host::tell_exception(running.script_type.name(), error, &running.io, element);
    if running.interpreter.died().is_none()
        && let Some(kind) = error.dyn_ref::<Error>()
        && kind.name() == "RuntimeError"
    {
        crashed(running.script_type, error);
    }
}

/// An interpreter has stopped for good.
pub fn crashed(script_type: ScriptType, error: &JsValue) {
    let diagnostic = Diagnostic::error(
        Code::InterpreterDied,
        "The Python interpreter has crashed and cannot run more code",
    )
    .with_detail(describe(error))
    .with_help("reload the page");
    report(script_type, &diagnostic, Banner::Unless);
}

/// The problem as JavaScript sees it: `Problem` in `problems.ts`.
fn data(diagnostic: &Diagnostic) -> Object {
    let text = |text: Option<&str>| text.map_or(JsValue::NULL, JsValue::from);
    let place = diagnostic.location();
    let place = place.as_ref();
    let number = |number: Option<u32>| number.map_or(JsValue::NULL, JsValue::from);
    let data = Object::new();
    for (name, value) in [
        ("code", diagnostic.code.id().into()),
        ("severity", diagnostic.severity.name().into()),
        ("title", diagnostic.title.as_str().into()),
        ("detail", text(diagnostic.detail.as_deref())),
        ("file", text(place.map(|place| &*place.name))),
        ("line", number(place.map(|place| place.line))),
        ("column", number(place.map(|place| place.column))),
        ("source", text(diagnostic.source_line())),
        ("help", text(diagnostic.help.as_deref())),
    ] {
        // A fresh object takes any property.
        let _ = Reflect::set(&data, &name.into(), &value);
    }
    data
}

/// The text of whatever JavaScript threw.
pub fn describe(thrown: &JsValue) -> String {
    host::describe(thrown)
}
