//! What the core does in a worker: the boot of a page, then one piece of code.

use std::rc::Rc;

use js_sys::Promise;
use pyxide_config::{Config, Format, parse_source, read};
use pyxide_diagnostic::Source;
use pyxide_page::ScriptType;
use pyxide_plan::Configured;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::recipe::{thrown, with_version};
use crate::{boot, environment::Environment, interpreter::Running, realm::Realm, report::failed};

#[wasm_bindgen]
extern "C" {
    /// What the page has worked out (`recipe.rs`).
    pub type Recipe;

    #[wasm_bindgen(method, getter, js_name = type)]
    fn script_type(this: &Recipe) -> String;

    #[wasm_bindgen(method, getter)]
    fn bundle(this: &Recipe) -> String;

    #[wasm_bindgen(method, getter)]
    fn page(this: &Recipe) -> String;

    #[wasm_bindgen(method, getter)]
    fn config(this: &Recipe) -> Written;

    #[wasm_bindgen(method, getter)]
    fn version(this: &Recipe) -> Option<String>;

    /// A configuration as text.
    type Written;

    #[wasm_bindgen(method, getter)]
    fn text(this: &Written) -> String;

    #[wasm_bindgen(method, getter)]
    fn name(this: &Written) -> String;

    #[wasm_bindgen(method, getter, js_name = isFile)]
    fn is_file(this: &Written) -> bool;

    #[wasm_bindgen(method, getter)]
    fn base(this: &Written) -> String;

    /// The worker's side of what connects it with its page (`inside.ts`).
    pub type Inside;
}

#[wasm_bindgen]
extern "C" {
    /// Fulfils with the code, once it is here.
    #[wasm_bindgen(method)]
    fn code(this: &Inside) -> Promise;

    /// Dispatches `TYPE:name` on the worker's tag; fulfils when its listeners have ended.
    #[wasm_bindgen(method)]
    fn event(this: &Inside, name: &str) -> Promise;

    /// Tells which interpreter it is whose values go to the page.
    #[wasm_bindgen(method)]
    fn knows(this: &Inside, api: &JsValue);

    /// Offers to the page what Python exports.
    #[wasm_bindgen(method, catch)]
    fn offer(this: &Inside, exports: &JsValue) -> Result<(), JsValue>;

    /// Code and what tracebacks call it.
    type Code;

    #[wasm_bindgen(method, getter)]
    fn text(this: &Code) -> String;

    #[wasm_bindgen(method, getter)]
    fn file(this: &Code) -> String;
}

/// Boots the interpreter of a worker and runs its code. Fulfils when that has ended.
#[wasm_bindgen]
pub fn work(recipe: Recipe, inside: Inside, is_async: bool) -> Promise {
    future_to_promise(async move {
        let realm = Rc::new(Realm::new(recipe.bundle(), &recipe.page()));
        let name = recipe.script_type();
        let script_type = ScriptType::from_name(&name).ok_or_else(|| thrown(&name))?;
        let environment = Environment::new(name, script_type, true);
        let _ = environment.configured.set(configured(&recipe));
        let running = boot::boot(&realm, &Rc::new(environment))
            .await
            .map_err(|problem| thrown(&problem.render()))?;
        inside.knows(running.interpreter.api());
        JsFuture::from(inside.event(&[script_type.name(), ":ready"].concat())).await?;
        let code: Code = JsFuture::from(inside.code()).await?.unchecked_into();
        if let Err(error) = run(&running, &code, is_async).await {
            failed(&running, &error, None);
        }
        inside.offer(&running.interpreter.import("pyscript._exports")?)?;
        JsFuture::from(inside.event(&[script_type.name(), ":done"].concat())).await
    })
}

async fn run(running: &Running, code: &Code, is_async: bool) -> Result<JsValue, JsValue> {
    let (text, file) = (code.text(), code.file());
    let interpreter = &*running.interpreter;
    let file = if file.is_empty() { interpreter.inline_name() } else { &file };
    if !is_async {
        return interpreter.run(&text, file);
    }
    let nobody = Closure::<dyn Fn()>::new(|| {}).into_js_value();
    let nobody = nobody.unchecked_ref();
    JsFuture::from(interpreter.run_async(&text, file, nobody, nobody)).await
}

/// The configuration, read as the page has read it; the page has told what is wrong with it.
fn configured(recipe: &Recipe) -> Configured {
    let written = recipe.config();
    let (name, text) = (written.name(), written.text());
    let is_json = text.trim_start().starts_with('{');
    let format = if is_json { Format::Json } else { Format::Toml };
    let source =
        if written.is_file() { Source::new(&name, &text) } else { Source::inline(&name, &text) };
    let config = match parse_source(&source, format).value {
        Some(value) => read(&value, &source).0,
        None => Config::empty(),
    };
    let configured = Configured { config, source: Some(source), base: written.base() };
    with_version(configured, recipe.version())
}
