//! Tokens to tags.

use std::collections::HashMap;

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Span as TokenSpan, Tokenizer};
use pyxide_diagnostic::Span;

use super::{Attribute, Document, Tag, Text};

/// Elements without content.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// So many elements of interest inside of one another get the text that is in all of them.
const NESTED: usize = 4;

/// Reads a page.
#[must_use]
pub fn parse(html: &str) -> Document {
    let mut builder = Builder::default();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: TokenSpan<usize>| {
        builder.handle_event(event, span)
    });
    emitter.naively_switch_states(true);
    // A text in memory can be read to its end.
    for Ok(()) in Tokenizer::new_with_emitter(html, emitter) {}
    builder.finish(html.len())
}

#[derive(Default)]
struct Builder {
    document: Document,
    open: Vec<Open>,
    /// Which of them get text.
    inside: Vec<Inside>,
    /// How many elements of a name are open.
    names: HashMap<String, usize>,
    /// The start tag that is being read.
    starting: Option<Tag>,
    /// How many templates are open whose content is not part of the document.
    templates: usize,
}

struct Open {
    name: String,
    is_template: bool,
    /// Whether the last of `inside` is this one.
    is_inside: bool,
}

struct Inside {
    /// Index of the tag.
    tag: usize,
    /// Where its content begins.
    start: usize,
    has_elements: bool,
}

impl Callback<(), usize> for Builder {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: TokenSpan<usize>) -> Option<()> {
        let span = Span::new(span.start, span.end);
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.starting = Some(Tag {
                    name: String::from_utf8_lossy(name).into_owned(),
                    span,
                    attributes: Vec::new(),
                    text: Text::default(),
                    markup: None,
                });
            }
            CallbackEvent::AttributeName { name } => {
                if let Some(tag) = &mut self.starting {
                    let name = String::from_utf8_lossy(name).into_owned();
                    tag.attributes.push(Attribute {
                        name,
                        name_span: span,
                        value: Text::default(),
                    });
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(attribute) =
                    self.starting.as_mut().and_then(|tag| tag.attributes.last_mut())
                {
                    attribute.value = Text::attribute(value, span);
                }
            }
            CallbackEvent::CloseStartTag { .. } => self.start(span.end),
            CallbackEvent::EndTag { name } => self.end(&String::from_utf8_lossy(name), span.start),
            CallbackEvent::String { value } => {
                for inside in &self.inside {
                    self.document.tags[inside.tag].text.push(value, span);
                }
            }
            _ => {}
        }
        None
    }
}

impl Builder {
    fn start(&mut self, end: usize) {
        let Some(mut tag) = self.starting.take() else { return };
        tag.span.end = end;
        for inside in &mut self.inside {
            inside.has_elements = true;
        }
        let name = tag.name.clone();
        // The content of a shadow root is part of the page.
        let is_template = name == "template" && tag.attribute("shadowrootmode").is_none();
        let mut index = None;
        let is_void = VOID.contains(&name.as_str());
        if self.templates == 0 {
            self.document.ids.extend(tag.value("id").map(str::to_owned));
            self.document.elements.insert(name.clone());
            if is_of_interest(&name) {
                index = Some(self.document.tags.len());
                self.document.tags.push(tag);
            }
        }
        if is_void {
            return;
        }
        self.templates += usize::from(is_template);
        *self.names.entry(name.clone()).or_default() += 1;
        let inside = index.filter(|_| self.inside.len() < NESTED);
        let is_inside = inside.is_some();
        self.inside.extend(inside.map(|tag| Inside { tag, start: end, has_elements: false }));
        self.open.push(Open { name, is_template, is_inside });
    }

    fn end(&mut self, name: &str, at: usize) {
        // An end without a start is ignored.
        if self.names.get(name).is_none_or(|count| *count == 0) {
            return;
        }
        while let Some(open) = self.open.pop() {
            let found = open.name == name;
            self.close(&open, at);
            if found {
                break;
            }
        }
    }

    fn close(&mut self, open: &Open, at: usize) {
        if let Some(count) = self.names.get_mut(&open.name) {
            *count -= 1;
        }
        self.templates -= usize::from(open.is_template);
        let inside = if open.is_inside { self.inside.pop() } else { None };
        if let Some(Inside { tag, start, has_elements: true }) = inside {
            self.document.tags[tag].markup = Some(Span::new(start, at));
        }
    }

    fn finish(mut self, end: usize) -> Document {
        while let Some(open) = self.open.pop() {
            self.close(&open, end);
        }
        self.document
    }
}

fn is_of_interest(name: &str) -> bool {
    name == "script" || name == "base" || name.ends_with("-script") || name.ends_with("-config")
}
