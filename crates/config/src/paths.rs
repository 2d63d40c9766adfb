//! Tables whose keys are addresses: `data.csv = ""` means the file `data.csv`.
//!
//! TOML reads an unquoted dot as "a table in a table". Where keys are addresses nobody means that, so
//! the parts are joined again.

use crate::{Entry, Kind, Table, Value};
use pyxide_diagnostic::Span;

/// Joins the keys in `files`, `js_modules.main` and `js_modules.worker`.
pub(crate) fn join(text: &str, root: &mut Value) {
    let Kind::Table(root) = &mut root.kind else { return };
    join_in(text, root, "files");
    if let Some(Kind::Table(modules)) = root.get_mut("js_modules").map(|value| &mut value.kind) {
        join_in(text, modules, "main");
        join_in(text, modules, "worker");
    }
}

fn join_in(text: &str, parent: &mut Table, name: &str) {
    let Some(Kind::Table(table)) = parent.get_mut(name).map(|value| &mut value.kind) else {
        return;
    };
    if !table.iter().any(|entry| is_dotted(text, entry)) {
        return;
    }
    let mut flat = Vec::new();
    for entry in std::mem::take(table).into_entries() {
        if is_dotted(text, &entry) {
            leaves(text, entry, &mut flat);
        } else {
            flat.push(entry);
        }
    }
    *table = Table::default();
    for entry in flat {
        table.insert_in_order(entry);
    }
}

/// Whether this is a table because of a dotted key, not of a section header or of braces.
fn is_dotted(text: &str, entry: &Entry) -> bool {
    if !matches!(entry.value.kind, Kind::Table(_)) || entry.value.span != entry.key_span {
        return false;
    }
    let before = text.get(..entry.key_span.start).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    !before[line..].trim_start().starts_with('[')
}

fn leaves(text: &str, entry: Entry, out: &mut Vec<Entry>) {
    match entry.value.kind {
        Kind::Table(table) if entry.value.span == entry.key_span => {
            for mut child in table.into_entries() {
                child.key = [&entry.key, ".", &child.key].concat();
                let whole = child.key_span.end.checked_sub(child.key.len());
                let written = whole.and_then(|start| text.get(start..child.key_span.end));
                let joined = child.key_span;
                if let (Some(start), true) = (whole, written == Some(&child.key)) {
                    child.key_span = Span::new(start, joined.end);
                }
                if child.value.span == joined {
                    child.value.span = child.key_span;
                }
                leaves(text, child, out);
            }
        }
        kind => out.push(Entry { value: Value::new(kind, entry.value.span), ..entry }),
    }
}
