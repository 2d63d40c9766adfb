//! JavaScript modules of the configuration: imported at once, handed to Python by name.

use js_sys::{Object, Promise, Reflect};
use pyxide_diagnostic::{Code, Diagnostic};
use pyxide_plan::{Host, JsModulePlan, at};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::Boot;
use crate::{
    host, probe,
    report::{Banner, describe, report},
};

/// Modules on their way.
pub struct Requested<'a> {
    modules: Vec<(&'a JsModulePlan, Promise)>,
    /// Whether there is anything, stylesheets included.
    any: bool,
}

/// Starts the import of all modules, and adds the stylesheets, which nothing waits for.
pub fn request<'a>(boot: &Boot<'a>) -> Requested<'a> {
    let script_type = boot.script_type;
    let mut modules = Vec::new();
    for plan in &boot.plan.js_modules {
        if plan.is_css {
            let mut problem = not_loaded(plan);
            if boot.realm.is_worker() {
                let help = "a worker has no stylesheets: name it in `js_modules.main`";
                problem = problem.with_help(help);
            }
            let missing = at(boot.configured, plan.span, problem);
            let loaded = host::add_stylesheet(&plan.url);
            spawn_local(async move {
                if JsFuture::from(loaded).await.is_err() {
                    report(script_type, &missing, Banner::Unless);
                }
            });
        } else {
            let import = host::import_js_module(&plan.url, script_type.name(), &plan.written);
            modules.push((plan, import));
        }
    }
    Requested { modules, any: !boot.plan.js_modules.is_empty() }
}

impl Requested<'_> {
    /// Waits for them and gives them by name. One that does not come is the problem of the code
    /// that imports it: it is reported, and everything else goes on.
    pub async fn load(self, boot: &Boot<'_>) -> Object {
        let loaded = Object::new();
        if self.any {
            boot.progress("Loading JS modules");
            for (plan, import) in self.modules {
                match JsFuture::from(import).await {
                    Ok(module) => {
                        let module = host::register_js_module(&plan.name, &module);
                        // A fresh object takes any property.
                        let _ = Reflect::set(&loaded, &plan.name.as_str().into(), &module);
                    }
                    Err(error) => {
                        let problem = why(plan, &error).await;
                        report(
                            boot.script_type,
                            &at(boot.configured, plan.span, problem),
                            Banner::Unless,
                        );
                    }
                }
            }
            boot.progress("Loaded JS modules");
        }
        loaded
    }
}

/// Browsers tell little about an import that failed, so the server is asked once more.
async fn why(plan: &JsModulePlan, error: &JsValue) -> Diagnostic {
    match probe::javascript(&plan.url).await {
        Some(cause) => not_loaded(plan).with_detail(cause),
        None => not_loaded(plan)
            .with_detail(describe(error))
            .with_help("the file is there: it, or a module that it imports, does not run"),
    }
}

fn not_loaded(plan: &JsModulePlan) -> Diagnostic {
    let what = if plan.is_css { "stylesheet of " } else { "JavaScript module " };
    let title = ["The ", what, &plan.name, " could not be loaded from ", &plan.url].concat();
    Diagnostic::error(Code::JsModule, title)
        .with_help("`js_modules` names each source by its URL, relative to the configuration")
}
