//! A TOML text line by line: sections, pairs, and lines that are neither.

use super::cursor::Cursor;
use super::document::Document;
use super::{keys, values};
use crate::problem::Problem;
use pyxide_diagnostic::Span;

/// What the lines of a text say.
pub(super) struct Lines<'a> {
    cursor: Cursor<'a>,
    pub document: Document,
    pub warnings: Vec<Problem>,
    pub errors: Vec<Problem>,
    /// Whether at least one line was a section or a `key = value`, or there was nothing to say.
    pub understood: bool,
}

impl<'a> Lines<'a> {
    pub fn read(text: &'a str) -> Self {
        let mut lines = Self {
            cursor: Cursor::new(text),
            document: Document::default(),
            warnings: Vec::new(),
            errors: Vec::new(),
            understood: false,
        };
        lines.cursor.eat('\u{feff}');
        lines.all();
        lines.understood |= lines.warnings.is_empty();
        lines
    }

    fn all(&mut self) {
        loop {
            self.cursor.skip_blank();
            match self.cursor.peek() {
                None => return,
                Some('[') => self.section(),
                Some(_) => {
                    if let Err(error) = self.pair() {
                        self.errors.push(*error);
                        self.cursor.skip_line();
                    }
                }
            }
        }
    }

    fn warn(&mut self, parts: &[&str], span: Span, help: &str) {
        self.warnings.push(Problem::new(parts.concat(), span).help(help));
    }

    /// A space that looks like one and is none.
    pub fn odd_space(&self) -> Option<Problem> {
        let help = "write a usual space";
        self.cursor.odd_space.map(|span| Problem::new("a space of a special kind", span).help(help))
    }

    /// `[a.b]` or `[[a.b]]`.
    fn section(&mut self) {
        let start = self.cursor.at();
        self.cursor.eat('[');
        let list = self.cursor.eat('[');
        let close = if list { "]]" } else { "]" };
        let name = self.cursor.until_outside_quotes(']');
        let path = keys::path(self.cursor.text(), name, true);
        let closed = self.cursor.rest().starts_with(close);
        let _ = self.cursor.eat(']') && list && self.cursor.eat(']');
        let header = Span::new(start, self.cursor.at());
        if !closed {
            let parts = ["a section without its closing `", close, "`"];
            self.warn(&parts, header, "add it");
        }
        let rest = self.cursor.rest_of_line();
        if rest.start < rest.end {
            self.warn(&["text after a section is ignored"], rest, "begin a comment with `#`");
        }
        let Some(path) = path else {
            self.warn(&["a section without a name is ignored"], header, "give it a name");
            return;
        };
        self.understood = true;
        if path.odd {
            let written = self.cursor.slice(name);
            let parts = ["the section name `", written, "` needs quotes"];
            let help = "put its parts in quotes: names without quotes have only letters, digits, `-` and `_`";
            self.warn(&parts, name, help);
        }
        if let Err((message, help)) = self.document.open(&path.parts, header, list) {
            self.warn(&[message], header, help);
        }
    }

    /// `key = value`, or a line that is neither that nor a section.
    fn pair(&mut self) -> Result<(), Box<Problem>> {
        let name = self.cursor.until_outside_quotes('=');
        let written = self.cursor.slice(name);
        let path = keys::path(self.cursor.text(), name, false);
        let (true, Some(path)) = (self.cursor.peek() == Some('='), path) else {
            self.cursor.rest_of_line();
            let line = self.cursor.trimmed(Span::new(name.start, self.cursor.at()));
            self.warnings.push(junk(self.cursor.slice(line), line));
            return Ok(());
        };
        if path.odd {
            self.warnings.push(keys::needs_quotes(self.cursor.text(), name));
        }
        self.understood = true;
        self.cursor.eat('=');
        self.cursor.skip_spaces();
        if self.cursor.at_line_end() {
            let parts = ["the key `", written, "` has no value and is ignored"];
            self.warn(&parts, name, "write the value on the same line, or remove the key");
            self.cursor.skip_line();
            return Ok(());
        }
        let value = values::value(&mut self.cursor, &mut self.warnings, path.parts.len())?;
        self.cursor.skip_spaces();
        if !self.cursor.at_line_end() {
            return Err(Box::new(self.cursor.expected("the end of the line after the value")));
        }
        self.cursor.skip_line();
        if !self.document.insert(&path.parts, value) {
            self.warnings.push(keys::set_again(self.cursor.text(), name));
        }
        Ok(())
    }
}

fn junk(line: &str, span: Span) -> Problem {
    let problem = Problem::new("a line that is neither a section nor `key = value`", span);
    match line.split_once(':') {
        Some((key, value)) if keys::is_bare(key.trim()) && !value.trim().is_empty() => {
            problem.help(["write `", key.trim(), " = ", value.trim(), "`"].concat())
        }
        _ => problem.help("it is ignored; a comment begins with `#`"),
    }
}
