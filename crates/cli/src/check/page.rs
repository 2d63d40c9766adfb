//! One page.

use std::path::Path;

use pyxide_diagnostic::{Diagnostic, Source, Span};
use pyxide_page::ScriptType;
use pyxide_plan::Host;

use super::folder::{Folder, Local, address, resolve};
use super::{config, tags};
use crate::html::{Attribute, Document, Tag, Text, parse};

/// A page while it is checked.
pub struct Page<'a> {
    pub document: &'a Document,
    pub folder: &'a Folder,
    source: Source,
    /// The page's address.
    url: String,
    /// From where the document's own addresses start.
    base: String,
    problems: Vec<Diagnostic>,
}

/// Everything that is wrong with a page, in the order of its text.
pub fn check(html: &str, path: &Path, folder: &Folder) -> Vec<Diagnostic> {
    let document = parse(html);
    let url = address(path);
    let base = document.tags.iter().filter(|tag| tag.name == "base");
    let base = base.filter_map(|tag| tag.value("href")).next();
    let base = base.and_then(|base| resolve(base, &url)).unwrap_or_else(|| url.clone());
    let source = Source::new(&folder.shown(path), html);
    let mut page = Page { document: &document, folder, source, url, base, problems: Vec::new() };
    for script_type in ScriptType::ALL {
        config::check(&mut page, script_type);
    }
    tags::check(&mut page);
    // What is about other files follows what is about this one.
    let Page { mut problems, source, .. } = page;
    problems.sort_by_key(|problem| {
        let here = problem.source.as_ref().is_some_and(|other| other.name() == source.name());
        (!here, if here { problem.span.map_or(0, |span| span.start) } else { 0 })
    });
    problems
}

impl Page<'_> {
    /// Notes a problem at a place of the page.
    pub fn report(&mut self, problem: Diagnostic, span: Span) {
        self.problems.push(problem.with_source(&self.source, span));
    }

    /// Notes a problem that has a place in another file, or in a part of this one.
    pub fn report_in(&mut self, problem: Diagnostic, text: Option<&Text>) {
        let inline = problem.source.as_ref().is_some_and(Source::is_inline);
        match (text, problem.span) {
            (Some(text), Some(span)) if inline => {
                let place = text.place(span, self.source.text());
                self.report(problem, place);
            }
            _ => self.problems.push(problem),
        }
    }

    /// What the page's own text says between two places.
    pub fn written(&self, span: Span) -> &str {
        self.source.text().get(span.start..span.end).unwrap_or_default()
    }

    /// What an address in the document means.
    pub fn local(&self, url: &str) -> Local {
        let url = resolve(url.trim(), &self.base);
        url.map_or(Local::Elsewhere, |url| self.folder.local(&url))
    }

    /// Notes that a file which an attribute names is missing.
    pub fn require(&mut self, attribute: &Attribute) {
        let written = attribute.value.as_str().trim();
        if let Local::Missing(path) = self.local(written) {
            let problem = Diagnostic::fetch_status(written, 404, "Not Found")
                .with_help(["there is no file ", &self.folder.shown(&path)].concat());
            self.report(problem, attribute.span());
        }
    }
}

/// The type of a tag with code.
pub fn type_of(tag: &Tag) -> Option<ScriptType> {
    if tag.name == "script" {
        ScriptType::from_name(tag.value("type")?)
    } else {
        ScriptType::from_name(tag.name.strip_suffix("-script")?)
    }
}

/// The page as a host of interpreters.
impl Host for Page<'_> {
    fn file(&self, name: &str) -> String {
        // Not on this disk.
        ["https://bundle.invalid/", name].concat()
    }

    fn page(&self) -> &str {
        &self.url
    }

    fn resolve(&self, url: &str, base: &str) -> Option<String> {
        resolve(url, base)
    }
}
