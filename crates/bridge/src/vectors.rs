//! Values that both codecs must read and write alike.

use std::fmt::Write;

use crate::codec::Value;

/// Bytes as the vectors are written.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The bytes of [`hex`], or nothing if it is none.
#[must_use]
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    digits
        .chunks_exact(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}

/// So many are kept.
pub const RANDOM: usize = 400;

/// One line of digits for each of some values of all kinds. JavaScript can hold all of them, in the
/// one way in which they are written: the same each time.
#[must_use]
pub fn random(count: usize) -> String {
    let mut maker = Maker { state: 0x5eed, starts: 0 };
    let mut lines = String::new();
    while lines.lines().count() < count {
        maker.starts = 0;
        let bytes = maker.value(4).encode();
        // Short ones are among `vectors.txt`; long ones say no more.
        if (12..700).contains(&bytes.len()) {
            lines.push_str(&hex(&bytes));
            lines.push('\n');
        }
    }
    lines
}

const CLASSES: [&str; 8] = [
    "Error",
    "EvalError",
    "RangeError",
    "ReferenceError",
    "SyntaxError",
    "TypeError",
    "URIError",
    "AggregateError",
];

/// Bytes of an element, by the index of the view's class. Not `Float16Array`, which is new.
const SIZES: [u32; 11] = [1, 1, 1, 2, 2, 4, 4, 4, 8, 8, 8];

struct Maker {
    state: u64,
    /// Values so far that can be repeated.
    starts: u32,
}

impl Maker {
    /// Marsaglia's xorshift.
    fn next(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state
    }

    fn below(&mut self, limit: u32) -> u32 {
        (self.next() >> 16) as u32 % limit
    }

    fn bytes(&mut self, count: u32) -> Vec<u8> {
        (0..count).map(|_| self.next() as u8).collect()
    }

    fn text(&mut self) -> Vec<u16> {
        let length = if self.below(20) == 0 { 250 } else { self.below(9) };
        let limit = if self.below(3) == 0 { 0x1_0000 } else { 0x80 };
        (0..length).map(|_| self.below(limit) as u16).collect()
    }

    /// A key that is no index and appears only once.
    fn key(&mut self, index: u32) -> Vec<u16> {
        let mut key: Vec<_> = format!("k{index}").encode_utf16().collect();
        key.extend(self.text());
        key
    }

    fn value(&mut self, depth: u32) -> Value {
        match self.below(if depth == 0 { 10 } else { 19 }) {
            0 => [Value::Undefined, Value::Null, Value::Bool(false), Value::Bool(true)]
                [self.below(4) as usize]
                .clone(),
            1 => Value::Int((self.next() as i32) >> self.below(31)),
            // Never a number that fits an integer.
            2 => Value::Float(0.5 + (self.next() as i32) as f64),
            3 => Value::Float(f64::from_bits(self.next() & 0x3fff_ffff_ffff_ffff) + 3e9),
            4 => {
                let count = self.below(12);
                let mut amount = self.bytes(count);
                amount.push(1);
                Value::BigInt(self.below(2) == 0, amount)
            }
            5 => Value::KnownSymbol(self.below(13)),
            6 => Value::RegisteredSymbol(self.text()),
            7..=9 => Value::Text(self.text()),
            10 if self.starts > 0 => Value::Repeat(self.below(self.starts)),
            kind => {
                self.starts += 1;
                self.object(kind, depth - 1)
            }
        }
    }

    fn object(&mut self, kind: u32, depth: u32) -> Value {
        let count = self.below(5);
        match kind {
            11 => Value::Object(self.fields(count, depth)),
            12 => Value::Date(f64::from(self.next() as i32) * 1e3),
            13 => {
                let source = ["a+", "[^é]", "(?:x|y)*$"][self.below(3) as usize];
                let flags = ["", "g", "dgi", "gu", "my"][self.below(5) as usize];
                let words = |text: &str| text.encode_utf16().collect();
                Value::RegExp(words(source), words(flags), self.below(1000))
            }
            14 => Value::Map(
                (0..count).map(|index| (Value::Text(self.key(index)), self.value(depth))).collect(),
            ),
            15 => Value::Set((0..count).map(|index| Value::Text(self.key(index))).collect()),
            16 => {
                let class = CLASSES[self.below(8) as usize];
                let name = if self.below(2) == 0 { class } else { "Other" };
                let words = |text: &str| text.encode_utf16().collect();
                let texts = [words(class), words(name), self.text(), words("at once")];
                let mut fields = self.fields(count, depth);
                if self.below(2) == 0 {
                    fields.push((words("cause"), self.value(depth)));
                }
                if class == "AggregateError" {
                    fields.push((words("errors"), self.value(depth)));
                }
                Value::Error(texts, fields)
            }
            17 => {
                let count = self.below(30);
                let greatest = if self.below(2) == 0 { 0 } else { count + 1 };
                Value::Buffer(self.bytes(count), greatest)
            }
            18 => {
                let class = self.below(11);
                let size = SIZES[class as usize];
                let (before, count, after) = (self.below(3), self.below(4), self.below(3));
                let bytes = self.bytes((before + count + after) * size);
                self.starts += 1;
                let buffer = Box::new(Value::Buffer(bytes, 0));
                Value::View(class, before * size, count, buffer)
            }
            _ => Value::Array((0..count).map(|_| self.value(depth)).collect()),
        }
    }

    fn fields(&mut self, count: u32, depth: u32) -> Vec<(Vec<u16>, Value)> {
        (0..count).map(|index| (self.key(index), self.value(depth))).collect()
    }
}
