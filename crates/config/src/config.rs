//! The tree as typed values.

use crate::files::{self, FileEntry};
use crate::{Entry, Kind, Value, known};
use pyxide_diagnostic::{Code, Diagnostic, Source, Span};

/// A value that remembers where it was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it is in the text.
    pub span: Span,
}

/// What a configuration says, as far as this version understands it.
#[derive(Clone, PartialEq, Debug)]
pub struct Config {
    /// Everything, also keys nobody knows: they pass through to Python.
    pub tree: Value,
    /// `interpreter`: a version or an address; the plan decides which.
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

/// Reads a tree. Problems never stop it: what makes sense is in the [`Config`].
#[must_use]
pub fn read(value: &Value, source: &Source) -> (Config, Vec<Diagnostic>) {
    let mut reader = Reader { source, diagnostics: Vec::new() };
    let mut config = Config { tree: value.clone(), ..Config::empty() };
    match value.as_table() {
        Some(table) => {
            for entry in table {
                reader.entry(&mut config, entry);
            }
        }
        None => {
            let help = "write keys and values: `key = value` in TOML, `{\"key\": value}` in JSON";
            reader.wrong_type("a configuration", "a table", value, help);
            config.tree = Value::empty();
        }
    }
    (config, reader.diagnostics)
}

/// Where problems of one text are collected.
pub(crate) struct Reader<'a> {
    source: &'a Source,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    pub fn report(&mut self, diagnostic: Diagnostic, span: Span) {
        self.diagnostics.push(diagnostic.with_source(self.source, span));
    }

    /// `` `debug` must be a boolean, found a string``.
    pub fn wrong_type(&mut self, what: &str, wanted: &str, found: &Value, help: &str) {
        let title = [what, " must be ", wanted, ", found ", found.described()].concat();
        self.report(Diagnostic::new(Code::WrongType, title).with_help(help), found.span);
    }

    fn entry(&mut self, config: &mut Config, entry: &Entry) {
        let value = &entry.value;
        if value.kind == Kind::Null {
            return;
        }
        match entry.key.as_str() {
            "interpreter" => config.interpreter = self.interpreter(value),
            "debug" => match value.as_bool() {
                Some(debug) => config.debug = debug,
                None => {
                    let help = "write `true` or `false`, without quotes";
                    self.wrong_type("`debug`", "a boolean", value, help);
                }
            },
            "files" => config.files = files::read(self, value),
            "plugins" => config.plugins = self.plugins(value),
            "packages" | "fetch" | "js_modules" => {
                let title = ["`", &entry.key, "` is not supported yet"].concat();
                let diagnostic = Diagnostic::warning(Code::Unsupported, title);
                let help = "the key is ignored, everything else works";
                self.report(diagnostic.with_help(help), entry.key_span);
            }
            key => {
                if let Some(meant) = known::meant_by(key) {
                    let parts =
                        ["`", key, "` is not a configuration key: did you mean `", meant, "`?"];
                    self.report(Diagnostic::new(Code::UnknownKey, parts.concat()), entry.key_span);
                }
            }
        }
    }

    fn interpreter(&mut self, value: &Value) -> Option<Spanned<String>> {
        let Some(text) = value.as_str() else {
            let help = "write a version or the address of the interpreter's `.mjs` file, in quotes";
            self.wrong_type("`interpreter`", "a string", value, help);
            return None;
        };
        Some(Spanned { value: text.to_owned(), span: value.span })
    }

    fn plugins(&mut self, value: &Value) -> Vec<Spanned<String>> {
        const HELP: &str = "write `plugins = [\"!error\"]`";
        let items = match &value.kind {
            Kind::Array(items) => items.as_slice(),
            // One name instead of a list of one has always worked.
            Kind::String(_) => std::slice::from_ref(value),
            _ => {
                self.wrong_type("`plugins`", "an array of strings", value, HELP);
                &[]
            }
        };
        let mut plugins = Vec::with_capacity(items.len());
        for item in items {
            match item.as_str() {
                Some(name) => plugins.push(Spanned { value: name.to_owned(), span: item.span }),
                None => self.wrong_type("a plugin", "a string", item, HELP),
            }
        }
        plugins
    }
}
