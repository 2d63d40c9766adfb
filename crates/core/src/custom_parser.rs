//! `config-parser`: a module of the page that reads its own dialect of TOML.

use js_sys::{Function, JSON, Reflect};
use pyxide_config::{Config, Format, parse_source, read};
use pyxide_diagnostic::{Code, Diagnostic, Source};
use pyxide_plan::Host;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::{host, page::Page, report::describe};

/// A configuration, and what is wrong with parts of it.
pub type Read = (Config, Vec<Diagnostic>);

/// What the module at `url` makes of the text. Its values have no place in the text any more.
///
/// # Errors
/// The module cannot be imported, has no parser, or its parser threw.
pub async fn parse(page: &Page, url: &str, source: &Source) -> Result<Read, Box<Diagnostic>> {
    let json = parsed_to_json(page, url, source.text()).await.map_err(|reason| {
        let place = if source.is_inline() { String::new() } else { [" @ ", source.name()].concat() };
        let title = ["Invalid TOML", &place].concat();
        Diagnostic::error(Code::BadConfig, title)
            .with_detail(format!("the parser {url} failed: {reason}"))
            .with_help("`config-parser` is the URL of a module that exports `parse(text)`, relative to the page")
    })?;
    let json = Source::inline(url, &json);
    let parsed = parse_source(&json, Format::Json);
    match parsed.value {
        Some(value) => Ok(read(&value, &json)),
        None => Err(parsed.diagnostics.into_iter().next().map_or_else(
            || Box::new(Diagnostic::error(Code::BadConfig, "Invalid TOML")),
            Box::new,
        )),
    }
}

async fn parsed_to_json(page: &Page, url: &str, text: &str) -> Result<String, String> {
    let absolute = page.resolve(url, page.page()).ok_or("it is not a URL")?;
    let run = async {
        let module = JsFuture::from(host::import_module(&absolute)).await?;
        let parse = Reflect::get(&module, &"parse".into())?;
        let parse =
            if parse.is_function() { parse } else { Reflect::get(&module, &"default".into())? };
        let parse: Function = parse
            .dyn_into()
            .map_err(|_| JsValue::from("it exports neither `parse` nor a default function"))?;
        JSON::stringify(&parse.call1(&JsValue::UNDEFINED, &text.into())?)
    };
    let json = run.await.map_err(|error| describe(&error))?;
    // `undefined` has no JSON.
    json.as_string().ok_or_else(|| "it returns nothing".to_owned())
}
