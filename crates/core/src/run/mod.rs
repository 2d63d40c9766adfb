//! Tags to running code: one queue per environment, one stage per tag.

mod coming;
mod raw;
mod tag;

use std::rc::Rc;

use js_sys::{Function, Promise};
use pyxide_diagnostic::{Code as ProblemCode, Diagnostic};
use pyxide_page::{Code, Entry, Rejection, ScriptType, classify, misspelt};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;

use self::coming::Coming;
use crate::{
    boot, config_source,
    environment::{Environment, Flavour, Kind},
    fetch,
    hooks::Runner,
    host,
    page::Page,
    report::{Banner, describe, report, report_all, warn_of_tag},
    scan, target, workers,
};

/// What waits for its turn.
pub enum Item {
    /// A tag.
    Tag {
        /// The element.
        element: Element,
        /// What it is.
        kind: Rc<Kind>,
        /// What it says, or why it must not run.
        verdict: Result<Entry, Rejection>,
        /// Its code, where that is at a URL and being read already.
        coming: Option<Coming>,
        /// Whether those who want to see it first have seen it.
        observed: bool,
    },
    /// Somebody who wants to know that everything before has had its turn.
    Signal {
        /// Called with the interpreter.
        reached: Function,
        /// Called when there will be none.
        failed: Function,
    },
}

/// Puts a tag into its queue. What it needs from the network is requested at once.
pub fn handle(page: &Rc<Page>, element: &Element, kind: &Rc<Kind>) {
    let facts = scan::facts(element, kind.script_type);
    for name in element.get_attribute_names().iter().filter_map(|name| name.as_string()) {
        if let Some(problem) = misspelt(&name, facts.form, kind.script_type) {
            warn_of_tag(kind.script_type, &problem, element);
        }
    }
    let verdict = classify(&facts);
    if let Ok(Entry { code: Code::Url { url, .. }, .. }) = &verdict
        && let Some(url) = page.document_url(url)
    {
        host::prefetch(&url);
    }
    let verdict = match verdict {
        // Types of the bundle's own plugins say themselves what they cannot do.
        Ok(entry) if entry.worker && !kind.is_of_plugin() => {
            return workers::spawn(page, kind, element, entry);
        }
        // Needs no interpreter to be told.
        Err(rejection @ Rejection::InvalidWorker)
            if !matches!(kind.flavour, Flavour::Defined { .. }) =>
        {
            return report(kind.script_type, &rejected(element, rejection), Banner::Unless);
        }
        verdict => verdict,
    };
    let environment = match &kind.flavour {
        Flavour::Page(environment) => Rc::clone(environment),
        Flavour::Defined { environment, .. } => page.shared(environment),
        Flavour::Raw => {
            host::define_target(element);
            page.shared(&raw::environment(element, kind.script_type))
        }
    };
    if !page.claim(&environment) {
        let title = "A page can have one MicroPython";
        let markup = target::opening_tag(element);
        let problem = Diagnostic::element(ProblemCode::Unsupported, title, &markup).with_help(
            "a second one would break the first: use one type, `env` and configuration for all of its scripts",
        );
        return report(environment.script_type, &problem, Banner::Unless);
    }
    let coming = verdict.as_ref().ok().and_then(|entry| look_at(page, kind, &environment, entry));
    let observers = host::observers(element);
    let observed = observers.is_some();
    let (element, kind) = (element.clone(), Rc::clone(kind));
    let tag = Item::Tag { element, kind, verdict, coming, observed };
    match observers {
        Some(observers) => {
            spawn_local(observe(Rc::clone(page), environment, observers, tag));
        }
        None => enqueue(page, &environment, tag),
    }
}

/// Requests the parts of the package that a tag's code uses. Code that is at a URL is read for it,
/// and comes back.
fn look_at(page: &Page, kind: &Kind, environment: &Environment, entry: &Entry) -> Option<Coming> {
    if !environment.packaged {
        return None;
    }
    match &entry.code {
        Code::Inline(text) => {
            environment.parts.look_at(text);
            None
        }
        // The hooks of other kinds read it themselves.
        Code::Url { url, .. } => matches!(kind.flavour, Flavour::Page(_))
            .then(|| Coming::new(page, url, &environment.parts)),
    }
}

/// Lets an item wait for its turn.
pub fn enqueue(page: &Rc<Page>, environment: &Rc<Environment>, item: Item) {
    environment.queue.borrow_mut().push_back(item);
    if !environment.queue_runs.replace(true) {
        spawn_local(work_on_queue(Rc::clone(page), Rc::clone(environment)));
    }
}

async fn work_on_queue(page: Rc<Page>, environment: Rc<Environment>) {
    if environment.configured.get().is_none() && !environment.failed.get() {
        match config_source::of_environment(&page, &environment).await {
            Ok(found) => {
                report_all(environment.script_type, &found.problems, Banner::Always);
                let _ = environment.configured.set(found.configured);
            }
            Err(problems) => {
                environment.failed.set(true);
                report_all(environment.script_type, &problems, Banner::Always);
            }
        }
    }
    let running = boot::interpreter(&page.realm, &environment).await;
    // Modules that import hooks have added theirs by then.
    let _ = JsFuture::from(host::hooks_settled()).await;
    if let Some(running) = &running
        && environment.announce()
    {
        if environment.packaged
            && environment.script_type == ScriptType::Mpy
            && let Some(refuse) = host::input_failure()
        {
            // The interpreter would wait for ever, and the page with it.
            let _ = running.interpreter.run(&refuse, running.interpreter.inline_name());
        }
        host::interpreter_started(&environment.key, running.interpreter.api());
    }
    loop {
        let next = environment.queue.borrow_mut().pop_front();
        match (next, &running) {
            (Some(Item::Signal { reached, .. }), Some(running)) => {
                let _ = reached.call1(&JsValue::UNDEFINED, running.interpreter.api());
            }
            (Some(Item::Signal { failed, .. }), None) => {
                let error = js_sys::Error::new("The interpreter could not be started.");
                let _ = failed.call1(&JsValue::UNDEFINED, &error);
            }
            (Some(Item::Tag { element, kind, verdict, coming, observed }), Some(running)) => {
                // Some may have come since the tag was found.
                if !observed && let Some(observers) = host::observers(&element) {
                    let item = Item::Tag { element, kind, verdict, coming, observed: true };
                    spawn_local(observe(
                        Rc::clone(&page),
                        Rc::clone(&environment),
                        observers,
                        item,
                    ));
                    continue;
                }
                let runner = Rc::new(Runner {
                    environment: Rc::clone(&environment),
                    running: Rc::clone(running),
                    hooks: kind.hooks.clone(),
                    kind,
                    element: element.clone().into(),
                    options: JsValue::UNDEFINED,
                });
                match runner.kind.flavour {
                    Flavour::Page(_) => {
                        tag::stage(&page, &runner, element, verdict, coming).await;
                    }
                    Flavour::Raw => raw::stage(&page, &runner, element, verdict).await,
                    Flavour::Defined { .. } => {
                        raw::stage_defined(&page, &runner, element, verdict).await;
                    }
                }
            }
            // Nothing can run them; the reason is on the page.
            (Some(_), None) => {}
            (None, _) => break,
        }
    }
    environment.queue_runs.set(false);
}

/// Lets a tag wait for its turn again, when its observers have ended. The others do not wait.
async fn observe(page: Rc<Page>, environment: Rc<Environment>, observers: Promise, tag: Item) {
    match JsFuture::from(observers).await {
        Ok(refused) if refused.is_truthy() => return,
        Ok(_) => {}
        Err(error) => {
            let problem = Diagnostic::error(ProblemCode::Handler, "An element observer failed")
                .with_detail(describe(&error));
            report(environment.script_type, &problem, Banner::Unless);
        }
    }
    enqueue(&page, &environment, tag);
}

/// A promise of an environment's interpreter, when what waits now has had its turn.
pub fn when_reached(page: &Rc<Page>, environment: &Rc<Environment>) -> Promise {
    Promise::new(&mut |reached, failed| {
        enqueue(page, environment, Item::Signal { reached, failed });
    })
}

/// Code at a URL as the page writes it.
async fn code_at(page: &Page, url: &str) -> Result<String, Diagnostic> {
    let absolute = page.document_url(url).unwrap_or_else(|| url.to_owned());
    fetch::text(&absolute).await.map_err(|failure| failure.about(page, url))
}

/// What tracebacks call the code of a URL.
pub fn file_name(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    path.strip_prefix("./").unwrap_or(path)
}

fn rejected(element: &Element, rejection: Rejection) -> Diagnostic {
    let markup = match rejection {
        Rejection::InvalidContent => element.outer_html(),
        Rejection::InvalidWorker => target::opening_tag(element),
    };
    Diagnostic::element(ProblemCode::Conflict, rejection.reason(), &markup)
        .with_help(rejection.help())
}
