//! The kernel's own tags, `<script type="pyodide">` and `<script type="micropython">`, and the
//! tags of types that a page defines.

use std::rc::Rc;

use js_sys::{Function, Reflect};
use pyxide_page::{Code, Entry, Mode, Rejection, ScriptType, dedent, without_leading_break};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

use super::{code_at, file_name, rejected, tag::ready};
use crate::{
    environment::{Environment, Flavour},
    events::{Moment, dispatch},
    hooks::Runner,
    host,
    page::Page,
    report::{failed, report_of_tag},
    target,
};

/// The environment that a kernel tag asks for: `env`, or else version and configuration.
pub fn environment(element: &Element, script_type: ScriptType) -> Rc<Environment> {
    let attribute = |name| element.get_attribute(name);
    let (version, config) = (attribute("version"), attribute("config"));
    let key = attribute("env").unwrap_or_else(|| {
        let mut key = script_type.interpreter().to_owned();
        for (mark, part) in [("@", &version), ("|", &config)] {
            if let Some(part) = part {
                key.push_str(mark);
                key.push_str(part);
            }
        }
        key
    });
    let mut environment = Environment::new(key, script_type, false);
    environment.version = version;
    environment.config = config;
    Rc::new(environment)
}

/// A kernel tag, to its end.
pub async fn stage(
    page: &Rc<Page>,
    runner: &Rc<Runner>,
    element: Element,
    verdict: Result<Entry, Rejection>,
) {
    let running = &runner.running;
    let entry = match verdict {
        Ok(entry) => entry,
        Err(rejection) => return report_of_tag(running, &rejected(&element, rejection), &element),
    };
    let interpreter = &running.interpreter;
    let (text, file) = match &entry.code {
        Code::Inline(text) => (text.clone(), interpreter.inline_name()),
        Code::Url { url, .. } => match code_at(page, url).await {
            Ok(text) => (text, file_name(url)),
            Err(problem) => return report_of_tag(running, &problem, &element),
        },
    };
    let code = dedent(without_leading_break(&text));
    let name = &runner.kind.name;
    dispatch(&element, name, Moment::Ready);
    runner.environment.latest.replace(Some(element.clone()));
    page.current_script.enter(&page.document, &element);
    let result = match entry.mode {
        Mode::Sync => interpreter.run(&code, file),
        Mode::Async => {
            let nobody = host::nobody();
            JsFuture::from(interpreter.run_async(&code, file, &nobody, &nobody)).await
        }
    };
    if let Err(error) = result {
        failed(running, &error, Some(&element));
    }
    dispatch(&element, name, Moment::Done);
    page.current_script.leave(&page.document, &element);
}

/// A tag of a defined type: its hooks decide what happens.
pub async fn stage_defined(
    page: &Page,
    runner: &Rc<Runner>,
    element: Element,
    verdict: Result<Entry, Rejection>,
) {
    runner.environment.latest.replace(Some(element.clone()));
    let problem = match verdict {
        Ok(_) => None,
        Err(rejection) => Some(rejected(&element, rejection)),
    };
    if let Some(problem) = problem
        && let Flavour::Defined { options, .. } = &runner.kind.flavour
    {
        match Reflect::get(options, &"onerror".into()).map(JsCast::dyn_into::<Function>) {
            Ok(Ok(onerror)) => {
                let error = js_sys::SyntaxError::new(&problem.render());
                // What it throws is its own concern, and the tag's hooks still run.
                if let Err(error) = onerror.call2(options, &error, &element) {
                    failed(&runner.running, &error, Some(&element));
                }
            }
            _ => report_of_tag(&runner.running, &problem, &element),
        }
    }
    if runner.kind.is_of_plugin()
        && let Ok(output) = target::of_script(page, &runner.environment, &element, None)
    {
        runner.environment.target.replace(output.id());
    }
    if let Err(failed) = ready(runner).await {
        failed.report(runner);
    }
}
