//! JSON to a tree.
//!
//! Strict JSON as a browser reads it, except for what a tree cannot hold: half of a surrogate pair
//! becomes U+FFFD. Of several equal keys the last wins.

use crate::problem::Problem;
use crate::{Entry, Float, Format, Kind, Parsed, Table, Value};
use pyxide_diagnostic::{Source, Span};

/// Arrays and tables inside each other, at most.
pub(crate) const DEPTH: usize = 100;

pub(crate) fn parse(source: &Source) -> Parsed {
    let text = source.text();
    let mut reader = Reader { text, at: 0, depth: 0 };
    reader.eat('\u{feff}');
    match reader.document() {
        Ok(value) => Parsed { value: Some(value), diagnostics: Vec::new() },
        Err(problem) => {
            let problem = *problem;
            let diagnostics = vec![problem.into_diagnostic(source, Format::Json)];
            Parsed { value: None, diagnostics }
        }
    }
}

/// Whether a text is a number and nothing else.
pub(crate) fn is_number(text: &str) -> bool {
    let mut reader = Reader { text, at: 0, depth: 0 };
    reader.number().is_ok() && reader.at == text.len()
}

type Read<T> = Result<T, Box<Problem>>;

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    fn eat_while(&mut self, accept: impl Fn(u8) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.bytes().take_while(|&byte| accept(byte)).count();
        self.at += length;
        &rest[..length]
    }

    fn space(&mut self) {
        self.eat_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
    }

    /// `expected …, found …` at the current place.
    fn expected(&self, what: &str) -> Box<Problem> {
        let word = self.word();
        let found = match self.peek() {
            None => "the end of the text".to_owned(),
            Some(_) if word.len() > 1 => ["`", word, "`"].concat(),
            Some('\n' | '\r') => "a line break".to_owned(),
            Some('`') => "a backtick".to_owned(),
            Some(control) if control.is_control() => "a control character".to_owned(),
            Some(character) => format!("`{character}`"),
        };
        let length = word.len().max(self.peek().map_or(0, char::len_utf8));
        let problem = Problem::new(
            ["expected ", what, ", found ", &found].concat(),
            Span::new(self.at, self.at + length),
        );
        Box::new(match (self.peek(), word) {
            (Some('\''), _) => problem.help("JSON texts stand in double quotes"),
            (Some('/' | '#'), _) => problem.help("JSON has no comments: remove it"),
            (Some('='), _) => problem.help("JSON separates key and value by `:`"),
            (_, "True" | "False") => problem.help("write it in lower case"),
            (_, "None" | "undefined" | "NaN" | "Infinity") => problem.help("write `null`"),
            _ => problem,
        })
    }

    /// The name or word at the current place.
    fn word(&self) -> &'a str {
        let rest = self.rest();
        let end =
            rest.find(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric() && c != '_' && c != '-');
        &rest[..end.unwrap_or(rest.len())]
    }

    fn document(&mut self) -> Read<Value> {
        let value = self.value("a value")?;
        self.space();
        match self.peek() {
            None => Ok(value),
            Some(_) => Err(self.expected("the end of the text")),
        }
    }

    fn value(&mut self, what: &str) -> Read<Value> {
        self.space();
        let start = self.at;
        let kind = match self.peek() {
            Some('{') => self.nested(Self::table)?,
            Some('[') => self.nested(Self::array)?,
            Some('"') => Kind::String(self.string()?),
            Some('-' | '0'..='9') => self.number()?,
            _ => {
                let kind = match self.word() {
                    "true" => Kind::Bool(true),
                    "false" => Kind::Bool(false),
                    "null" => Kind::Null,
                    _ => return Err(self.expected(what)),
                };
                self.at += self.word().len();
                kind
            }
        };
        Ok(Value::new(kind, Span::new(start, self.at)))
    }

    fn nested(&mut self, read: fn(&mut Self) -> Read<Kind>) -> Read<Kind> {
        if self.depth >= DEPTH {
            let span = Span::new(self.at, self.at + 1);
            let message = "too many arrays and tables inside each other";
            return Err(Box::new(Problem::new(message, span)));
        }
        self.depth += 1;
        self.at += 1;
        let kind = read(self)?;
        self.depth -= 1;
        Ok(kind)
    }

    fn array(&mut self) -> Read<Kind> {
        let mut items = Vec::new();
        self.space();
        if self.eat(']') {
            return Ok(Kind::Array(items));
        }
        loop {
            let item = self.value(if items.is_empty() { "a value or `]`" } else { "a value" });
            items.push(item.map_err(|problem| self.trailing_comma(problem, ']', &items))?);
            self.space();
            if self.eat(']') {
                return Ok(Kind::Array(items));
            }
            if !self.eat(',') {
                return Err(self.expected("`,` or `]`"));
            }
        }
    }

    fn table(&mut self) -> Read<Kind> {
        let mut table = Table::default();
        let mut keys = Vec::new();
        self.space();
        if self.eat('}') {
            return Ok(Kind::Table(table));
        }
        loop {
            self.space();
            let start = self.at;
            if self.peek() != Some('"') {
                let first = keys.is_empty();
                let what =
                    if first { "a key in double quotes or `}`" } else { "a key in double quotes" };
                let problem = self.expected(what);
                return Err(self.trailing_comma(problem, '}', &keys));
            }
            let key = self.string()?;
            let key_span = Span::new(start, self.at);
            self.space();
            if !self.eat(':') {
                return Err(self.expected("`:` after the key"));
            }
            let value = self.value("a value")?;
            keys.push(());
            table.insert(Entry { key, key_span, value });
            self.space();
            if self.eat('}') {
                return Ok(Kind::Table(table));
            }
            if !self.eat(',') {
                return Err(self.expected("`,` or `}`"));
            }
        }
    }

    /// A closing bracket right after a comma has a simple cure.
    fn trailing_comma<T>(&self, problem: Box<Problem>, close: char, before: &[T]) -> Box<Problem> {
        if !before.is_empty() && problem.span.start == self.at && self.peek() == Some(close) {
            Box::new(problem.help("remove the comma before it"))
        } else {
            problem
        }
    }

    fn string(&mut self) -> Read<String> {
        let start = self.at;
        let mut text = String::new();
        self.at += 1;
        loop {
            text.push_str(self.eat_while(|byte| byte >= b' ' && byte != b'"' && byte != b'\\'));
            match self.peek() {
                Some('"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some('\\') => text.push(self.escape()?),
                Some(control) if control != '\n' && control != '\r' => {
                    let span = Span::new(self.at, self.at + 1);
                    let message = "a control character inside a text";
                    let help = "write it with a backslash, such as \\t or \\u0001";
                    return Err(Box::new(Problem::new(message, span).help(help)));
                }
                _ => {
                    let message = "a text without its closing `\"`";
                    let help = "a text ends on its line; a line break in it is written \\n";
                    let span = Span::new(start, self.at);
                    return Err(Box::new(Problem::new(message, span).help(help)));
                }
            }
        }
    }

    fn escape(&mut self) -> Read<char> {
        let start = self.at;
        self.at += 1;
        let letter = self.peek();
        self.at += letter.map_or(0, char::len_utf8);
        Ok(match letter {
            Some(character @ ('"' | '\\' | '/')) => character,
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => {
                let unit = self.hex(start)?;
                return self.code_point(unit, start);
            }
            _ => {
                let span = Span::new(start, self.at);
                let help = "a backslash is written \\\\";
                return Err(Box::new(Problem::new("an unknown escape in a text", span).help(help)));
            }
        })
    }

    /// The character of a code unit and, if it is half of a pair, the unit after it.
    fn code_point(&mut self, unit: u32, start: usize) -> Read<char> {
        let high = 0xd800..0xdc00;
        let low = 0xdc00..0xe000;
        if high.contains(&unit) && self.rest().starts_with("\\u") {
            let before = self.at;
            self.at += 2;
            let second = self.hex(start)?;
            if low.contains(&second) {
                let point = 0x10000 + ((unit - high.start) << 10) + (second - low.start);
                return Ok(char::from_u32(point).unwrap_or('\u{fffd}'));
            }
            self.at = before;
        }
        Ok(char::from_u32(unit).unwrap_or('\u{fffd}'))
    }

    fn hex(&mut self, start: usize) -> Read<u32> {
        let digits =
            self.rest().get(..4).filter(|four| four.bytes().all(|b| b.is_ascii_hexdigit()));
        let Some(number) = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) else {
            let span = Span::new(start, self.at);
            return Err(Box::new(Problem::new(
                "expected four hexadecimal digits after `\\u`",
                span,
            )));
        };
        self.at += 4;
        Ok(number)
    }

    fn number(&mut self) -> Read<Kind> {
        let start = self.at;
        self.eat('-');
        let whole = self.digits()?;
        if whole.len() > 1 && whole.starts_with('0') {
            let span = Span::new(start, self.at);
            let help = "remove the zeros at its beginning";
            return Err(Box::new(Problem::new("a number that begins with 0", span).help(help)));
        }
        let mut fraction = false;
        if self.eat('.') {
            self.digits()?;
            fraction = true;
        }
        if self.eat('e') || self.eat('E') {
            let _sign = self.eat('+') || self.eat('-');
            self.digits()?;
            fraction = true;
        }
        let literal = &self.text[start..self.at];
        // Minus zero is a number of its own, and not a whole one.
        let whole = if fraction || literal == "-0" { None } else { literal.parse().ok() };
        Ok(whole.map_or_else(|| Kind::Float(Float::new(literal)), Kind::Int))
    }

    fn digits(&mut self) -> Read<&'a str> {
        let digits = self.eat_while(|byte| byte.is_ascii_digit());
        if digits.is_empty() { Err(self.expected("a digit")) } else { Ok(digits) }
    }
}
