//! Texts that problems point into.

use std::sync::Arc;

/// A part of a text: byte offsets, half-open.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Hash, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

impl Span {
    /// From `start` to before `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The smallest span that contains both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same span with both ends moved right.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }
}

/// A text with a name. Cloning is cheap.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    name: Arc<str>,
    text: Arc<str>,
    first_line: u32,
    inline: bool,
}

impl Source {
    /// A file: `name` is its path or address as the author wrote it.
    #[must_use]
    pub fn new(name: &str, text: &str) -> Self {
        Self { name: name.into(), text: text.into(), first_line: 1, inline: false }
    }

    /// A snippet inside something else, such as a `<py-config>` element. `name` says where that is.
    #[must_use]
    pub fn inline(name: &str, text: &str) -> Self {
        Self { inline: true, ..Self::new(name, text) }
    }

    /// The same text, its first line counted as line `line` (1-based) of the surrounding file.
    #[must_use]
    pub fn starting_at(mut self, line: u32) -> Self {
        self.first_line = line.max(1);
        self
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number of the first line.
    #[must_use]
    pub fn first_line(&self) -> u32 {
        self.first_line
    }

    /// Whether this is a snippet rather than a file of its own.
    #[must_use]
    pub fn is_inline(&self) -> bool {
        self.inline
    }

    /// Line and column of a byte offset, both 1-based, the column in characters.
    ///
    /// An offset outside the text or inside a character counts as the nearest place before it.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> (u32, u32) {
        let before = &self.text[..self.text.floor_char_boundary(offset)];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let lines = before.bytes().filter(|&byte| byte == b'\n').count();
        let column = before[line_start..].chars().count() + 1;
        (self.first_line.saturating_add(small(lines)), small(column))
    }

    /// The line that contains a byte offset, without its line break.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> &str {
        let start = self.line_start(offset);
        let line = self.text[start..].split('\n').next().unwrap_or_default();
        line.strip_suffix('\r').unwrap_or(line)
    }

    /// Where the line that contains a byte offset begins.
    #[must_use]
    pub fn line_start(&self, offset: usize) -> usize {
        let before = &self.text[..self.text.floor_char_boundary(offset)];
        before.rfind('\n').map_or(0, |at| at + 1)
    }

    /// A span that lies in the text and on character boundaries.
    #[must_use]
    pub fn clamp(&self, span: Span) -> Span {
        let start = self.text.floor_char_boundary(span.start);
        let end = self.text.floor_char_boundary(span.end).max(start);
        Span { start, end }
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
