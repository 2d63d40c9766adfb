//! Configuration text (TOML, JSON) to a typed configuration, every value with its span.
//!
//! The way of a configuration through this crate:
//!
//! 1. [`locate`] decides, from facts about the page, which text or address is the configuration;
//! 2. [`detect`] decides whether that is an address, inline TOML, inline JSON or nothing;
//! 3. [`parse`] makes a tree of [`Value`]s, each with its [`Span`](pyxide_diagnostic::Span);
//! 4. [`read`] makes a [`Config`] of the tree;
//! 5. [`to_json`] hands the tree on as one document.
//!
//! Nothing here fails or panics on any input: each step returns what it could make of it and the
//! diagnostics about the rest.

mod config;
mod detect;
mod fetch;
mod files;
mod js_modules;
mod json;
mod known;
mod locate;
mod packages;
mod paths;
mod problem;
mod templates;
mod to_json;
mod toml;
mod tree;

use pyxide_diagnostic::{Diagnostic, Source};

pub use config::{Config, Spanned, read};
pub use detect::{Detected, detect, detect_worker};

pub use files::{ArchiveFormat, FileEntry, destination};
pub use js_modules::{JsModule, JsModules};
pub use locate::{ConfigAttribute, ConfigElement, Facts, Located, Place, locate};
pub use packages::PackagesCache;
pub use to_json::to_json;
pub use tree::{Entry, Float, Kind, Table, Value};

/// The languages a configuration can be written in.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Format {
    /// TOML 1.1, and what pages write instead of it.
    Toml,
    /// JSON.
    Json,
}

impl Format {
    /// `TOML` or `JSON`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Toml => "TOML",
            Self::Json => "JSON",
        }
    }
}

/// What became of a text.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The tree; absent if the text could not be read.
    pub value: Option<Value>,
    /// Errors (only if there is no tree) and warnings.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a text that came from the file or address `source_name`.
///
/// An empty name means an inline text; [`parse_source`] lets such a text have a place of its own.
#[must_use]
pub fn parse(text: &str, format: Format, source_name: &str) -> Parsed {
    if source_name.is_empty() {
        parse_source(&Source::inline("config", text), format)
    } else {
        parse_source(&Source::new(source_name, text), format)
    }
}

/// Reads a text. Headlines name the source if it is a file.
#[must_use]
pub fn parse_source(source: &Source, format: Format) -> Parsed {
    match format {
        Format::Toml => toml::parse(source),
        Format::Json => json::parse(source),
    }
}
