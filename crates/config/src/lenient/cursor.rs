//! A place in a text, and the few ways to move it.

use crate::problem::Problem;
use pyxide_diagnostic::Span;

pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
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

    pub fn skip_spaces(&mut self) {
        let rest = self.rest();
        self.at +=
            rest.len() - rest.trim_start_matches(|c| c != '\n' && char::is_whitespace(c)).len();
    }

    /// Spaces, line breaks and comments.
    pub fn skip_blank(&mut self) {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start().len();
            if self.peek() != Some('#') {
                return;
            }
            self.skip_line();
        }
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
        let rest = self.rest();
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let mut quote = None;
        let mut characters = line.char_indices();
        let found = characters.find(|&(at, character)| {
            match quote {
                // An apostrophe that never ends does not hide the rest of the line.
                None if matches!(character, '"' | '\'') => {
                    let closes = line[at + 1..].contains(character);
                    quote = closes.then_some(character);
                }
                Some(open) if open == character => quote = None,
                None => return character == end || character == '#',
                Some(_) => {}
            }
            false
        });
        self.at += found.map_or(line.len(), |(at, _)| at);
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
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
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
