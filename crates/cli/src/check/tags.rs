//! The tags of a page: can they run, and is there what they name?

use pyxide_diagnostic::{Code, Diagnostic, Severity};
use pyxide_page::{
    Code as Where, Entry, Form, Rejection, ScriptType, TagFacts, classify, misspelt,
};

use super::page::{Page, type_of};
use crate::html::{Document, Tag};

pub fn check(page: &mut Page) {
    let document = page.document;
    let mut has_python = false;
    for tag in &document.tags {
        if let Some(script_type) = type_of(tag) {
            has_python = true;
            check_tag(page, tag, script_type);
        }
    }
    if has_python {
        for tag in document.tags.iter().filter(|tag| tag.name == "script") {
            check_core(page, tag);
        }
    }
}

fn check_tag(page: &mut Page, tag: &Tag, script_type: ScriptType) {
    let facts = facts(page, tag, script_type);
    for attribute in &tag.attributes {
        if let Some(problem) = misspelt(&attribute.name, facts.form, script_type) {
            page.report(problem, attribute.name_span);
        }
    }
    match classify(&facts) {
        Ok(entry) => check_entry(page, tag, &entry),
        Err(rejection) => {
            let at = match rejection {
                Rejection::InvalidContent => "src",
                Rejection::InvalidWorker => "worker",
            };
            let span = tag.attribute(at).map_or(tag.span, |attribute| attribute.name_span);
            let markup = page.written(tag.span);
            let problem = Diagnostic::element(Code::Conflict, rejection.reason(), markup)
                .with_help(rejection.help());
            page.report(problem, span);
        }
    }
}

/// The same that the core reads from the document.
fn facts(page: &Page, tag: &Tag, script_type: ScriptType) -> TagFacts {
    let value = |name| tag.value(name).map(str::to_owned);
    TagFacts {
        script_type,
        form: if tag.name == "script" { Form::Script } else { Form::Element },
        src: value("src"),
        is_async: value("async"),
        worker: value("worker"),
        target: value("target"),
        text: tag.text.as_str().to_owned(),
        markup: tag.markup.map(|span| page.written(span).to_owned()),
    }
}

fn check_entry(page: &mut Page, tag: &Tag, entry: &Entry) {
    if let (Where::Url { url, .. }, Some(src)) = (&entry.code, tag.attribute("src"))
        && !url.trim().is_empty()
    {
        page.require(src);
    }
    if let (Some(target), Some(attribute)) = (&entry.target, tag.attribute("target"))
        && !entry.worker
        && !is_there(page.document, target)
    {
        let reason = ["Unknown target ", target].concat();
        let markup = page.written(tag.span);
        let problem = Diagnostic::element(Code::UnknownTarget, &reason, markup).with_help(
            "the page has no such element: unless other code adds it first, the tag does not run",
        );
        // Other code may add it.
        let problem = Diagnostic { severity: Severity::Warning, ..problem };
        page.report(problem, attribute.span());
    }
}

/// Whether the page has the element; also where only a browser can tell.
fn is_there(document: &Document, target: &str) -> bool {
    let id = target.strip_prefix('#').unwrap_or(target);
    let is_word = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    !is_word
        || document.ids.iter().any(|other| other == id)
        || (id == target && document.elements.contains(id))
}

/// A copy of the core that is no module does nothing but throw a syntax error.
fn check_core(page: &mut Page, tag: &Tag) {
    let Some(src) = tag.attribute("src") else { return };
    let path = src.value.as_str().split(['?', '#']).next().unwrap_or_default();
    let is_core = path == "core.js" || path.ends_with("/core.js");
    let is_module =
        tag.value("type").is_some_and(|value| value.trim().eq_ignore_ascii_case("module"));
    if is_core && !is_module {
        let problem = Diagnostic::error(Code::CoreLoad, "core.js is not loaded as a module")
            .with_help("write <script type=\"module\" src=\"…\"></script>");
        page.report(problem, src.span());
    }
}
