//! Python functions by their dotted names: the values of `py-click` and its like.

use std::rc::Rc;

use js_sys::{Array, Function, Promise, Reflect};
use pyxide_diagnostic::{Code, Diagnostic, similar};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;

use crate::{
    interpreter::Running,
    page::{self, Page},
    report::{Banner, failed, report, report_of_tag},
    wrap,
};

/// An event on an element with `attribute="path"`. The function is called now if its interpreter
/// runs, so that it can still prevent what the browser would do, or else as soon as it runs.
#[wasm_bindgen(js_name = callHandler)]
pub fn call_handler(environment: &str, path: &str, event: JsValue, attribute: String) {
    let Some(page) = page::current() else { return };
    let Some(found) = page.environment(environment) else {
        let problem = no_interpreter(&page, environment, &attribute);
        return report(page.type_of(environment), &problem, Banner::Unless);
    };
    let running = found.interpreter.borrow().clone();
    if let Some(running) = running {
        let _ = call(&running, path, &event, &attribute);
        return;
    }
    let path = path.to_owned();
    spawn_local(async move {
        // Never rejects; what stops an interpreter from starting is told elsewhere.
        let _ = JsFuture::from(found.loaded()).await;
        let running = found.interpreter.borrow().clone();
        if let Some(running) = running {
            let _ = call(&running, &path, &event, &attribute);
        }
    });
}

/// Whether an event's function could be called now.
#[wasm_bindgen(js_name = hasInterpreter)]
pub fn has_interpreter(environment: &str) -> bool {
    page::current()
        .and_then(|page| page.environment(environment))
        .is_some_and(|environment| environment.interpreter.borrow().is_some())
}

/// Calls a function of Python's globals with an event. `attribute` is what names it, for messages.
pub fn call(running: &Rc<Running>, path: &str, event: &JsValue, attribute: &str) -> Promise {
    // While the event is underway: later it is on no element any longer.
    let target = Reflect::get(event, &"currentTarget".into()).unwrap_or_default();
    let element = target.dyn_into::<Element>().ok();
    match try_call(running, path.trim(), event, attribute) {
        Ok(value) => return wrap::settle(running, &value, element),
        Err(Problem::Raised(error)) => failed(running, &error, element.as_ref()),
        Err(Problem::Wrong(problem)) => match &element {
            Some(element) => report_of_tag(running, &problem, element),
            None => report(running.script_type, &problem, Banner::Unless),
        },
    }
    Promise::resolve(&JsValue::UNDEFINED)
}

enum Problem {
    /// What Python raised.
    Raised(JsValue),
    /// What is wrong with the attribute.
    Wrong(Diagnostic),
}

impl From<JsValue> for Problem {
    fn from(raised: JsValue) -> Self {
        Self::Raised(raised)
    }
}

fn try_call(
    running: &Running,
    path: &str,
    event: &JsValue,
    attribute: &str,
) -> Result<JsValue, Problem> {
    let mut container = JsValue::UNDEFINED;
    let mut value = running.interpreter.import("__main__")?;
    let mut so_far = String::new();
    for name in path.split('.') {
        // MicroPython raises where Pyodide has nothing.
        if !Reflect::has(&value, &name.into()).unwrap_or(false) {
            return Err(Problem::Wrong(missing(&value, path, &so_far, name, attribute)));
        }
        so_far = if so_far.is_empty() { name.to_owned() } else { [&so_far, ".", name].concat() };
        let member = Reflect::get(&value, &name.into())?;
        container = std::mem::replace(&mut value, member);
    }
    let Some(function) = value.dyn_ref::<Function>() else {
        let title = ["`", attribute, "=\"", path, "\"`: `", path, "` is not a function"].concat();
        return Err(Problem::Wrong(
            Diagnostic::error(Code::Handler, title)
                .with_help("the value is the name of a Python function, without parentheses"),
        ));
    };
    Ok(function.call1(&container, event)?)
}

fn missing(
    container: &JsValue,
    path: &str,
    so_far: &str,
    name: &str,
    attribute: &str,
) -> Diagnostic {
    let place = if so_far.is_empty() { "Python" } else { so_far };
    let title = ["`", attribute, "=\"", path, "\"`: there is no `", name, "` in ", place].concat();
    let names: Vec<_> = Reflect::own_keys(container).map_or_else(
        |_| Vec::new(),
        |keys: Array| keys.iter().filter_map(|key| key.as_string()).collect(),
    );
    let help = match similar(name, names.iter().map(String::as_str)) {
        Some(meant) => ["did you mean `", meant, "`?"].concat(),
        None if name.contains(['(', ' ', '[', '=']) => {
            "the value is the name of a Python function, not code".to_owned()
        }
        None => "define a function of this name in a script that runs before the event".to_owned(),
    };
    Diagnostic::error(Code::Handler, title).with_help(help)
}

fn no_interpreter(page: &Page, environment: &str, attribute: &str) -> Diagnostic {
    let detail = page.known_environments();
    let title = ["`", attribute, "`: ", &not_found(environment)].concat();
    Diagnostic::error(Code::Handler, title)
        .with_detail(detail)
        .with_help("a script of that type on the page's own thread starts it")
}

/// How it is said that an interpreter is unknown.
pub fn not_found(environment: &str) -> String {
    ["The interpreter \"", environment, "\" was not found."].concat()
}
