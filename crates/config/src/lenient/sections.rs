//! The tree while it grows line by line.

use crate::problem::Problem;
use crate::{Entry, Kind, Table, Value};
use pyxide_diagnostic::Span;

type Parts = [(String, Span)];

/// The root table and the section that lines are added to.
#[derive(Default)]
pub(super) struct Document {
    root: Table,
    current: Vec<(String, Span)>,
    /// Sections that had a header of their own.
    opened: Vec<Vec<String>>,
}

impl Document {
    pub fn into_root(self) -> Table {
        self.root
    }

    /// Makes `[path]` or `[[path]]` the current section. The error is only worth a warning.
    pub fn open(&mut self, path: &Parts, header: Span, list: bool) -> Result<(), Problem> {
        let names: Vec<String> = path.iter().map(|(name, _)| name.clone()).collect();
        self.current = path.to_vec();
        let Some(((name, key_span), above)) = path.split_last() else { return Ok(()) };
        let (parent, mut replaced) = descend(&mut self.root, above);
        let is_list = matches!(parent.get(name).map(|value| &value.kind), Some(Kind::Array(_)));
        let mut repeated = false;
        if list {
            // Sections below belong to the item: a new item may have them again.
            self.opened.retain(|opened| !opened.starts_with(&names));
            let item = Value::new(Kind::Table(Table::default()), header);
            match parent.get_mut(name).map(|value| &mut value.kind) {
                Some(Kind::Array(items)) => items.push(item),
                _ => {
                    let value = Value::new(Kind::Array(vec![item]), header);
                    let entry = Entry { key: name.clone(), key_span: *key_span, value };
                    replaced |= parent.insert(entry).is_some();
                }
            }
        } else {
            repeated = is_list || self.opened.contains(&names);
            replaced |= table_in(parent, name, *key_span, header).1;
            self.opened.push(names);
        }
        if replaced {
            let message = "this section replaces a value that is not a table";
            Err(Problem::new(message, header).help("give one of the two another name"))
        } else if repeated {
            let message = "this section is here again: both are taken together";
            Err(Problem::new(message, header).help("move its lines to the first one"))
        } else {
            Ok(())
        }
    }

    /// Sets a value in the current section. Whether it replaced another one.
    pub fn insert(&mut self, path: &Parts, value: Value) -> bool {
        let Some(((name, key_span), above)) = path.split_last() else { return false };
        let (section, _) = descend(&mut self.root, &self.current);
        let (table, replaced) = descend(section, above);
        let entry = Entry { key: name.clone(), key_span: *key_span, value };
        table.insert(entry).is_some() || replaced
    }
}

/// The table at the end of `path`, made where it is missing. Whether something else stood in the way.
pub(super) fn descend<'a>(mut table: &'a mut Table, path: &Parts) -> (&'a mut Table, bool) {
    let mut replaced = false;
    for (name, span) in path {
        let (inner, other) = table_in(table, name, *span, *span);
        table = inner;
        replaced |= other;
    }
    (table, replaced)
}

/// The table `name` of `parent`: the one that is there, the last of a list, or a new one.
fn table_in<'a>(
    parent: &'a mut Table,
    name: &str,
    key_span: Span,
    span: Span,
) -> (&'a mut Table, bool) {
    let empty = || Kind::Table(Table::default());
    let value = parent.get_or_insert(name, key_span, || Value::new(empty(), span));
    let is_list = matches!(&value.kind, Kind::Array(items)
        if items.last().is_some_and(|item| matches!(item.kind, Kind::Table(_))));
    let replaced = !is_list && !matches!(value.kind, Kind::Table(_));
    if replaced {
        *value = Value::new(empty(), span);
    }
    let inner = match &mut value.kind {
        Kind::Array(items) => items.last_mut().map(|item| &mut item.kind),
        kind => Some(kind),
    };
    match inner {
        Some(Kind::Table(table)) => (table, replaced),
        _ => unreachable!("it was made a table above"),
    }
}
