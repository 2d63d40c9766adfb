//! The configuration of a type: found in the document, fetched, read.

use js_sys::{Array, JSON, Object, Reflect};
use pyxide_config::{
    Config, ConfigAttribute, ConfigElement, Detected, Facts, Format, Place, Spanned, detect,
    detect_worker, locate, parse_source, read,
};
use pyxide_diagnostic::{Diagnostic, Source};
use pyxide_page::ScriptType;
use pyxide_plan::{Configured, Host, PackageKind};
use wasm_bindgen::JsValue;
use web_sys::Element;

use crate::{apart, custom_parser, environment::Environment, fetch, more, page::Page, scan};

/// A configuration that can be used, and the warnings and errors about parts of it.
pub struct Found {
    pub configured: Configured,
    /// Whether the page has a configuration at all.
    pub present: bool,
    pub problems: Vec<Diagnostic>,
}

/// Reads the configuration of a type, if the page has one.
///
/// # Errors
/// Everything that is wrong with it, if nothing of it can be used: the type stays silent then.
pub async fn find(page: &Page, script_type: ScriptType) -> Result<Found, Vec<Diagnostic>> {
    let name = script_type.name();
    let anywhere = [script_type.config_element(), ",", &owners(name)].concat();
    if page.document.query_selector(&anywhere).ok().flatten().is_none() {
        return Ok(nothing(page));
    }
    more::loaded().await.map_err(one)?;
    apart::find(page, script_type).await
}

/// The same where there may be one.
///
/// # Errors
/// Those of [`find`].
pub async fn find_written(page: &Page, script_type: ScriptType) -> apart::Read {
    let Some(written) = written(page, script_type).map_err(one)? else {
        return Ok(nothing(page));
    };
    let detected = detect(&written.value, written.hint.as_deref()).map_err(one)?;
    load(page, &written, detected, page.page()).await
}

/// Reads the configuration that an environment of its own has.
///
/// # Errors
/// Everything that is wrong with it, if nothing of it can be used.
pub async fn of_environment(page: &Page, environment: &Environment) -> apart::Read {
    if environment.config.is_none() && environment.version.is_none() {
        return Ok(nothing(page));
    }
    more::loaded().await.map_err(one)?;
    apart::of_environment(page, environment).await
}

/// The same where there is one, or a version.
///
/// # Errors
/// Those of [`of_environment`].
pub async fn read_environment(page: &Page, environment: &Environment) -> apart::Read {
    let mut found = match &environment.config {
        None => nothing(page),
        Some(value) => {
            let place = "the config attribute".to_owned();
            let parser = environment.config_parser.clone();
            let written = Written { value: value.clone(), hint: None, parser, place };
            let detected = detect(value, None).map_err(one)?;
            let base = environment.config_base.as_deref().unwrap_or(page.page());
            load(page, &written, detected, base).await?
        }
    };
    if let Some(version) = &environment.version {
        found.configured.config.interpreter =
            Some(Spanned { value: version.clone(), span: Default::default() });
        found.configured.source = None;
    }
    Ok(found)
}

/// Reads the configuration of a worker. `base` is where the relative URLs of an inline one start.
///
/// # Errors
/// Everything that is wrong with it, if nothing of it can be used.
pub async fn of_worker(page: &Page, value: String, base: &str) -> apart::Read {
    if value.is_empty() {
        return Ok(nothing(page));
    }
    more::loaded().await.map_err(one)?;
    apart::of_worker(page, value, base).await
}

/// The same where it is not empty.
///
/// # Errors
/// Those of [`of_worker`].
pub async fn read_worker(page: &Page, value: String, base: &str) -> apart::Read {
    let detected = detect_worker(&value);
    let place = "the worker's configuration".to_owned();
    let written = Written { value, hint: None, parser: None, place };
    load(page, &written, detected, base).await
}

async fn load(
    page: &Page,
    written: &Written,
    detected: Detected,
    inline_base: &str,
) -> Result<Found, Vec<Diagnostic>> {
    let (source, format, base) = match detected {
        Detected::Nothing => return Ok(nothing(page)),
        Detected::Inline(format) => {
            let source = Source::inline(&written.place, &written.value);
            (source, format, inline_base.to_owned())
        }
        Detected::Url(format) => {
            let url = written.value.trim().to_owned();
            let absolute = page.document_url(&url).unwrap_or_else(|| url.clone());
            let text =
                fetch::text(&absolute).await.map_err(|failure| vec![failure.about(page, &url)])?;
            let base = page.resolve(&url, page.page()).unwrap_or(absolute);
            (Source::new(&url, &text), format, base)
        }
    };
    if let (Format::Toml, Some(parser)) = (format, &written.parser) {
        let (config, problems) = custom_parser::parse(page, parser, &source).await.map_err(one)?;
        let configured = Configured { config, source: None, base };
        return Ok(Found { configured, present: true, problems });
    }
    let parsed = parse_source(&source, format);
    let mut problems = parsed.diagnostics;
    let Some(value) = parsed.value else { return Err(problems) };
    let (config, more) = read(&value, &source);
    problems.extend(more);
    let configured = Configured { config, source: Some(source), base };
    Ok(Found { configured, present: true, problems })
}

fn nothing(page: &Page) -> Found {
    let configured = Configured::nothing(page.page());
    Found { configured, present: false, problems: Vec::new() }
}

/// The tags whose attribute can be the configuration, as a CSS selector.
fn owners(name: &str) -> String {
    let tags = ["script[type=\"", name, "\" i]", OWNER, ",", name, "-script", OWNER];
    tags.concat()
}

const OWNER: &str = "[config]:not([worker])";

#[expect(clippy::boxed_local, reason = "it is what `map_err` has")]
fn one(problem: Box<Diagnostic>) -> Vec<Diagnostic> {
    vec![*problem]
}

/// What the page says about where the configuration is.
struct Written {
    value: String,
    hint: Option<String>,
    parser: Option<String>,
    place: String,
}

fn written(page: &Page, script_type: ScriptType) -> Result<Option<Written>, Box<Diagnostic>> {
    let name = script_type.name();
    let all = |selector: &str| -> Vec<Element> {
        page.document
            .query_selector_all(selector)
            .map(|list| scan::elements(&list).collect())
            .unwrap_or_default()
    };
    let elements: Vec<_> = all(script_type.config_element())
        .iter()
        .map(|element| {
            let attribute = |name| element.get_attribute(name);
            let text = element.text_content().unwrap_or_default();
            (attribute("src"), attribute("type"), attribute("config-parser"), text)
        })
        .collect();
    let attributes: Vec<_> = all(&owners(name))
        .iter()
        .map(|element| {
            let value = element.get_attribute("config").unwrap_or_default();
            (value, element.get_attribute("config-parser"))
        })
        .collect();

    let elements: Vec<_> = elements
        .iter()
        .map(|(src, format, parser, text)| ConfigElement {
            src: src.as_deref(),
            format: format.as_deref(),
            parser: parser.as_deref(),
            text,
        })
        .collect();
    let attributes: Vec<_> = attributes
        .iter()
        .map(|(value, parser)| ConfigAttribute { value, parser: parser.as_deref() })
        .collect();
    let facts = Facts { kind: name, elements: &elements, attributes: &attributes };
    Ok(locate(facts)?.map(|located| Written {
        value: located.value.to_owned(),
        hint: located.hint.map(str::to_owned),
        parser: located.parser.map(str::to_owned),
        place: match located.place {
            Place::Attribute => "the config attribute".to_owned(),
            _ => ["<", script_type.config_element(), ">"].concat(),
        },
    }))
}

/// The configuration of an environment as Python sees it, a new object each time: with what remote
/// descriptions add, and with its packages as they are installed.
pub fn of_type(state: &Environment) -> JsValue {
    let Some(configured) = state.expanded.get().or_else(|| state.configured.get()) else {
        return Object::new().into();
    };
    let config = to_js(&configured.config);
    if let Some(plan) = state.plan.get().filter(|plan| !plan.packages.list.is_empty()) {
        let packages = plan.packages.list.iter();
        let packages = packages.filter(|package| package.kind != PackageKind::Build);
        let packages: Array =
            packages.map(|package| JsValue::from(package.entry.as_str())).collect();
        // A fresh object takes any property.
        let _ = Reflect::set(&config, &"packages".into(), &packages);
    }
    config
}

/// A configuration as JavaScript and Python see it.
pub fn to_js(config: &Config) -> JsValue {
    if config.is_empty() { Object::new().into() } else { apart::to_js(&config.tree) }
}

/// The value of a text that is JSON by construction.
pub fn parsed(json: &str) -> JsValue {
    JSON::parse(json).unwrap_or_default()
}

/// A configuration that has been read before, so that nothing is wrong with it.
pub fn read_again(text: &str, name: &str, is_file: bool, base: String) -> Configured {
    let is_json = text.trim_start().starts_with('{');
    let format = if is_json { Format::Json } else { Format::Toml };
    let source = if is_file { Source::new(name, text) } else { Source::inline(name, text) };
    let config = match parse_source(&source, format).value {
        Some(value) => read(&value, &source).0,
        None => Config::empty(),
    };
    Configured { config, source: Some(source), base }
}
