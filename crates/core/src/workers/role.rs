//! What the core does in a worker: the boot of a page, then one piece of code.

use std::rc::Rc;

use js_sys::Promise;
use pyxide_page::ScriptType;
use pyxide_plan::Configured;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};

use super::recipe::{thrown, with_version};
use crate::{
    apart, boot,
    environment::{Environment, Flavour, Kind},
    hooks::{Ran, Runner},
    host, more,
    realm::Realm,
};

#[wasm_bindgen]
extern "C" {
    /// What the page has worked out (`recipe.rs`).
    pub type Recipe;

    #[wasm_bindgen(method, getter, js_name = type)]
    fn script_type(this: &Recipe) -> String;

    /// What `type` of the tag says.
    #[wasm_bindgen(method, getter)]
    fn name(this: &Recipe) -> String;

    #[wasm_bindgen(method, getter)]
    fn packaged(this: &Recipe) -> bool;

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

    /// What the worker's Python has of its page, which hooks are given too.
    #[wasm_bindgen(method, getter)]
    fn xworker(this: &Inside) -> JsValue;

    /// Offers to the page what `__main__` exports.
    #[wasm_bindgen(method, catch)]
    fn offer(this: &Inside, main: &JsValue, packaged: bool) -> Result<(), JsValue>;

    /// Code and what tracebacks call it.
    type Code;

    #[wasm_bindgen(method, getter)]
    fn text(this: &Code) -> String;

    #[wasm_bindgen(method, getter)]
    fn file(this: &Code) -> String;

    /// Functions and texts by name.
    #[wasm_bindgen(method, getter)]
    fn hooks(this: &Code) -> JsValue;
}

/// Boots the interpreter of a worker and runs its code. Fulfils when that has ended.
#[wasm_bindgen]
pub fn work(recipe: Recipe, inside: Inside, is_async: bool) -> Promise {
    future_to_promise(async move {
        let realm = Rc::new(Realm::new(&recipe.page(), true));
        let (name, script_type) = (recipe.name(), recipe.script_type());
        let script_type = ScriptType::from_name(&script_type).ok_or_else(|| thrown(&name))?;
        let packaged = recipe.packaged();
        let environment = Environment::new(name.clone(), script_type, packaged);
        let _ = environment.configured.set(configured(&recipe).await?);
        let environment = Rc::new(environment);
        let code = inside.code();
        if packaged {
            look_at(&environment, &code);
        }
        let running =
            boot::boot(&realm, &environment).await.map_err(|problem| thrown(&problem.render()))?;
        inside.knows(running.interpreter.api());
        JsFuture::from(inside.event(&[&name, ":ready"].concat())).await?;
        let code: Code = JsFuture::from(code).await?.unchecked_into();
        if packaged {
            environment.parts.arrived(&running.interpreter.file_system()).await;
        }
        let kind = Kind::new(name.clone(), script_type, Flavour::Raw, code.hooks());
        let runner = Rc::new(Runner {
            environment,
            running: Rc::clone(&running),
            hooks: kind.hooks.clone(),
            kind: Rc::new(kind),
            element: inside.xworker(),
            options: JsValue::UNDEFINED,
        });
        runner.call_ready();
        if let Some(failed) = run(&runner, &code, is_async).await?.after {
            failed.report(&runner);
        }
        inside.offer(&running.interpreter.import("__main__")?, packaged)?;
        JsFuture::from(inside.event(&[&name, ":done"].concat())).await
    })
}

/// Requests the parts of the package that the code uses as soon as it is here.
fn look_at(environment: &Rc<Environment>, code: &Promise) {
    let (environment, code) = (Rc::clone(environment), code.clone());
    spawn_local(async move {
        // A failure is that of whoever runs the code.
        if let Ok(code) = JsFuture::from(code).await {
            environment.parts.look_at(&code.unchecked_into::<Code>().text());
        }
    });
}

async fn run(runner: &Rc<Runner>, code: &Code, is_async: bool) -> Result<Ran, JsValue> {
    let (text, file) = (code.text(), code.file());
    let file = if file.is_empty() { runner.running.interpreter.inline_name() } else { &file };
    let nothing: Rc<dyn Fn()> = Rc::new(|| {});
    let ran = if is_async {
        runner.run_async(&text, file, &nothing, &|| {}, &host::nobody()).await
    } else {
        runner.run(&text, file, &*nothing, &|| {})
    };
    ran.map_err(|failed| thrown(&failed.problem().render()))
}

/// The configuration, read as the page has read it; the page has told what is wrong with it.
async fn configured(recipe: &Recipe) -> Result<Configured, JsValue> {
    let (written, version) = (recipe.config(), recipe.version());
    let (text, base) = (written.text(), written.base());
    if text.is_empty() && version.is_none() {
        return Ok(Configured::nothing(&base));
    }
    more::loaded().await.map_err(|problem| thrown(&problem.render()))?;
    let configured = apart::read_again(&text, &written.name(), written.is_file(), base);
    Ok(with_version(configured, version))
}
