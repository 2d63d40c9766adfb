//! Values: everything TOML has, the values of JSON, and what is certain in spite of mistakes.

use super::cursor::Cursor;
use super::{keys, sections};
use crate::problem::Problem;
use crate::{Entry, Kind, Table, Value, toml};
use pyxide_diagnostic::Span;

/// Levels of arrays and tables, dotted keys counted.
const DEPTH: usize = 100;

type Read<T> = Result<T, Box<Problem>>;

/// The value at the cursor, `depth` levels below the section.
pub(super) fn value(cursor: &mut Cursor, warnings: &mut Vec<Problem>, depth: usize) -> Read<Value> {
    if depth > DEPTH {
        let span = Span::new(cursor.at(), cursor.at());
        let message = format!("more than {DEPTH} arrays and tables inside each other");
        return Err(Box::new(Problem::new(message, span)));
    }
    let start = cursor.at();
    let kind = match cursor.peek() {
        Some('[') => array(cursor, warnings, depth)?,
        Some('{') => table(cursor, warnings, depth)?,
        Some('"' | '\'') => return string(cursor, warnings),
        _ => return scalar(cursor, warnings),
    };
    Ok(Value::new(kind, Span::new(start, cursor.at())))
}

fn array(cursor: &mut Cursor, warnings: &mut Vec<Problem>, depth: usize) -> Read<Kind> {
    let open = cursor.at();
    let mut items = Vec::new();
    cursor.eat('[');
    loop {
        let last = cursor.at();
        cursor.skip_blank();
        if cursor.eat(']') {
            return Ok(Kind::Array(items));
        }
        if cursor.peek().is_none() {
            return Err(unclosed(cursor, open, last, "an array without its closing `]`"));
        }
        items.push(value(cursor, warnings, depth + 1)?);
        separator(cursor, open, "an array without its closing `]`", ']')?;
    }
}

fn table(cursor: &mut Cursor, warnings: &mut Vec<Problem>, depth: usize) -> Read<Kind> {
    const UNCLOSED: &str = "a table without its closing `}`";
    let open = cursor.at();
    let mut table = Table::default();
    cursor.eat('{');
    loop {
        let last = cursor.at();
        cursor.skip_blank();
        if cursor.eat('}') {
            return Ok(Kind::Table(table));
        }
        if cursor.peek().is_none() {
            return Err(unclosed(cursor, open, last, UNCLOSED));
        }
        let name = key(cursor, warnings)?;
        let Some(path) = keys::path(cursor.text(), name, false) else {
            return Err(Box::new(cursor.expected("a key")));
        };
        if path.odd {
            warnings.push(keys::needs_quotes(cursor.text(), name));
        }
        cursor.skip_spaces();
        let inner = value(cursor, warnings, depth + path.parts.len())?;
        let Some(((key, key_span), above)) = path.parts.split_last() else { continue };
        let (target, replaced) = sections::descend(&mut table, above);
        let entry = Entry { key: key.clone(), key_span: *key_span, value: inner };
        if target.insert(entry).is_some() || replaced {
            let message = ["`", cursor.slice(name), "` is set again: the last value counts"];
            warnings.push(Problem::new(message.concat(), name).help("remove one of the two"));
        }
        separator(cursor, open, UNCLOSED, '}')?;
    }
}

/// The key of an inline table, and the `=` or, as in JSON, the `:` after it.
fn key(cursor: &mut Cursor, warnings: &mut Vec<Problem>) -> Read<Span> {
    let start = cursor.at();
    let quote = cursor.peek().filter(|quote| matches!(quote, '"' | '\''));
    if let Some(end) = quote.and_then(|quote| closing(cursor.rest(), quote)) {
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

/// The comma after an item, unless the closing bracket follows.
fn separator(cursor: &mut Cursor, open: usize, unclosed_text: &str, close: char) -> Read<()> {
    let last = cursor.at();
    cursor.skip_blank();
    if cursor.eat(',') || cursor.peek() == Some(close) {
        return Ok(());
    }
    let new_line = cursor.slice(Span::new(last, cursor.at())).contains('\n');
    if new_line || cursor.peek().is_none() {
        return Err(unclosed(cursor, open, last, unclosed_text));
    }
    let what = if close == ']' { "`,` or `]`" } else { "`,` or `}`" };
    Err(Box::new(cursor.expected(what)))
}

/// Points at the bracket and lets the reader go on in the line after the last item.
fn unclosed(cursor: &mut Cursor, open: usize, last: usize, message: &str) -> Box<Problem> {
    cursor.go(last);
    let span = Span::new(open, open + 1);
    Box::new(Problem::new(message, span).help("add it, or a comma between two items"))
}

fn string(cursor: &mut Cursor, warnings: &mut Vec<Problem>) -> Read<Value> {
    let start = cursor.at();
    let rest = cursor.rest();
    let (fence, quote) = match rest.as_bytes() {
        [b'"', b'"', b'"', ..] => ("\"\"\"", '"'),
        [b'\'', b'\'', b'\'', ..] => ("'''", '\''),
        [b'\'', ..] => ("'", '\''),
        _ => ("\"", '"'),
    };
    let end =
        if fence.len() == 3 { closing_fence(rest, fence, quote) } else { closing(rest, quote) };
    let Some(end) = end else {
        cursor.skip_line();
        let line = Span::new(start, cursor.at());
        let span =
            if fence.len() == 3 { Span::new(start, start + 3) } else { cursor.trimmed(line) };
        let message = ["a text without its closing `", fence, "`"].concat();
        return Err(Box::new(Problem::new(message, span)));
    };
    cursor.go(start + end);
    let span = Span::new(start, start + end);
    if let Ok(value) = toml::value(cursor.text(), span) {
        return Ok(value);
    }
    // A path of Windows, most likely: then no backslash of it is an escape.
    let raw = rest.get(fence.len()..end - fence.len()).unwrap_or_default();
    let backslash = raw.contains('\\');
    let (message, help) = if backslash {
        (
            "the backslashes in this text are taken as they are",
            "use single quotes, or write each as `\\\\`",
        )
    } else {
        ("a control character in a text", "write it as an escape, such as `\\u0007`")
    };
    warnings.push(Problem::new(message, span).help(help));
    Ok(Value::new(Kind::String(raw.to_owned()), span))
}

/// The length of a quoted text that ends on its line.
fn closing(rest: &str, quote: char) -> Option<usize> {
    let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
    let mut escaped = false;
    let end = line.char_indices().skip(1).find(|&(_, character)| {
        let ends = character == quote && !escaped;
        escaped = quote == '"' && character == '\\' && !escaped;
        ends
    });
    // `"C:\data\"`: the last backslash does not escape if the text would not end then.
    let end = end.map(|(at, _)| at).or_else(|| Some(line.get(1..)?.find(quote)? + 1));
    end.map(|at| at + 1)
}

/// The length of a text in three quotes.
fn closing_fence(rest: &str, fence: &str, quote: char) -> Option<usize> {
    let mut from = 3;
    loop {
        let found = from + rest.get(from..)?.find([quote, '\\'])?;
        let tail = &rest[found..];
        if tail.starts_with('\\') {
            let escaped =
                if quote == '"' { tail.chars().nth(1).map_or(0, char::len_utf8) } else { 0 };
            from = found + 1 + escaped;
        } else if tail.starts_with(fence) {
            // Up to two quotes right before the fence belong to the text.
            let quotes = tail.chars().take(5).take_while(|&character| character == quote).count();
            return Some(found + quotes);
        } else {
            from = found + 1;
        }
    }
}

/// A number, a date, `true`, `false`, `null`.
fn scalar(cursor: &mut Cursor, warnings: &mut Vec<Problem>) -> Read<Value> {
    let rest = cursor.rest();
    let end = rest.find([',', ']', '}', '#', '\n']).unwrap_or(rest.len());
    let number = rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'));
    let length = if number { number_length(&rest[..end]) } else { end };
    let span = cursor.trimmed(Span::new(cursor.at(), cursor.at() + length));
    let token = cursor.slice(span);
    if token.is_empty() {
        return Err(Box::new(cursor.expected("a value")));
    }
    cursor.go(span.end);
    if token == "null" {
        let help = "leave the key out";
        warnings.push(Problem::new("TOML has no `null`", span).help(help));
        return Ok(Value::new(Kind::Null, span));
    }
    toml::value(cursor.text(), span).map_err(|problem| {
        let problem = *problem;
        let first = token.chars().next().unwrap_or_default();
        // What the parser says about a number or date that is almost right is precise.
        if number && !problem.message.starts_with("string values") {
            return Box::new(problem.help(["a text stands in quotes: `\"", token, "\"`"].concat()));
        }
        let problem = Problem::new(["`", token, "` is not a value"].concat(), span);
        Box::new(match token {
            "True" | "yes" | "on" => problem.help("write `true`"),
            "False" | "no" | "off" => problem.help("write `false`"),
            "None" => problem.help("leave the key out"),
            _ if matches!(first, '“' | '”' | '„' | '‘' | '’' | '`') => {
                problem.help("use straight quotes: `\"`")
            }
            _ => problem.help(["a text stands in quotes: `\"", token, "\"`"].concat()),
        })
    })
}

/// A number ends at a space; a date may have one before its time.
fn number_length(text: &str) -> usize {
    let mut spaces = text.match_indices(char::is_whitespace).map(|(at, _)| at);
    let first = spaces.next().unwrap_or(text.len());
    let time =
        text.get(first + 1..).is_some_and(|time| time.starts_with(|c: char| c.is_ascii_digit()));
    let date = first == "2024-01-01".len() && text.get(4..5) == Some("-");
    if date && time { spaces.next().unwrap_or(text.len()) } else { first }
}
