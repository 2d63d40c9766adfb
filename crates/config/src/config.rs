//! The tree as typed values.

use crate::Value;
use pyxide_diagnostic::{Diagnostic, Source, Span};

/// A value that remembers where it was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it is in the text.
    pub span: Span,
}

/// A file that is put into the interpreter's file system.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileEntry {
    /// Address, as written.
    pub source: Spanned<String>,
    /// Path of the file, resolved by [`destination`]; the span is that of the written one.
    pub destination: Spanned<String>,
}

/// What a configuration says, as far as this version understands it.
#[derive(Clone, Debug)]
pub struct Config {
    /// Everything, also keys nobody knows: they pass through to Python.
    pub tree: Value,
    /// `interpreter`: version or address.
    pub interpreter: Option<Spanned<String>>,
    /// `debug`.
    pub debug: bool,
    /// `files`.
    pub files: Vec<FileEntry>,
    /// `plugins`.
    pub plugins: Vec<Spanned<String>>,
}

impl Config {
    /// What counts when there is no configuration.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            tree: Value::empty(),
            interpreter: None,
            debug: false,
            files: Vec::new(),
            plugins: Vec::new(),
        }
    }

    /// Whether `plugins` has `!name`.
    #[must_use]
    pub fn excludes(&self, plugin: &str) -> bool {
        self.plugins.iter().any(|entry| entry.value.strip_prefix('!') == Some(plugin))
    }
}

/// The path a file is written to, from its address and the destination of the configuration.
#[must_use]
pub fn destination(source: &str, written: &str) -> String {
    let _ = (source, written);
    String::new()
}

/// Reads a tree. Problems never stop it: what makes sense is in the [`Config`].
#[must_use]
pub fn read(value: &Value, source: &Source) -> (Config, Vec<Diagnostic>) {
    let _ = source;
    (Config { tree: value.clone(), ..Config::empty() }, Vec::new())
}
