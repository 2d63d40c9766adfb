//! What a configuration adds to an interpreter that runs: the scripts of one may each have their own.

use js_sys::{Object, Reflect};
use pyxide_diagnostic::{Code, Diagnostic};
use wasm_bindgen::{JsCast, JsValue};

use super::{Boot, configured::Requested, descriptions, packages};
use crate::{
    config_source,
    environment::Environment,
    page::Page,
    report::{Banner, describe, report, report_all},
};

/// Adds files, JavaScript modules and packages. Gives the configuration; `undefined` if it cannot be
/// read, which has been told.
pub async fn add(page: &Page, environment: &Environment, text: String) -> JsValue {
    let (script_type, name) = (environment.script_type, environment.name());
    let Some(running) = environment.interpreter.borrow().clone() else {
        return JsValue::UNDEFINED;
    };
    let mut wanted = Environment::new(String::new(), script_type, false);
    wanted.config = Some(text);
    let found = match config_source::read_environment(page, &wanted).await {
        Ok(found) => found,
        Err(problems) => {
            report_all(script_type, &problems, Banner::Always);
            return JsValue::UNDEFINED;
        }
    };
    report_all(script_type, &found.problems, Banner::Always);
    let expanded = descriptions::expand(page, script_type, name, &found.configured).await;
    let configured = expanded.as_ref().unwrap_or(&found.configured);
    let plan = match pyxide_plan::plan(script_type, configured, &**page) {
        Ok((plan, problems)) => {
            report_all(script_type, &problems, Banner::Unless);
            plan
        }
        Err(problem) => {
            report(script_type, &problem, Banner::Unless);
            return JsValue::UNDEFINED;
        }
    };
    let parts = &environment.parts;
    let boot = Boot { realm: page, script_type, name, configured, plan: &plan, parts };
    let mut requested = Requested::new(&boot);
    let entries = requested.packages.take();
    let modules = requested.write(&boot, &*running.interpreter).await;
    let known = running
        .interpreter
        .import("polyscript")
        .and_then(|polyscript| Reflect::get(&polyscript, &"js_modules".into()));
    if let Ok(known) = known {
        Object::assign(known.unchecked_ref(), &modules);
    }
    if let Some(entries) = entries {
        parts.request_for_packages();
        parts.arrived(&running.interpreter.file_system()).await;
        match packages::prepare(&boot, &entries).await {
            Ok(packages) => packages::install(&boot, &packages, &running).await,
            Err(error) => {
                let title = "The part of Pyxide that installs packages could not be loaded";
                let problem = Diagnostic::error(Code::PackageInstall, title)
                    .with_detail(describe(&error))
                    .with_help("copy the whole folder of core.js to the server");
                report(script_type, &problem, Banner::Unless);
            }
        }
    }
    config_source::to_js(&configured.config)
}
