//! What the script of the page needs to start a worker: promises of a recipe and of code.

use std::rc::Rc;

use js_sys::{Object, Reflect};
use pyxide_page::{Code, ScriptType, dedent, without_leading_break};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::recipe::{Choice, recipe, thrown};
use crate::{
    fetch,
    page::{self, Page},
    run::file_name,
};

/// An order; reading the configuration and fetching the code begin at once.
pub fn order(
    page: &Rc<Page>,
    name: &str,
    script_type: ScriptType,
    packaged: bool,
    choice: Choice,
    version: Option<String>,
    code: Code,
) -> Object {
    let recipe = future_to_promise(recipe(Rc::clone(page), script_type, choice, version));
    let code = future_to_promise(read(Rc::clone(page), code));
    object([
        ("type", name.into()),
        ("packaged", packaged.into()),
        ("recipe", recipe.into()),
        ("code", code.into()),
    ])
}

/// An object with these properties.
pub fn object<const N: usize>(entries: [(&str, JsValue); N]) -> Object {
    let object = Object::new();
    for (name, value) in entries {
        // A fresh object takes any property.
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    object
}

/// The code as it will be evaluated, and what tracebacks call it.
async fn read(page: Rc<Page>, code: Code) -> Result<JsValue, JsValue> {
    let (text, file) = match &code {
        Code::Inline(text) => (text.clone(), ""),
        Code::Url { url, .. } => {
            let absolute = page.document_url(url).unwrap_or_else(|| url.clone());
            let text = fetch::text(&absolute)
                .await
                .map_err(|failure| thrown(&failure.about(&page, url).render()))?;
            (text, file_name(url))
        }
    };
    let text = dedent(without_leading_break(&text));
    Ok(object([("text", text.as_ref().into()), ("file", file.into())]).into())
}

/// An order of JavaScript or Python: `name` is that of a kind of tag, `url` is that of the code, if
/// there is any, `config` a configuration or its URL, `base` where relative URLs of the former start,
/// `version` the interpreter.
#[wasm_bindgen(js_name = orderWorker)]
pub fn order_worker(
    name: &str,
    script_type: &str,
    url: Option<String>,
    config: String,
    base: Option<String>,
    version: Option<String>,
) -> Option<Object> {
    let (page, script_type) = (page::current()?, ScriptType::from_name(script_type)?);
    // Tags of `py` and `mpy` have the package; a worker is like them.
    let packaged = ScriptType::from_name(name).is_some();
    let choice = Choice::Own { value: config, base, follows: false };
    let nothing = String::new;
    let code = match url {
        Some(url) => Code::Url { url, fallback: nothing() },
        None => Code::Inline(nothing()),
    };
    Some(order(&page, name, script_type, packaged, choice, version, code))
}
