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
    run, wrap,
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
    if let Some(running) = running
        // A script that defines the function may have yet to run.
        && (!found.queue_runs.get() || lookup(&running, path, &attribute).is_ok())
    {
        let _ = call(&running, path, &event, &attribute);
        return;
    }
    let path = path.to_owned();
    spawn_local(async move {
        // What stops an interpreter from starting is told elsewhere.
        if JsFuture::from(run::when_reached(&page, &found)).await.is_ok()
            && let Some(running) = found.interpreter.borrow().clone()
        {
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
    let called = lookup(running, path, attribute)
        .and_then(|(function, container)| Ok(function.call1(&container, event)?));
    match called {
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

/// A function by its dotted name, and what it is a member of.
fn lookup(running: &Running, path: &str, attribute: &str) -> Result<(Function, JsValue), Problem> {
    let path = path.trim();
    let mut container = JsValue::UNDEFINED;
    let mut value = running.interpreter.import("__main__")?;
    let builtins = running.interpreter.import("builtins")?;
    let builtin =
        |name: &str| Reflect::get(&builtins, &name.into()).map(JsCast::unchecked_into::<Function>);
    let mut so_far = String::new();
    for name in path.split('.') {
        // Not as properties of proxies: MicroPython denies those that classes have.
        let member = match builtin("getattr")?.call2(&JsValue::UNDEFINED, &value, &name.into()) {
            Ok(member) => member,
            Err(error) if is_missing(&error) => {
                let names = builtin("dir")?.call1(&JsValue::UNDEFINED, &value)?;
                let names = Array::from(&names);
                return Err(Problem::Wrong(missing(&names, path, &so_far, name, attribute)));
            }
            Err(error) => return Err(Problem::Raised(error)),
        };
        so_far = if so_far.is_empty() { name.to_owned() } else { [&so_far, ".", name].concat() };
        container = std::mem::replace(&mut value, member);
    }
    value.dyn_into().map(|function| (function, container)).map_err(|_| {
        let title = ["`", attribute, "=\"", path, "\"`: `", path, "` is not a function"].concat();
        Problem::Wrong(
            Diagnostic::error(Code::Handler, title)
                .with_help("the value is the name of a Python function, without parentheses"),
        )
    })
}

/// Whether Python says that there is no such name.
fn is_missing(error: &JsValue) -> bool {
    let class = Reflect::get(error, &"type".into()).unwrap_or_default();
    class.as_string().as_deref() == Some("AttributeError")
}

fn missing(names: &Array, path: &str, so_far: &str, name: &str, attribute: &str) -> Diagnostic {
    let place = if so_far.is_empty() { "Python" } else { so_far };
    let title = ["`", attribute, "=\"", path, "\"`: there is no `", name, "` in ", place].concat();
    let names: Vec<_> = names.iter().filter_map(|name| name.as_string()).collect();
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
