//! The tree while it grows line by line.
//!
//! TOML says which tables a later line may add to. A line that adds to another one is no error here,
//! but it is told.

use crate::tree::Origin;
use crate::{Entry, Kind, Table, Value};
use pyxide_diagnostic::Span;

type Parts = [(String, Span)];

/// What a warning says, and what to do.
type Remark = (&'static str, &'static str);

const REPLACED: Remark =
    ("this section replaces a value that is not a table", "give one of the two another name");
const AGAIN: Remark =
    ("this section is here again: both are taken together", "move its lines to the first one");

/// The root table and the section that lines are added to.
#[derive(Default)]
pub(super) struct Document {
    root: Table,
    current: Vec<(String, Span)>,
}

impl Document {
    pub fn into_root(self) -> Table {
        self.root
    }

    /// Makes `[path]` or `[[path]]` the current section.
    pub fn open(&mut self, path: &Parts, header: Span, list: bool) -> Result<(), Remark> {
        self.current = path.to_vec();
        let Some(((name, key_span), above)) = path.split_last() else { return Ok(()) };
        let mut step = descend(&mut self.root, above, Origin::Implicit);
        if list {
            let item = Value::new(Kind::Table(Table::new(Origin::Header)), header);
            match step.table.get_mut(name).map(|value| &mut value.kind) {
                Some(Kind::Array(items)) if is_list_of_sections(items) => items.push(item),
                Some(_) => {
                    let value = Value::new(Kind::Array(vec![item]), header);
                    step.table.insert(Entry { key: name.clone(), key_span: *key_span, value });
                    step.replaced = true;
                }
                None => {
                    let value = Value::new(Kind::Array(vec![item]), header);
                    step.table.push(Entry { key: name.clone(), key_span: *key_span, value });
                }
            }
        } else {
            let new = step.table.get(name).is_none();
            let in_list =
                matches!(step.table.get(name).map(|value| &value.kind), Some(Kind::Array(_)));
            let last = enter(step.table, name, *key_span, header, Origin::Header);
            let free = !in_list && last.table.origin == Origin::Implicit;
            step.replaced |= last.replaced;
            step.closed |= !new && !free;
            last.table.origin = Origin::Header;
        }
        if step.replaced {
            Err(REPLACED)
        } else if step.closed {
            Err(AGAIN)
        } else {
            Ok(())
        }
    }

    /// Sets a value in the current section. Whether nothing was in its place.
    pub fn insert(&mut self, path: &Parts, value: Value) -> bool {
        let section = descend(&mut self.root, &self.current, Origin::Implicit).table;
        set(section, path, value)
    }
}

/// Sets a value below `table`. Whether nothing was in its place, and TOML lets a line add to it.
pub(super) fn set(table: &mut Table, path: &Parts, value: Value) -> bool {
    let Some(((name, key_span), above)) = path.split_last() else { return false };
    let step = descend(table, above, Origin::Dotted);
    let entry = Entry { key: name.clone(), key_span: *key_span, value };
    step.table.insert(entry).is_none() && !step.replaced && !step.closed
}

/// A table that was reached.
struct Step<'a> {
    table: &'a mut Table,
    /// Whether another value stood in the way and is gone.
    replaced: bool,
    /// Whether a table on the way is one that such a line may not add to.
    closed: bool,
}

/// The table at the end of `path`, made where it is missing. `origin` tells who asks: a header, which
/// does not pass through braces, or a dotted key, which does not pass through other sections either.
fn descend<'a>(mut table: &'a mut Table, path: &Parts, origin: Origin) -> Step<'a> {
    let (mut replaced, mut closed) = (false, false);
    for (name, span) in path {
        let next = enter(table, name, *span, *span, origin);
        replaced |= next.replaced;
        closed |= next.closed;
        table = next.table;
    }
    Step { table, replaced, closed }
}

/// The table `name` of `parent`: the one that is there, the last of a list, or a new one.
fn enter<'a>(
    parent: &'a mut Table,
    name: &str,
    key_span: Span,
    span: Span,
    origin: Origin,
) -> Step<'a> {
    let empty = || Value::new(Kind::Table(Table::new(origin)), span);
    let value = parent.get_or_insert(name, key_span, empty);
    let in_list = matches!(&value.kind, Kind::Array(items) if is_list_of_sections(items));
    let replaced = !in_list && !matches!(value.kind, Kind::Table(_));
    if replaced {
        // The value of another kind has a place of its own; the table's is where it begins.
        *value = empty();
    }
    let inner = match &mut value.kind {
        Kind::Array(items) => items.last_mut().map(|item| &mut item.kind),
        kind => Some(kind),
    };
    match inner {
        Some(Kind::Table(table)) => {
            let closed = match origin {
                Origin::Dotted => {
                    in_list || matches!(table.origin, Origin::Header | Origin::Inline)
                }
                _ => table.origin == Origin::Inline,
            };
            if origin == Origin::Dotted && table.origin == Origin::Implicit {
                table.origin = Origin::Dotted;
            }
            Step { table, replaced, closed }
        }
        _ => unreachable!("it was made a table above"),
    }
}

/// Whether an array was made by `[[name]]`.
fn is_list_of_sections(items: &[Value]) -> bool {
    let last = items.last().and_then(Value::as_table);
    last.is_some_and(|table| table.origin == Origin::Header)
}
