//! The tree as typed values.

use crate::files::{self, FileEntry};
use crate::js_modules::{self, JsModules};
use crate::packages::{self, PackagesCache};
use crate::{Entry, Kind, Value, fetch, known};
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
    /// `fetch`, which is written after `files`.
    pub fetch: Vec<FileEntry>,
    /// `js_modules`.
    pub js_modules: JsModules,
    /// `plugins`.
    pub plugins: Vec<Spanned<String>>,
    /// `packages`.
    pub packages: Vec<Spanned<String>>,
    /// `packages_cache`.
    pub packages_cache: PackagesCache,
    /// `index_urls`; none if the key is not there.
    pub index_urls: Vec<Spanned<String>>,
    /// `experimental_create_proxy = "auto"`.
    pub create_proxy: bool,
    /// `experimental_ffi_timeout`, in milliseconds.
    pub ffi_timeout: Option<i64>,
    /// `sync_main_only`.
    pub sync_main_only: bool,
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
            fetch: Vec::new(),
            js_modules: JsModules::default(),
            plugins: Vec::new(),
            packages: Vec::new(),
            packages_cache: PackagesCache::On,
            index_urls: Vec::new(),
            create_proxy: false,
            ffi_timeout: None,
            sync_main_only: false,
        }
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.interpreter.is_none() && self.tree.as_table().is_some_and(super::tree::Table::is_empty)
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

    /// `` `form` is not a key of `fetch`: did you mean `from`?``
    pub fn unknown_key(&mut self, entry: &Entry, what: &str, meant: &str) {
        let title = ["`", &entry.key, "` is not ", what, ": did you mean `", meant, "`?"];
        self.report(Diagnostic::new(Code::UnknownKey, title.concat()), entry.key_span);
    }

    /// Where in a span a text is; the whole span if it is written in another way there.
    pub fn find(&self, text: &str, span: Span) -> Span {
        let written = self.source.text().get(span.start..span.end).unwrap_or_default();
        written
            .find(text)
            .map_or(span, |at| Span::new(span.start + at, span.start + at + text.len()))
    }

    fn entry(&mut self, config: &mut Config, entry: &Entry) {
        let value = &entry.value;
        if value.kind == Kind::Null {
            return;
        }
        match entry.key.as_str() {
            "interpreter" => config.interpreter = self.interpreter(value),
            "debug" => config.debug = self.boolean("`debug`", value),
            "sync_main_only" => config.sync_main_only = self.boolean("`sync_main_only`", value),
            "files" => config.files = files::read(self, value),
            "fetch" => config.fetch = fetch::read(self, value),
            "js_modules" => config.js_modules = js_modules::read(self, value),
            "plugins" => {
                let help = "write `plugins = [\"!error\"]`";
                config.plugins = packages::strings(self, "plugins", value, help);
            }
            "packages" => {
                let help = "write `packages = [\"name\", \"./wheel-1.0-py3-none-any.whl\"]`";
                config.packages = packages::strings(self, "packages", value, help);
            }
            "packages_cache" => config.packages_cache = packages::cache(self, value),
            "index_urls" => {
                let help = "write the address of a package index, or an array of them";
                config.index_urls = packages::strings(self, "index_urls", value, help);
            }
            "experimental_create_proxy" => {
                config.create_proxy = packages::create_proxy(self, value);
            }
            "experimental_ffi_timeout" => config.ffi_timeout = packages::ffi_timeout(self, value),
            key => {
                if let Some(meant) = known::meant_by(key) {
                    self.unknown_key(entry, "a configuration key", meant);
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

    fn boolean(&mut self, what: &str, value: &Value) -> bool {
        if value.as_bool().is_none() {
            self.wrong_type(what, "a boolean", value, "write `true` or `false`, without quotes");
        }
        value.as_bool().unwrap_or_default()
    }
}
