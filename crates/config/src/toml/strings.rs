//! Texts in quotes.

use super::cursor::Cursor;
use super::values::Read;
use crate::problem::Problem;
use pyxide_diagnostic::Span;

/// The text at the cursor, which stands before a quote.
pub(super) fn read(cursor: &mut Cursor, warnings: &mut Vec<Problem>) -> Read<String> {
    let start = cursor.at();
    let rest = cursor.rest();
    let fence = fence(rest);
    let end = if fence.len() == 3 { closing_fence(rest, fence) } else { closing(rest) };
    let Some(end) = end else {
        cursor.skip_line();
        let line = cursor.trimmed(Span::new(start, cursor.at()));
        let span = if fence.len() == 3 { Span::new(start, start + 3) } else { line };
        let message = ["a text without its closing `", fence, "`"].concat();
        return Err(Box::new(Problem::new(message, span).help("add it")));
    };
    cursor.go(start + end);
    let raw = rest.get(fence.len()..end - fence.len()).unwrap_or_default();
    // A line break right after three quotes is for the eye only.
    let raw = match fence.len() {
        3 => raw.strip_prefix("\r\n").or_else(|| raw.strip_prefix('\n')).unwrap_or(raw),
        _ => raw,
    };
    if fence.starts_with('\'') {
        return Ok(raw.to_owned());
    }
    Ok(unescape(raw, fence.len() == 3).unwrap_or_else(|| {
        // A path of Windows, most likely: then no backslash of it is an escape.
        let message = "the backslashes in this text are taken as they are";
        let help = "use single quotes, or write each as `\\\\`";
        warnings.push(Problem::new(message, Span::new(start, start + end)).help(help));
        raw.to_owned()
    }))
}

/// The name that a quoted part of a key stands for, if that is all there is.
pub(super) fn name(part: &str) -> Option<String> {
    if fence(part).len() != 1 || closing(part) != Some(part.len()) {
        return None;
    }
    let raw = part.get(1..part.len() - 1)?;
    if part.starts_with('\'') { Some(raw.to_owned()) } else { unescape(raw, false) }
}

/// The quotes that a text begins and ends with.
fn fence(rest: &str) -> &'static str {
    match rest.as_bytes() {
        [b'"', b'"', b'"', ..] => "\"\"\"",
        [b'\'', b'\'', b'\'', ..] => "'''",
        [b'\'', ..] => "'",
        _ => "\"",
    }
}

/// The length of a text in quotes that ends on its line.
pub(super) fn closing(rest: &str) -> Option<usize> {
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let line = rest.split('\n').next().unwrap_or_default();
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

/// Where a character that is looked for stands outside of quotes. A quote that is never closed, such
/// as an apostrophe, hides nothing.
pub(super) fn find_outside(line: &str, wanted: impl Fn(char) -> bool) -> Option<usize> {
    let mut from = 0;
    loop {
        let rest = line.get(from..)?;
        let (at, character) =
            rest.char_indices().find(|&(_, c)| wanted(c) || matches!(c, '"' | '\''))?;
        if wanted(character) {
            return Some(from + at);
        }
        from += at + closing(&rest[at..]).unwrap_or(1);
    }
}

/// The length of a text in three quotes.
fn closing_fence(rest: &str, fence: &str) -> Option<usize> {
    let quote = fence.chars().next()?;
    let mut from = fence.len();
    loop {
        let found = from + rest.get(from..)?.find([quote, '\\'])?;
        let tail = &rest[found..];
        if tail.starts_with('\\') {
            let escaped = tail.chars().nth(1).filter(|_| quote == '"').map_or(0, char::len_utf8);
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

/// The text with its escapes resolved. Nothing if one of them is none.
fn unescape(raw: &str, several_lines: bool) -> Option<String> {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((plain, after)) = rest.split_once('\\') {
        text.push_str(plain);
        let letter = after.chars().next()?;
        rest = &after[letter.len_utf8()..];
        let digits = match letter {
            'b' => text.push_as('\u{8}'),
            't' => text.push_as('\t'),
            'n' => text.push_as('\n'),
            'f' => text.push_as('\u{c}'),
            'r' => text.push_as('\r'),
            'e' => text.push_as('\u{1b}'),
            '"' | '\\' => text.push_as(letter),
            'x' => 2,
            'u' => 4,
            'U' => 8,
            // A backslash at the end of a line takes the line break and the indentation with it.
            ' ' | '\t' | '\r' | '\n' if several_lines => {
                let line = after.split('\n').next().unwrap_or_default();
                if !line.trim().is_empty() || line.len() == after.len() {
                    return None;
                }
                rest = after.trim_start();
                0
            }
            _ => return None,
        };
        if digits > 0 {
            let number = rest.get(..digits)?;
            // `from_str_radix` would also take a sign.
            let hex = number.bytes().all(|byte| byte.is_ascii_hexdigit());
            let point = u32::from_str_radix(number, 16).ok().filter(|_| hex)?;
            text.push(char::from_u32(point)?);
            rest = &rest[digits..];
        }
    }
    text.push_str(rest);
    Some(text)
}

trait PushAs {
    fn push_as(&mut self, character: char) -> usize;
}

impl PushAs for String {
    /// Pushes a character that needs no digits.
    fn push_as(&mut self, character: char) -> usize {
        self.push(character);
        0
    }
}
