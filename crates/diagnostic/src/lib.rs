//! What a page can get wrong, as data: codes, spans, one type, a plain renderer.
//!
//! This crate is a leaf: no dependencies, no file system, no browser. Whatever finds a problem makes
//! a [`Diagnostic`]; whoever shows it (page banner, console, terminal) asks for [`Diagnostic::headline`],
//! [`Diagnostic::message`] or [`Diagnostic::render`].

mod code;
mod diagnostic;
mod fetch;
mod render;
mod source;
mod spelling;

pub use code::{Code, Severity};
pub use diagnostic::{Diagnostic, Heading, Location};
pub use source::{Source, Span};
pub use spelling::{nearest, similar};
