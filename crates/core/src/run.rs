//! Tags to running code: one queue per type, one stage per tag.

use std::rc::Rc;

use js_sys::{Array, Promise};
use pyxide_diagnostic::{Code as ProblemCode, Diagnostic};
use pyxide_page::{
    Code, Entry, Form, Mode, Rejection, ScriptType, classify, dedent, without_leading_break,
};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement, console};

use crate::{
    boot,
    environment::{Environment, Flavour, Kind},
    events::{Moment, dispatch},
    fetch, host,
    interpreter::Running,
    page::Page,
    report::{failed, report_of_tag},
    scan, target, wrap,
};

/// A tag that waits for its turn.
pub struct Item {
    element: Element,
    kind: Rc<Kind>,
    verdict: Result<Entry, Rejection>,
}

/// Puts a tag into its type's queue. What it needs from the network is requested at once.
pub fn handle(page: &Rc<Page>, element: &Element, kind: &Rc<Kind>) {
    let verdict = classify(&scan::facts(element, kind.script_type));
    if let Ok(Entry { code: Code::Url { url, .. }, .. }) = &verdict
        && let Some(url) = page.document_url(url)
    {
        host::prefetch(&url);
    }
    let Flavour::Page(environment) = &kind.flavour;
    let item = Item { element: element.clone(), kind: Rc::clone(kind), verdict };
    environment.queue.borrow_mut().push_back(item);
    if !environment.queue_runs.replace(true) {
        spawn_local(work_on_queue(Rc::clone(page), Rc::clone(environment)));
    }
}

async fn work_on_queue(page: Rc<Page>, environment: Rc<Environment>) {
    let running = boot::interpreter(&page, &environment).await;
    loop {
        let next = environment.queue.borrow_mut().pop_front();
        match (next, &running) {
            (Some(item), Some(running)) => stage(&page, running, &environment, item).await,
            // Nothing can run them; the reason is on the page.
            (Some(_), None) => {}
            (None, _) => break,
        }
    }
    environment.queue_runs.set(false);
}

/// One tag: from its turn until the next tag's.
async fn stage(page: &Rc<Page>, running: &Rc<Running>, environment: &Rc<Environment>, item: Item) {
    let Item { element, kind, verdict } = item;
    wrap::define(environment, running, &kind);
    let entry = match verdict {
        Ok(entry) if entry.worker => {
            return report_of_tag(running, &no_workers(&element), &element);
        }
        Ok(entry) => entry,
        Err(rejection) => return report_of_tag(running, &rejected(&element, rejection), &element),
    };
    let tag = Tag {
        page: Rc::clone(page),
        running: Rc::clone(running),
        environment: Rc::clone(environment),
        element,
        entry,
    };
    match tag.entry.form {
        Form::Script => tag.run_script().await,
        // An element that waits for its file holds up nobody.
        Form::Element if matches!(tag.entry.code, Code::Url { .. }) => {
            spawn_local(tag.run_element());
        }
        Form::Element => tag.run_element().await,
    }
}

/// A tag that runs.
struct Tag {
    page: Rc<Page>,
    running: Rc<Running>,
    environment: Rc<Environment>,
    element: Element,
    entry: Entry,
}

impl Tag {
    async fn run_script(self) {
        let wanted = self.entry.target.as_deref();
        let output = match target::of_script(&self.page, &self.environment, &self.element, wanted) {
            Ok(output) => output,
            Err(problem) => return report_of_tag(&self.running, &problem, &self.element),
        };
        self.dispatch(Moment::Ready);
        let code = self.source().await;
        self.evaluate(&code, output.id()).await;
        console::debug_1(&"[pyscript/main] PyScript Ready".into());
    }

    async fn run_element(self) {
        let code = self.source().await;
        self.element.set_text_content(None);
        if let Some(element) = self.element.dyn_ref::<HtmlElement>() {
            // Fails only for a style that is no style.
            let _ = element.style().set_property("display", "block");
        }
        // Its class assigns an id when it is asked for one.
        let _ = js_sys::Reflect::set(&self.element, &"srcCode".into(), &code.as_str().into());
        self.dispatch(Moment::Ready);
        let id = self.element.id();
        self.evaluate(&code, id).await;
    }

    fn dispatch(&self, moment: Moment) {
        dispatch(&self.element, self.entry.script_type, moment);
    }

    /// The code as it will be evaluated.
    async fn source(&self) -> String {
        let text = match &self.entry.code {
            Code::Inline(text) => {
                if self.entry.from_markup {
                    warn_about_markup(self.entry.script_type, text);
                }
                text.clone()
            }
            Code::Url { url, fallback } => {
                let absolute = self.page.document_url(url).unwrap_or_else(|| url.clone());
                match fetch::text(&absolute).await {
                    Ok(text) => text,
                    Err(failure) => {
                        let problem = failure.about(&self.page, url);
                        report_of_tag(&self.running, &problem, &self.element);
                        fallback.clone()
                    }
                }
            }
        };
        dedent(without_leading_break(&text)).into_owned()
    }

    /// What tracebacks call the code.
    fn file(&self) -> &str {
        match &self.entry.code {
            Code::Inline(_) => self.running.interpreter.inline_name(),
            Code::Url { url, .. } => {
                let path = url.split(['?', '#']).next().unwrap_or(url);
                path.strip_prefix("./").unwrap_or(path)
            }
        }
    }

    /// Until the code has ended or, if it may `await`, until it first does.
    async fn evaluate(self, code: &str, target: String) {
        match self.entry.mode {
            Mode::Sync => {
                self.begin(target);
                let result = self.running.interpreter.run(code, self.file());
                self.end(result.map(drop));
            }
            Mode::Async => {
                let tag = Rc::new(self);
                let begins = Closure::once_into_js({
                    let tag = Rc::clone(&tag);
                    move || tag.begin(target)
                });
                let mut ended = None;
                let stepped = Promise::new(&mut |stepped, _| {
                    let (begins, interpreter) = (begins.unchecked_ref(), &tag.running.interpreter);
                    ended = Some(interpreter.run_async(code, tag.file(), begins, &stepped));
                });
                let Some(ended) = ended else { return };
                let first = Promise::race(&Array::of2(&stepped, &ended));
                // Listens from now on, so that code which has ended already is done before the
                // next tag's turn.
                let ended = JsFuture::from(ended);
                spawn_local(async move { tag.end(ended.await.map(drop)) });
                // An error is the other future's to report.
                let _ = JsFuture::from(first).await;
            }
        }
    }

    fn begin(&self, target: String) {
        self.environment.target.replace(target);
        self.environment.latest.replace(Some(self.element.clone()));
        self.page.current_script.enter(&self.page.document, &self.element);
    }

    fn end(&self, result: Result<(), JsValue>) {
        if let Err(error) = result {
            failed(&self.running, &error, Some(&self.element));
        }
        self.page.current_script.leave(&self.page.document, &self.element);
        self.dispatch(Moment::Done);
    }
}

fn rejected(element: &Element, rejection: Rejection) -> Diagnostic {
    let markup = match rejection {
        Rejection::InvalidContent => element.outer_html(),
        Rejection::InvalidWorker => target::opening_tag(element),
    };
    Diagnostic::element(ProblemCode::Conflict, rejection.reason(), &markup)
        .with_help(rejection.help())
}

fn no_workers(element: &Element) -> Diagnostic {
    let markup = target::opening_tag(element);
    Diagnostic::element(ProblemCode::Unsupported, "Workers are not available yet", &markup)
        .with_help("remove the attribute `worker` to run this code on the page's thread")
}

fn warn_about_markup(script_type: ScriptType, code: &str) {
    let name = script_type.name();
    let text = format!(
        "Deprecated: use <script type=\"{name}\"> for an always safe content parsing:\n{code}"
    );
    console::warn_1(&text.into());
}
