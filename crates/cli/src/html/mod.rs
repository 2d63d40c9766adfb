//! HTML text to the tags that matter, each with its place.
//!
//! No tree is built: what a browser's error correction would move elsewhere is found where it is
//! written. Nothing here fails or panics on any text.

mod builder;
mod text;

use std::collections::HashSet;

use pyxide_diagnostic::Span;

pub use builder::parse;
pub use text::Text;

/// What of a page concerns Python.
#[derive(Debug, Default)]
pub struct Document {
    /// Scripts, elements of scripts and configurations, and `base`, in document order.
    pub tags: Vec<Tag>,
    /// Every `id` of the page.
    pub ids: Vec<String>,
    /// The names of its elements.
    pub elements: HashSet<String>,
}

/// One tag.
#[derive(Debug)]
pub struct Tag {
    /// The element's name, in lower case.
    pub name: String,
    /// The start tag.
    pub span: Span,
    /// Attributes; the first of each name.
    pub attributes: Vec<Attribute>,
    /// What the element contains, without tags.
    pub text: Text,
    /// The content as written, if there are elements in it.
    pub markup: Option<Span>,
}

/// An attribute of a tag.
#[derive(Debug)]
pub struct Attribute {
    /// The name, in lower case.
    pub name: String,
    /// Where the name is.
    pub name_span: Span,
    /// The value; empty without one.
    pub value: Text,
}

impl Attribute {
    /// Where the value is; where the name is, if the value is empty.
    #[must_use]
    pub fn span(&self) -> Span {
        self.value.span().unwrap_or(self.name_span)
    }
}

impl Tag {
    /// The attribute of this name.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }

    /// The value of an attribute.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.attribute(name).map(|attribute| attribute.value.as_str())
    }
}

#[cfg(test)]
mod tests;
