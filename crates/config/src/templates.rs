//! Templates of `files`: `"{FROM}" = "./data"` once, `"{FROM}/a.csv" = ""` as often as needed.

use crate::config::Reader;
use crate::{Table, files};
use pyxide_diagnostic::Span;

/// What has been defined so far, and what the table will define.
pub(crate) struct Templates<'a> {
    table: &'a Table,
    /// Name with its braces, and text; none if something is wrong with it, which was reported.
    defined: Vec<(String, Option<String>)>,
}

impl<'a> Templates<'a> {
    pub fn of(table: &'a Table) -> Self {
        Self { table, defined: Vec::new() }
    }

    /// Takes a source that is nothing but a name in braces for a definition; whether it is one.
    pub fn define(&mut self, source: &str, text: Option<&str>) -> bool {
        let is_definition = is_definition(source);
        if is_definition {
            self.defined.push((source.to_owned(), text.map(str::to_owned)));
        }
        is_definition
    }

    /// A text with its templates replaced; nothing if one of them is unknown, which is reported.
    pub fn expand(&self, reader: &mut Reader, text: &str, span: Span) -> Option<String> {
        let mut expanded = String::new();
        let mut rest = text;
        while let Some(open) = rest.find('{')
            && let Some(length) = rest[open..].find('}')
        {
            let end = open + length + 1;
            let name = &rest[open..end];
            let Some((_, text)) = self.defined.iter().find(|(defined, _)| defined == name) else {
                self.report_unknown(reader, name, span);
                return None;
            };
            expanded.push_str(&rest[..open]);
            expanded.push_str(text.as_deref()?);
            rest = &rest[end..];
        }
        expanded.push_str(rest);
        Some(expanded)
    }

    fn report_unknown(&self, reader: &mut Reader, name: &str, span: Span) {
        let defined: Vec<&str> = self.defined.iter().map(|(name, _)| name.as_str()).collect();
        let help = if self.table.get(name).is_some() {
            "its definition comes later: move it above all that use it".to_owned()
        } else if defined.is_empty() {
            ["define it before it is used: `\"", name, "\" = \"…\"`"].concat()
        } else {
            ["defined before are ", &defined.join(", ")].concat()
        };
        let span = reader.find(name, span);
        files::bad(reader, ["Invalid template: ", name].concat(), span, &help);
    }
}

fn is_definition(source: &str) -> bool {
    let inside = source.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    inside.is_some_and(|name| !name.contains(['{', '}']))
}
