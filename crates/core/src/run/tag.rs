//! The tags of `py` and `mpy`.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Promise;
use pyxide_diagnostic::Diagnostic;
use pyxide_page::{Code, Entry, Form, Mode, Rejection, ScriptType, dedent, without_leading_break};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement, console};

use super::{code_at, coming::Coming, file_name, rejected};
use crate::{
    events::{Moment, dispatch},
    hooks::{Failed, Ran, Runner},
    host,
    page::Page,
    report::report_of_tag,
    target, wrap,
};

/// One tag: from its turn until the next tag's.
pub async fn stage(
    page: &Rc<Page>,
    runner: &Rc<Runner>,
    element: Element,
    verdict: Result<Entry, Rejection>,
    coming: Option<Coming>,
) {
    if let Err(failed) = ready(runner).await {
        return failed.report(runner);
    }
    let running = &runner.running;
    let entry = match verdict {
        Ok(entry) => entry,
        Err(rejection) => return report_of_tag(running, &rejected(&element, rejection), &element),
    };
    let tag = Tag {
        page: Rc::clone(page),
        runner: Rc::clone(runner),
        element,
        entry,
        coming: Cell::new(coming),
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

/// Settles `whenDefined`, the first time, and calls the hooks of a tag whose turn has come.
///
/// # Errors
/// A hook threw.
pub async fn ready(runner: &Rc<Runner>) -> Result<(), Failed> {
    let hooks = runner.hooks("onReady");
    let first = !runner.kind.wrapped.replace(true);
    if !first && hooks.length() == 0 {
        return Ok(());
    }
    let wrap = wrap::of(runner);
    if first {
        host::resolve_defined(&runner.kind.name, &wrap);
    }
    runner.await_all("onReady", &hooks, &wrap).await
}

/// A tag that runs.
struct Tag {
    page: Rc<Page>,
    runner: Rc<Runner>,
    element: Element,
    entry: Entry,
    coming: Cell<Option<Coming>>,
}

impl Tag {
    async fn run_script(self) {
        let wanted = self.entry.target.as_deref();
        let found = target::of_script(&self.page, &self.runner.environment, &self.element, wanted);
        let output = match found {
            Ok(output) => output,
            Err(problem) => return self.refuse(&problem),
        };
        self.dispatch(Moment::Ready);
        let code = self.source().await;
        self.evaluate(code, output.id()).await;
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
        self.evaluate(code, id).await;
    }

    fn refuse(&self, problem: &Diagnostic) {
        report_of_tag(&self.runner.running, problem, &self.element);
    }

    fn dispatch(&self, moment: Moment) {
        dispatch(&self.element, self.entry.script_type.name(), moment);
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
            Code::Url { url, fallback } => match self.text_at(url).await {
                Ok(text) => text,
                Err(problem) => {
                    self.refuse(&problem);
                    self.runner.environment.parts.look_at(fallback);
                    fallback.clone()
                }
            },
        };
        let Runner { environment, running, .. } = &*self.runner;
        environment.parts.arrived(&running.interpreter.file_system()).await;
        dedent(without_leading_break(&text)).into_owned()
    }

    async fn text_at(&self, url: &str) -> Result<String, Diagnostic> {
        match self.coming.take() {
            Some(coming) => coming.text().await.map_err(|failure| failure.about(&self.page, url)),
            None => code_at(&self.page, url).await,
        }
    }

    /// What tracebacks call the code.
    fn file(&self) -> &str {
        match &self.entry.code {
            Code::Inline(_) => self.runner.running.interpreter.inline_name(),
            Code::Url { url, .. } => file_name(url),
        }
    }

    /// Until the code has ended or, if it may `await`, until it first does.
    async fn evaluate(self, code: String, target: String) {
        let tag = Rc::new(self);
        let begin: Rc<dyn Fn()> = Rc::new({
            let tag = Rc::clone(&tag);
            move || tag.begin(&target)
        });
        if tag.entry.mode == Mode::Sync {
            tag.ended(tag.runner.run(&code, tag.file(), &*begin, &|| tag.leave()));
            return;
        }
        let stepped = Promise::new(&mut |stepped, _| {
            let (tag, begin, code) = (Rc::clone(&tag), Rc::clone(&begin), code.clone());
            spawn_local(async move {
                let end = || tag.leave();
                let ran = tag.runner.run_async(&code, tag.file(), &begin, &end, &stepped).await;
                tag.ended(ran);
                // The code has ended without ever giving way, or did not run.
                let _ = stepped.call0(&JsValue::UNDEFINED);
            });
        });
        let _ = JsFuture::from(stepped).await;
    }

    fn begin(&self, target: &str) {
        let environment = &self.runner.environment;
        environment.target.replace(target.to_owned());
        environment.latest.replace(Some(self.element.clone()));
        self.page.current_script.enter(&self.page.document, &self.element);
    }

    fn leave(&self) {
        self.page.current_script.leave(&self.page.document, &self.element);
    }

    fn ended(&self, ran: Result<Ran, Failed>) {
        match ran {
            Ok(Ran { after, .. }) => {
                if let Some(failed) = after {
                    failed.report(&self.runner);
                }
                self.dispatch(Moment::Done);
            }
            Err(failed) => failed.report(&self.runner),
        }
    }
}

fn warn_about_markup(script_type: ScriptType, code: &str) {
    let name = script_type.name();
    let text = format!(
        "Deprecated: use <script type=\"{name}\"> for an always safe content parsing:\n{code}"
    );
    console::warn_1(&text.into());
}
