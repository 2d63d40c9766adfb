//! What a worker needs, worked out on the page: it is told its configuration and sent everything
//! that this names.

use std::rc::Rc;

use js_sys::{Array, Object, Reflect};
use pyxide_config::{Spanned, Value};
use pyxide_diagnostic::Diagnostic;
use pyxide_page::ScriptType;
use pyxide_plan::{BootPlan, Configured, Host, InterpreterPlan};
use pyxide_stdlib::Part;
use wasm_bindgen::JsValue;

use crate::{
    apart,
    boot::planned,
    config_source, host, more,
    page::Page,
    report::{Banner, report_all},
};

/// Where the configuration of a worker comes from.
pub enum Choice {
    /// That of the page's own scripts of the type.
    Inherited,
    /// Its own, as written. Relative URLs in an inline one start at `base`, else at the page. A tag
    /// `follows` the page's own scripts where those have an interpreter of their choice.
    Own { value: String, base: Option<String>, follows: bool },
}

/// A worker's configuration, and the interpreter it is to have whatever that says.
pub struct Recipe {
    script_type: ScriptType,
    configured: Configured,
    version: Option<String>,
}

/// Reads the configuration and plans the boot.
///
/// # Errors
/// What makes the worker impossible, as JavaScript is to throw it.
pub async fn recipe(
    page: Rc<Page>,
    script_type: ScriptType,
    choice: Choice,
    version: Option<String>,
) -> Result<JsValue, JsValue> {
    let main = page.of(script_type).configured.get();
    let (configured, own, follows) = match choice {
        Choice::Inherited => {
            (main.cloned().unwrap_or_else(|| Configured::nothing(page.page())), false, true)
        }
        Choice::Own { value, base, follows } => {
            let base = base.as_deref().unwrap_or(page.page());
            let found = config_source::of_worker(&page, value, base).await.map_err(|problems| {
                let text: Vec<_> = problems.iter().map(Diagnostic::render).collect();
                thrown(&text.join("\n"))
            })?;
            report_all(script_type, &found.problems, Banner::Unless);
            (found.configured, true, follows)
        }
    };
    let main = main.filter(|_| follows);
    let version = version.or_else(|| main.and_then(|main| interpreter(main, page.page(), &page)));
    let version = version
        .or_else(|| own.then(|| interpreter(&configured, &configured.base, &page)).flatten());
    if version.is_some() || !configured.config.is_empty() {
        more::loaded().await.map_err(|problem| thrown(&problem.render()))?;
    }
    let recipe = Recipe { script_type, configured, version };
    recipe.to_js(&page).map_err(|problem| thrown(&problem.render()))
}

/// The interpreter that a configuration names; a path is relative to `base`.
fn interpreter(configured: &Configured, base: &str, host: &Page) -> Option<String> {
    let config = &configured.config;
    let version = config.tree.get("version").and_then(Value::as_str);
    let written = version.or(config.interpreter.as_ref().map(|it| it.value.as_str()))?.trim();
    let is_path = written.ends_with(".js") || written.ends_with(".mjs");
    if is_path { host.resolve(written, base) } else { Some(written.to_owned()) }
}

/// An error with a message.
pub fn thrown(message: &str) -> JsValue {
    js_sys::Error::new(message).into()
}

/// A configuration with another interpreter.
pub fn with_version(mut configured: Configured, version: Option<String>) -> Configured {
    let Some(value) = version else { return configured };
    let config = &mut configured.config;
    let written = config.tree.get("version").map(|value| value.span);
    let span = written.or(config.interpreter.as_ref().map(|interpreter| interpreter.span));
    config.interpreter = Some(Spanned { value, span: span.unwrap_or_default() });
    if span.is_none() {
        // The text has nothing to show: the page has chosen.
        configured.source = None;
    }
    configured
}

impl Recipe {
    fn to_js(&self, page: &Page) -> Result<JsValue, Box<Diagnostic>> {
        let configured = with_version(self.configured.clone(), self.version.clone());
        // What the plan leaves out, the worker reports when it boots.
        let (plan, _) = planned(self.script_type, &configured, &**page)?;
        let object = Object::new();
        let (modules, constant) = of_interpreter(&plan);
        let of_page: Array = (plan.js_modules.iter())
            .map(|it| {
                Array::of3(&it.name.as_str().into(), &it.url.as_str().into(), &it.is_css.into())
            })
            .collect();
        let changing: Array = plan.files.iter().map(|file| JsValue::from(&file.url)).collect();
        for (name, value) in [
            ("type", self.script_type.name().into()),
            ("page", page.page().into()),
            ("config", written(&self.configured)),
            ("version", self.version.as_deref().into()),
            ("more", (self.version.is_some() || !configured.config.is_empty()).into()),
            ("wasm", plan.interpreter.wasm().into()),
            ("modules", modules.into()),
            ("constant", constant.into()),
            ("changing", changing.into()),
            ("ofPage", of_page.into()),
        ] {
            // A fresh object takes any property.
            let _ = Reflect::set(&object, &name.into(), &value);
        }
        Ok(object.into())
    }
}

/// The modules that an interpreter imports, and the files that its boot will request.
fn of_interpreter(plan: &BootPlan) -> (Array, Array) {
    let modules = Array::of1(&plan.interpreter.module().into());
    let border = host::file(&Part::Border.file(plan.script_type.name()));
    let constant = Array::of2(&plan.package.as_str().into(), &border.into());
    if let InterpreterPlan::Pyodide { index, .. } = &plan.interpreter {
        let file = |name: &str| JsValue::from([index, name].concat());
        modules.push(&file("pyodide.asm.mjs"));
        constant.push(&file("python_stdlib.zip"));
        constant.push(&file("pyodide-lock.json"));
    }
    (modules, constant)
}

/// The text of a configuration and where it is from.
fn written(configured: &Configured) -> JsValue {
    let object = Object::new();
    let tree: &Value = &configured.config.tree;
    let (text, name, is_file) = match &configured.source {
        Some(source) => (source.text().to_owned(), source.name(), !source.is_inline()),
        None if configured.config.is_empty() => Default::default(),
        // Read by the page's own parser: its values are all there is.
        None => (apart::to_json(tree), "the configuration", false),
    };
    for (key, value) in [
        ("text", text.into()),
        ("name", name.into()),
        ("isFile", is_file.into()),
        ("base", configured.base.as_str().into()),
    ] {
        let _ = Reflect::set(&object, &key.into(), &value);
    }
    object.into()
}
