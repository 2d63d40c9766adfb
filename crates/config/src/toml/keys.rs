//! Keys and section names.

use super::strings;
use crate::problem::Problem;
use pyxide_diagnostic::Span;

/// More parts than this are not a key but a mistake.
const PARTS: usize = 80;

pub(super) struct Path {
    /// The names from the outer table to the inner one, never empty.
    pub parts: Vec<(String, Span)>,
    /// Whether strict TOML would not read it like this.
    pub odd: bool,
}

/// The parts of a key. A key with characters that need quotes is one part, unless it names a section:
/// there the dots still separate.
pub(super) fn path(text: &str, span: Span, section: bool) -> Option<Path> {
    let whole = text.get(span.start..span.end)?;
    if whole.is_empty() {
        return None;
    }
    let mut parts = Vec::new();
    let mut odd = false;
    for part in split(whole) {
        let part = Span::new(part.start + span.start, part.end + span.start);
        let written = text.get(part.start..part.end).unwrap_or_default();
        match name(written) {
            Some(name) => parts.push((name, part)),
            None if section => {
                odd = true;
                if !written.is_empty() {
                    parts.push((written.to_owned(), part));
                }
            }
            None => {
                odd = true;
                break;
            }
        }
    }
    if odd && !section || parts.len() > PARTS {
        parts = vec![(whole.to_owned(), span)];
        odd = true;
    }
    if parts.is_empty() { None } else { Some(Path { parts, odd }) }
}

/// Where the parts between dots are, dots in quotes not counted, spaces around them cut off.
fn split(whole: &str) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = 0;
    loop {
        let rest = whole.get(start..).unwrap_or_default();
        let dot = strings::find_outside(rest, |character| character == '.');
        let part = &rest[..dot.unwrap_or(rest.len())];
        let from = start + (part.len() - part.trim_start().len());
        parts.push(Span::new(from, from + part.trim().len()));
        match dot {
            Some(dot) => start += dot + 1,
            None => return parts,
        }
    }
}

/// The name that one part stands for, if it is a proper part.
fn name(part: &str) -> Option<String> {
    if is_bare(part) { Some(part.to_owned()) } else { strings::name(part) }
}

pub(super) fn is_bare(part: &str) -> bool {
    let bare = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    !part.is_empty() && part.bytes().all(bare)
}

/// The warning for a key that only a lenient reader takes.
pub(super) fn needs_quotes(text: &str, span: Span) -> Problem {
    let key = text.get(span.start..span.end).unwrap_or_default();
    let problem = Problem::new(["the key `", key, "` needs quotes"].concat(), span);
    if key.contains(['"', '\\']) {
        problem
    } else {
        problem.help(["write `\"", key, "\" = …`"].concat())
    }
}

/// The warning for a key that is there already.
pub(super) fn set_again(text: &str, span: Span) -> Problem {
    let key = text.get(span.start..span.end).unwrap_or_default();
    let message = ["`", key, "` is set again: the last value counts"].concat();
    Problem::new(message, span).help("remove one of the two")
}
