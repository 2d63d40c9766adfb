//! Values: everything TOML has, the values of JSON, and what is certain in spite of mistakes.

use super::cursor::Cursor;
use super::{document, keys, numbers, strings};
use crate::problem::Problem;
use crate::tree::Origin;
use crate::{Kind, Table, Value};
use pyxide_diagnostic::Span;

/// Levels of arrays and tables, dotted keys counted.
const DEPTH: usize = 100;

pub(super) type Read<T> = Result<T, Box<Problem>>;

/// The value at the cursor, `depth` levels below the section.
pub(super) fn value(cursor: &mut Cursor, warnings: &mut Vec<Problem>, depth: usize) -> Read<Value> {
    if depth > DEPTH {
        let span = Span::new(cursor.at(), cursor.at());
        let message = "too many arrays and tables inside each other";
        return Err(Box::new(Problem::new(message, span)));
    }
    let start = cursor.at();
    let kind = match cursor.peek() {
        Some('[') => array(cursor, warnings, depth)?,
        Some('{') => table(cursor, warnings, depth)?,
        Some('"' | '\'') => Kind::String(strings::read(cursor, warnings)?),
        _ => scalar(cursor, warnings)?,
    };
    Ok(Value::new(kind, Span::new(start, cursor.at())))
}

/// An array or an inline table between its brackets.
struct Brackets {
    open: usize,
    close: char,
    unclosed: &'static str,
    separator: &'static str,
}

fn array(cursor: &mut Cursor, warnings: &mut Vec<Problem>, depth: usize) -> Read<Kind> {
    let brackets = Brackets {
        open: cursor.at(),
        close: ']',
        unclosed: "an array without its closing `]`",
        separator: "`,` or `]`",
    };
    let mut items = Vec::new();
    cursor.eat('[');
    while brackets.has_more(cursor)? {
        items.push(value(cursor, warnings, depth + 1)?);
        brackets.separator(cursor)?;
    }
    Ok(Kind::Array(items))
}

fn table(cursor: &mut Cursor, warnings: &mut Vec<Problem>, depth: usize) -> Read<Kind> {
    let brackets = Brackets {
        open: cursor.at(),
        close: '}',
        unclosed: "a table without its closing `}`",
        separator: "`,` or `}`",
    };
    let mut table = Table::new(Origin::Inline);
    cursor.eat('{');
    while brackets.has_more(cursor)? {
        let name = key(cursor, warnings)?;
        let Some(path) = keys::path(cursor.text(), name, false) else {
            cursor.go(name.start);
            return Err(Box::new(cursor.expected("a key")));
        };
        if path.odd {
            warnings.push(keys::needs_quotes(cursor.text(), name));
        }
        cursor.skip_blank();
        let inner = value(cursor, warnings, depth + path.parts.len())?;
        if !document::set(&mut table, &path.parts, inner) {
            warnings.push(keys::set_again(cursor.text(), name));
        }
        brackets.separator(cursor)?;
    }
    table.close();
    Ok(Kind::Table(table))
}

impl Brackets {
    /// Whether another item begins here; if not, the closing bracket is behind the cursor.
    fn has_more(&self, cursor: &mut Cursor) -> Read<bool> {
        let last = cursor.at();
        cursor.skip_blank();
        if cursor.peek().is_none() {
            return Err(self.unclosed(cursor, last));
        }
        Ok(!cursor.eat(self.close))
    }

    /// The comma after an item, unless the closing bracket follows.
    fn separator(&self, cursor: &mut Cursor) -> Read<()> {
        let last = cursor.at();
        cursor.skip_blank();
        if cursor.eat(',') || cursor.peek() == Some(self.close) {
            return Ok(());
        }
        let new_line = cursor.slice(Span::new(last, cursor.at())).contains('\n');
        if new_line || cursor.peek().is_none() {
            return Err(self.unclosed(cursor, last));
        }
        Err(Box::new(cursor.expected(self.separator)))
    }

    /// Points at the opening bracket and lets the reader go on in the line after the last item.
    fn unclosed(&self, cursor: &mut Cursor, last: usize) -> Box<Problem> {
        cursor.go(last);
        let span = Span::new(self.open, self.open + 1);
        Box::new(Problem::new(self.unclosed, span).help("add it, or a comma between two items"))
    }
}

/// The key of an inline table, and the `=` or, as in JSON, the `:` after it.
fn key(cursor: &mut Cursor, warnings: &mut Vec<Problem>) -> Read<Span> {
    let start = cursor.at();
    if let Some(end) = strings::closing(cursor.rest()) {
        cursor.go(start + end);
        let name = Span::new(start, cursor.at());
        cursor.skip_spaces();
        if cursor.eat(':') {
            let colon = Span::new(cursor.at() - 1, cursor.at());
            warnings.push(Problem::new("TOML writes `=` between key and value", colon));
            return Ok(name);
        }
        cursor.go(start);
    }
    let name = cursor.until_outside_quotes('=');
    if cursor.eat('=') {
        return Ok(name);
    }
    cursor.go(name.start);
    Err(Box::new(cursor.expected("a key and `=`")))
}

/// A number, a date, `true`, `false`, `null`.
fn scalar(cursor: &mut Cursor, warnings: &mut Vec<Problem>) -> Read<Kind> {
    let rest = cursor.rest();
    let end = rest.find([',', ']', '}', '#', '\n']).unwrap_or(rest.len());
    let number = rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'));
    let length = if number { numbers::length(&rest[..end]) } else { end };
    let span = cursor.trimmed(Span::new(cursor.at(), cursor.at() + length));
    let token = cursor.slice(span);
    if token.is_empty() {
        return Err(Box::new(cursor.expected("a value")));
    }
    cursor.go(span.end);
    match token {
        "true" => return Ok(Kind::Bool(true)),
        "false" => return Ok(Kind::Bool(false)),
        "null" => {
            warnings.push(Problem::new("TOML has no `null`", span).help("leave the key out"));
            return Ok(Kind::Null);
        }
        _ => {}
    }
    numbers::read(token).ok_or_else(|| {
        let problem = Problem::new(["`", token, "` is not a value"].concat(), span);
        Box::new(match token {
            "True" | "yes" | "on" => problem.help("write `true`"),
            "False" | "no" | "off" => problem.help("write `false`"),
            "None" => problem.help("leave the key out"),
            _ if token.starts_with(['“', '”', '„', '‘', '’', '`']) => {
                problem.help("use straight quotes: `\"`")
            }
            _ if token.starts_with('0') && token.bytes().all(|byte| byte.is_ascii_digit()) => {
                problem.help("remove the zeros at its beginning, or put it in quotes")
            }
            _ => problem.help(["a text stands in quotes: `\"", token, "\"`"].concat()),
        })
    })
}
