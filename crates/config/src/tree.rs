//! The tree that every format is read into.

use pyxide_diagnostic::Span;

/// A value and the place it was written at.
#[derive(Clone, PartialEq, Debug)]
pub struct Value {
    /// The value itself.
    pub kind: Kind,
    /// Where it is in the text.
    pub span: Span,
}

/// What a value can be.
#[derive(Clone, PartialEq, Debug)]
pub enum Kind {
    /// `null`; TOML has none, but pages write it.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number.
    Float(Float),
    /// A text.
    String(String),
    /// A list.
    Array(Vec<Value>),
    /// A list of names and values.
    Table(Table),
    /// A date, a time or both, as an ISO 8601 string.
    Date(String),
}

/// A number that is not a whole number of 64 bits, kept as it was written.
///
/// It travels as text: reading and printing floating-point numbers is a good part of a small
/// WebAssembly module, and the browser can do both.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Float {
    json: String,
}

impl Float {
    /// From a number in the notation of JSON, or from `null` for what JSON cannot say.
    pub(crate) fn new(json: &str) -> Self {
        Self { json: json.to_owned() }
    }

    /// The number in the notation of JSON; `null` if it is infinite or not a number.
    #[must_use]
    pub fn json(&self) -> &str {
        &self.json
    }

    /// The number; not a number for what JSON cannot say.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.json.parse().unwrap_or(f64::NAN)
    }
}

/// Names and values in the order of the text.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Table {
    entries: Vec<Entry>,
    pub(crate) origin: Origin,
}

/// What made a table, which decides in TOML what may add to it.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub(crate) enum Origin {
    /// The header of a table inside of it, or nothing in particular.
    #[default]
    Implicit,
    /// Its own header.
    Header,
    /// A dotted key.
    Dotted,
    /// Braces.
    Inline,
}

/// One name and its value.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// The name, without quotes.
    pub key: String,
    /// Where the name is in the text.
    pub key_span: Span,
    /// The value.
    pub value: Value,
}

impl Value {
    /// A value at a place.
    #[must_use]
    pub fn new(kind: Kind, span: Span) -> Self {
        Self { kind, span }
    }

    /// An empty table, for "no configuration".
    #[must_use]
    pub fn empty() -> Self {
        Self::new(Kind::Table(Table::default()), Span::default())
    }

    /// The type's name with its article, for messages.
    #[must_use]
    pub fn described(&self) -> &'static str {
        match self.kind {
            Kind::Null => "null",
            Kind::Bool(_) => "a boolean",
            Kind::Int(_) => "an integer",
            Kind::Float(_) => "a number",
            Kind::String(_) => "a string",
            Kind::Array(_) => "an array",
            Kind::Table(_) => "a table",
            Kind::Date(_) => "a date",
        }
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Kind::String(text) = &self.kind { Some(text) } else { None }
    }

    /// The boolean, if it is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        if let Kind::Bool(flag) = self.kind { Some(flag) } else { None }
    }

    /// The items, if it is an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Self]> {
        if let Kind::Array(items) = &self.kind { Some(items) } else { None }
    }

    /// The table, if it is one.
    #[must_use]
    pub fn as_table(&self) -> Option<&Table> {
        if let Kind::Table(table) = &self.kind { Some(table) } else { None }
    }

    /// The value under `key`, if this is a table that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.as_table()?.get(key)
    }
}

impl Table {
    /// The value under `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// Name and value under `key`.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The value under `key`, to change it.
    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        self.entries.iter_mut().find(|entry| entry.key == key).map(|entry| &mut entry.value)
    }

    /// The value under `key`, made if there is none.
    pub(crate) fn get_or_insert(
        &mut self,
        key: &str,
        key_span: Span,
        make: impl FnOnce() -> Value,
    ) -> &mut Value {
        let found = self.entries.iter().position(|entry| entry.key == key);
        let index = found.unwrap_or_else(|| {
            self.entries.push(Entry { key: key.to_owned(), key_span, value: make() });
            self.entries.len() - 1
        });
        &mut self.entries[index].value
    }

    /// An empty table.
    pub(crate) fn new(origin: Origin) -> Self {
        Self { entries: Vec::new(), origin }
    }

    /// Adds an entry whose name is new.
    pub(crate) fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// Adds an entry where the text has it, or replaces the one with the same name.
    pub(crate) fn insert_in_order(&mut self, entry: Entry) {
        if self.get(&entry.key).is_some() {
            self.insert(entry);
            return;
        }
        let before = |other: &Entry| other.key_span.start <= entry.key_span.start;
        let at = self.entries.iter().rposition(before).map_or(0, |last| last + 1);
        self.entries.insert(at, entry);
    }

    /// Lets nothing be added any more, here and in the tables of dotted keys.
    pub(crate) fn close(&mut self) {
        self.origin = Origin::Inline;
        for entry in &mut self.entries {
            if let Kind::Table(table) = &mut entry.value.kind {
                table.close();
            }
        }
    }

    /// The entries themselves.
    pub(crate) fn into_entries(self) -> Vec<Entry> {
        self.entries
    }

    /// All entries in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Entry> {
        self.entries.iter()
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Adds an entry. One with the same name is replaced where it stands and returned.
    pub fn insert(&mut self, entry: Entry) -> Option<Entry> {
        match self.entries.iter_mut().find(|old| old.key == entry.key) {
            Some(old) => Some(std::mem::replace(old, entry)),
            None => {
                self.entries.push(entry);
                None
            }
        }
    }
}

impl<'a> IntoIterator for &'a Table {
    type Item = &'a Entry;
    type IntoIter = std::slice::Iter<'a, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
