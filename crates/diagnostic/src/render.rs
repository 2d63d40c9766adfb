//! A diagnostic as plain text:
//!
//! ```text
//! (PY1000): Invalid TOML @ a.toml
//! expected `=` after the key
//!  --> a.toml:3:5
//!   |
//! 3 | debug true
//!   |       ^^^^
//! help: write `debug = true`
//! ```

use crate::{Diagnostic, Source, Span};

/// Lines with more characters are cut around the marked part.
const LINE: usize = 100;
/// Characters that stay before the marked part of a cut line.
const BEFORE: usize = 40;
/// Characters that stay of the marked part of a cut line.
const MARKED: usize = 50;

const TAB: usize = 4;

pub(crate) fn render(diagnostic: &Diagnostic) -> String {
    let mut out = diagnostic.message();
    if let (Some(source), Some(place)) = (&diagnostic.source, diagnostic.location()) {
        out.push_str(&format!("\n --> {}:{}:{}", place.name, place.line, place.column));
        if let Some(span) = diagnostic.span {
            excerpt(&mut out, source, span, place.line);
        }
    }
    if let Some(help) = &diagnostic.help {
        out.push_str("\nhelp: ");
        out.push_str(help);
    }
    out
}

/// The line in which `span` begins, and under it a mark as wide as the span.
fn excerpt(out: &mut String, source: &Source, span: Span, number: u32) {
    let span = source.clamp(span);
    let line_start = source.line_start(span.start);
    let line = source.line_at(span.start);
    // A span may begin at the line break itself, or end lines later.
    let start = (span.start - line_start).min(line.len());
    let end = (span.end - line_start).clamp(start, line.len());
    let (mut before, mut marked, mut after) = (&line[..start], &line[start..end], &line[end..]);

    let (mut cut_before, mut cut_after) = (false, false);
    if line.chars().count() > LINE {
        before = last_chars(before, BEFORE);
        cut_before = before.len() < start;
        let all = marked;
        marked = first_chars(marked, MARKED);
        after = if marked.len() < all.len() {
            cut_after = true;
            ""
        } else {
            let room = LINE.saturating_sub(before.chars().count() + marked.chars().count());
            let rest = first_chars(after, room);
            cut_after = rest.len() < after.len();
            rest
        };
    }

    let number = number.to_string();
    let margin = " ".repeat(number.len());
    let mut shown = String::new();
    let mut indent = usize::from(cut_before);
    if cut_before {
        shown.push('…');
    }
    indent += show(&mut shown, before);
    let width = show(&mut shown, marked).max(1);
    show(&mut shown, after);
    if cut_after {
        shown.push('…');
    }
    let parts = [
        "\n",
        &margin,
        " |\n",
        &number,
        " | ",
        &shown,
        "\n",
        &margin,
        " | ",
        &" ".repeat(indent),
        &"^".repeat(width),
    ];
    for part in parts {
        out.push_str(part);
    }
}

/// Appends `text` as it can be shown on one line and tells how many columns it takes.
fn show(out: &mut String, text: &str) -> usize {
    let mut width = 0;
    for character in text.chars() {
        if character == '\t' {
            out.push_str(&" ".repeat(TAB));
            width += TAB;
        } else if character.is_control() || reorders(character) {
            out.push('\u{fffd}');
            width += 1;
        } else {
            out.push(character);
            width += columns(character);
        }
    }
    width
}

/// Marks of writing direction, which would make the line look like another one.
fn reorders(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// How many columns a character takes in a fixed-width font; the common cases.
fn columns(character: char) -> usize {
    match character {
        '\u{300}'..='\u{36f}'
        | '\u{200b}'..='\u{200d}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1f64f}'
        | '\u{1f680}'..='\u{1f6ff}'
        | '\u{1f900}'..='\u{1f9ff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

fn first_chars(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}

fn last_chars(text: &str, count: usize) -> &str {
    let skip = text.chars().count().saturating_sub(count);
    text.char_indices().nth(skip).map_or("", |(at, _)| &text[at..])
}
