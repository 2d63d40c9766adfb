//! A place in a text, and the few ways to move it.

use super::strings;
use crate::problem::Problem;
use pyxide_diagnostic::Span;

pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
    /// A space that was skipped and is none in TOML.
    pub odd_space: Option<Span>,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, odd_space: None }
    }

    pub fn text(&self) -> &'a str {
        self.text
    }

    pub fn at(&self) -> usize {
        self.at
    }

    /// Goes to `at`, which must have come from this cursor.
    pub fn go(&mut self, at: usize) {
        self.at = at;
    }

    pub fn slice(&self, span: Span) -> &'a str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    pub fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    /// Spaces on the line.
    pub fn skip_spaces(&mut self) {
        self.skip_while(|character| character != '\n' && character.is_whitespace());
    }

    /// Spaces, line breaks and comments.
    pub fn skip_blank(&mut self) {
        self.skip_while(char::is_whitespace);
        while self.peek() == Some('#') {
            self.skip_line();
            self.skip_while(char::is_whitespace);
        }
    }

    fn skip_while(&mut self, accept: impl Fn(char) -> bool) {
        while let Some(character) = self.peek().filter(|&character| accept(character)) {
            let start = self.at;
            self.at += character.len_utf8();
            if !character.is_ascii() {
                self.odd_space = Some(Span::new(start, self.at));
            }
        }
    }

    /// Whether nothing but a comment is left on the line, spaces skipped.
    pub fn at_line_end(&self) -> bool {
        let rest = self.rest();
        rest.is_empty() || rest.starts_with(['\n', '#']) || rest.starts_with("\r\n")
    }

    /// To the line break.
    pub fn skip_line(&mut self) {
        self.at += self.rest().find('\n').unwrap_or(self.rest().len());
    }

    /// Goes to the end of the line. What is left on it, without spaces and comment.
    pub fn rest_of_line(&mut self) -> Span {
        let span = self.until_outside_quotes('#');
        self.skip_line();
        span
    }

    /// Goes to `end`, or to the end of the line if it is not on it. What lies before, trimmed.
    pub fn until_outside_quotes(&mut self, end: char) -> Span {
        let start = self.at;
        let line = self.rest().split('\n').next().unwrap_or_default();
        let found = strings::find_outside(line, |character| character == end || character == '#');
        self.at += found.unwrap_or(line.len());
        self.trimmed(Span::new(start, self.at))
    }

    /// The same span without spaces at its ends.
    pub fn trimmed(&self, span: Span) -> Span {
        let text = self.slice(span);
        let start = span.start + (text.len() - text.trim_start().len());
        Span::new(start, start + text.trim().len())
    }

    /// `expected …, found …` at the current place.
    pub fn expected(&self, what: &str) -> Problem {
        let rest = self.rest();
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c.is_ascii() && c != '_')
            .unwrap_or(rest.len());
        let (found, length) = match self.peek() {
            None => ("the end of the text".to_owned(), 0),
            Some('\r' | '\n') => ("the end of the line".to_owned(), 0),
            Some(character) => {
                let length = end.max(character.len_utf8());
                (["`", &rest[..length], "`"].concat(), length)
            }
        };
        let span = Span::new(self.at, self.at + length);
        Problem::new(["expected ", what, ", found ", &found].concat(), span)
    }
}
