//! TOML as pages write it.
//!
//! The language is read line by line. What breaks a rule but has a clear meaning is a warning; a value
//! that cannot be read is an error, because a configuration without it would not be the one that was
//! meant. Used only for texts that strict TOML refuses, so a text without mistakes never gets here,
//! with one exception: see `may_be_deep` in the strict reader.

mod cursor;
mod keys;
mod sections;
mod values;

use crate::problem::Problem;
use crate::{Kind, Value};
use cursor::Cursor;
use pyxide_diagnostic::Span;
use sections::Document;

/// A text that could be read.
pub(crate) struct Lenient {
    pub value: Value,
    pub warnings: Vec<Problem>,
    /// Whether at least one line was a section or a `key = value`.
    pub understood: bool,
}

/// Reads a text, or tells every value that cannot be read.
pub(crate) fn read(text: &str) -> Result<Lenient, Vec<Problem>> {
    let mut reader = Reader {
        cursor: Cursor::new(text),
        document: Document::default(),
        warnings: Vec::new(),
        errors: Vec::new(),
        understood: false,
    };
    reader.cursor.eat('\u{feff}');
    reader.lines();
    if !reader.errors.is_empty() {
        return Err(reader.errors);
    }
    let root = Kind::Table(reader.document.into_root());
    Ok(Lenient {
        value: Value::new(root, Span::new(0, text.len())),
        warnings: reader.warnings,
        understood: reader.understood,
    })
}

struct Reader<'a> {
    cursor: Cursor<'a>,
    document: Document,
    warnings: Vec<Problem>,
    errors: Vec<Problem>,
    understood: bool,
}

impl Reader<'_> {
    fn lines(&mut self) {
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

    /// `[a.b]` or `[[a.b]]`.
    fn section(&mut self) {
        let start = self.cursor.at();
        self.cursor.eat('[');
        let list = self.cursor.eat('[');
        let name = self.cursor.until_outside_quotes(']');
        let path = keys::path(self.cursor.text(), name, true);
        let closed = self.cursor.eat(']') && (!list || self.cursor.eat(']'));
        let header = Span::new(start, self.cursor.at());
        if !closed {
            let close = if list { "`]]`" } else { "`]`" };
            let message = ["a section without its closing ", close].concat();
            self.warnings.push(Problem::new(message, header));
        }
        let rest = self.cursor.rest_of_line();
        if rest.start < rest.end {
            let message = "text after a section is ignored";
            self.warnings.push(Problem::new(message, rest).help("begin a comment with `#`"));
        }
        let Some(path) = path else {
            let message = "a section without a name is ignored";
            self.warnings.push(Problem::new(message, header));
            return;
        };
        self.understood = true;
        if path.odd {
            let help = "put each part of the name that has other characters than letters, digits, `-` and `_` in quotes";
            let message =
                ["the section name `", self.cursor.slice(name), "` needs quotes"].concat();
            self.warnings.push(Problem::new(message, name).help(help));
        }
        let repeated = self.document.open(&path.parts, header, list);
        if let Err(problem) = repeated {
            self.warnings.push(problem);
        }
    }

    /// `key = value`, or a line that is neither that nor a section.
    fn pair(&mut self) -> Result<(), Box<Problem>> {
        let name = self.cursor.until_outside_quotes('=');
        let path = keys::path(self.cursor.text(), name, false);
        let (true, Some(path)) = (self.cursor.peek() == Some('='), path) else {
            self.cursor.rest_of_line();
            let line = Span::new(name.start, self.cursor.at());
            let line = self.cursor.trimmed(line);
            self.warnings.push(junk(self.cursor.slice(line), line));
            return Ok(());
        };
        if path.odd {
            self.warnings.push(keys::needs_quotes(self.cursor.text(), name));
        }
        self.understood = true;
        self.cursor.eat('=');
        self.cursor.skip_spaces();
        if matches!(self.cursor.peek(), None | Some('\r' | '\n' | '#')) {
            let message = ["the key `", self.cursor.slice(name), "` has no value and is ignored"];
            let help = "write the value on the same line, or remove the key";
            self.warnings.push(Problem::new(message.concat(), name).help(help));
            self.cursor.skip_line();
            return Ok(());
        }
        let depth = path.parts.len();
        let value = values::value(&mut self.cursor, &mut self.warnings, depth)?;
        self.cursor.skip_spaces();
        if !matches!(self.cursor.peek(), None | Some('\r' | '\n' | '#')) {
            return Err(Box::new(self.cursor.expected("the end of the line after the value")));
        }
        self.cursor.skip_line();
        if self.document.insert(&path.parts, value) {
            let message = ["`", self.cursor.slice(name), "` is set again: the last value counts"];
            let help = "remove one of the two";
            self.warnings.push(Problem::new(message.concat(), name).help(help));
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
