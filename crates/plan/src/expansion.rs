//! Remote package descriptions: a list of packages grows, and with it `files` and `js_modules`.

use pyxide_config::{Entry, Kind, Table, Value, read};
use pyxide_diagnostic::{Code, Diagnostic, Source, Span};
use pyxide_page::ScriptType;

use crate::packages::{PackageKind, classify};
use crate::{Configured, Host, at};

/// A configuration into which descriptions are read, one after the other.
pub struct Expansion<'a> {
    script_type: ScriptType,
    configured: &'a Configured,
    host: &'a dyn Host,
    items: Vec<Item>,
    /// Descriptions that were read, and the names they gave themselves.
    read: Vec<(String, Option<String>)>,
    files: Table,
    modules: [Table; 2],
    problems: Vec<Diagnostic>,
}

struct Item {
    entry: String,
    /// The absolute URL of a description that has not been read.
    pending: Option<String>,
    span: Span,
}

/// The sections of `js_modules`.
const SECTIONS: [&str; 2] = ["main", "worker"];

impl<'a> Expansion<'a> {
    /// `None` if the configuration names no description.
    #[must_use]
    pub fn new(
        script_type: ScriptType,
        configured: &'a Configured,
        host: &'a dyn Host,
    ) -> Option<Self> {
        let mut new = Self {
            script_type,
            configured,
            host,
            items: Vec::new(),
            read: Vec::new(),
            files: table(&configured.config.tree, "files"),
            modules: SECTIONS.map(|section| {
                let modules = configured.config.tree.get("js_modules");
                modules.map(|modules| table(modules, section)).unwrap_or_default()
            }),
            problems: Vec::new(),
        };
        for package in &configured.config.packages {
            new.add_entry(&package.value, &configured.base, package.span, new.items.len());
        }
        new.next().is_some().then_some(new)
    }

    /// The first description that has not been read, by absolute URL.
    #[must_use]
    pub fn next(&self) -> Option<&str> {
        self.pending().next()
    }

    /// All descriptions known so far that have not been read.
    pub fn pending(&self) -> impl Iterator<Item = &str> {
        self.items.iter().filter_map(|item| item.pending.as_deref())
    }

    /// Puts the content of the description that [`next`](Self::next) names in its place, or says
    /// why it could not be read.
    pub fn describe(&mut self, content: Result<(&Value, &Source), Diagnostic>) {
        let position = self.items.iter().position(|item| item.pending.is_some());
        let Some(mut position) = position else { return };
        let Item { entry: url, span, .. } = self.items.remove(position);
        let (value, source) = match content {
            Ok(content) => content,
            Err(problem) => return self.problem(span, problem),
        };
        let mip = ["urls", "deps", "hashes"].iter().any(|key| value.get(key).is_some());
        if self.script_type == ScriptType::Mpy && mip {
            // What MicroPython's own package manager calls a description.
            self.items.insert(position, Item { entry: url, pending: None, span });
            return;
        }
        let (config, problems) = read(value, source);
        self.problems.extend(problems);
        let name = value.get("name").and_then(Value::as_str).map(str::to_owned);
        let taken = |(_, other): &(String, Option<String>)| name.is_some() && *other == name;
        if self.read.iter().any(taken) {
            let title = ["Unable to process ", &name.unwrap_or_default(), " @ ", &url].concat();
            let help = "two descriptions have the same `name`: give one of them another";
            return self.problem(span, failed(title).with_help(help));
        }
        self.read.push((url.clone(), name));
        let (host, mut paths) = (self.host, Vec::new());
        merge(&mut self.files, &table(value, "files"), &url, host, span, &mut paths);
        if let Some(modules) = value.get("js_modules") {
            for (into, section) in self.modules.iter_mut().zip(SECTIONS) {
                merge(into, &table(modules, section), &url, host, span, &mut paths);
            }
        }
        for path in paths {
            let title = ["Duplicated path: ", &path].concat();
            let help = "the configuration or another description has this address already";
            self.problem(span, failed(title).with_help(help));
        }
        for package in config.packages {
            position += usize::from(self.add_entry(&package.value, &url, span, position));
        }
    }

    /// The configuration with all that the descriptions add, and what went wrong on the way.
    #[must_use]
    pub fn finish(self) -> (Configured, Vec<Diagnostic>) {
        let old = &self.configured.config.tree;
        let mut problems = self.problems;
        let mut root = old.as_table().cloned().unwrap_or_default();
        let packages = self.items.into_iter();
        let packages =
            packages.map(|item| Value::new(Kind::String(item.entry), item.span)).collect();
        put(&mut root, "packages", Kind::Array(packages));
        if !self.files.is_empty() {
            put(&mut root, "files", Kind::Table(self.files));
        }
        let mut modules = table(old, "js_modules");
        for (section, entries) in SECTIONS.into_iter().zip(self.modules) {
            if !entries.is_empty() {
                put(&mut modules, section, Kind::Table(entries));
            }
        }
        if !modules.is_empty() {
            put(&mut root, "js_modules", Kind::Table(modules));
        }
        let source = self.configured.source.clone();
        let text = source.clone().unwrap_or_else(|| Source::inline("config", ""));
        let (config, all) = read(&Value::new(Kind::Table(root), old.span), &text);
        // What was wrong before has been told; what descriptions add stands where they are named.
        let of_entry = |problem: &Diagnostic| {
            let packages = &self.configured.config.packages;
            packages.iter().any(|package| Some(package.span) == problem.span)
        };
        problems.extend(all.into_iter().filter(of_entry));
        (Configured { config, source, base: self.configured.base.clone() }, problems)
    }

    /// Whether there was something to add.
    fn add_entry(&mut self, written: &str, base: &str, span: Span, position: usize) -> bool {
        let mut entry = written.trim().to_owned();
        if base != self.configured.base
            && entry.starts_with(['.', '/'])
            && let Some(url) = self.host.resolve(&entry, base)
        {
            // The description is forgotten from now on.
            entry = url;
        }
        let pending = match classify(self.script_type, &entry, base, self.host) {
            PackageKind::Description { url } => {
                entry.clone_from(&url);
                Some(url)
            }
            _ => None,
        };
        if self.items.iter().any(|item| item.entry == entry)
            || self.read.iter().any(|(url, _)| *url == entry)
        {
            return false;
        }
        self.items.insert(position, Item { entry, pending, span });
        true
    }

    fn problem(&mut self, span: Span, problem: Diagnostic) {
        // What is wrong inside of a description has a place there.
        let placed = problem.source.is_some();
        self.problems.push(if placed { problem } else { at(self.configured, span, problem) });
    }
}

fn failed(title: String) -> Diagnostic {
    Diagnostic::error(Code::PackageInstall, title)
}

/// The table under a key, or an empty one.
fn table(value: &Value, key: &str) -> Table {
    value.get(key).and_then(Value::as_table).cloned().unwrap_or_default()
}

fn put(into: &mut Table, key: &str, kind: Kind) {
    let (span, key_span) =
        into.entry(key).map_or_else(Default::default, |old| (old.value.span, old.key_span));
    into.insert(Entry { key: key.to_owned(), key_span, value: Value::new(kind, span) });
}

/// Adds entries by absolute URL; what is there already goes to `duplicates`.
fn merge(
    into: &mut Table,
    from: &Table,
    base: &str,
    host: &dyn Host,
    span: Span,
    duplicates: &mut Vec<String>,
) {
    for entry in from {
        // Anything else has been told by `read`.
        let Some(text) = entry.value.as_str() else { continue };
        let Some(key) = host.resolve(&entry.key, base) else { continue };
        if into.get(&key).is_some() {
            duplicates.push(key);
            continue;
        }
        let value = Value::new(Kind::String(text.to_owned()), span);
        into.insert(Entry { key, key_span: span, value });
    }
}
