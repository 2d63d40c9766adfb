//! An independent codec of copied values: what the one in TypeScript is tested against.

use std::fmt;

/// Why bytes are not a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Malformed {
    /// Where reading stopped.
    pub at: usize,
}

/// A value that is copied. `Repeat` stands for one that came before, by the order of their starts.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "they are JavaScript's own")]
pub enum Value {
    Undefined,
    Null,
    Bool(bool),
    Int(i32),
    Float(f64),
    /// Whether it is negative, and the bytes of its amount, least first, without zeros at the end.
    BigInt(bool, Vec<u8>),
    /// UTF-16, because JavaScript's strings need not be Unicode.
    Text(Vec<u16>),
    KnownSymbol(u32),
    RegisteredSymbol(Vec<u16>),
    Array(Vec<Value>),
    Object(Vec<(Vec<u16>, Value)>),
    Repeat(u32),
    Date(f64),
    RegExp(Vec<u16>, Vec<u16>, u32),
    Map(Vec<(Value, Value)>),
    Set(Vec<Value>),
    /// Class, name, message and stack; fields by name.
    Error([Vec<u16>; 4], Vec<(Vec<u16>, Value)>),
    /// Bytes and the greatest length, 0 for a buffer that does not grow.
    Buffer(Vec<u8>, u32),
    /// Index of the class, offset, length in elements, the buffer or a `Repeat` of it.
    View(u32, u32, u32, Box<Value>),
    /// Width, height, colour space, four bytes for each point.
    ImageData(u32, u32, Vec<u16>, Vec<u8>),
}

/// Deeper values are refused: no page has them, and no stack should end for them.
const DEPTH: u32 = 200;

impl Value {
    /// The bytes of the value.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        write(&mut out, self);
        out
    }

    /// The value of the bytes.
    ///
    /// # Errors
    /// When the bytes are not exactly one value.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader { bytes, at: 0, seen: 0 };
        let value = reader.value(0)?;
        if reader.at == bytes.len() { Ok(value) } else { Err(reader.malformed()) }
    }
}

fn number(out: &mut Vec<u8>, mut number: u32) {
    while number > 0x7f {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn length(out: &mut Vec<u8>, length: usize) {
    number(out, u32::try_from(length).unwrap_or(u32::MAX));
}

/// Bytes of a message begin at a multiple of it, because browsers copy aligned memory by words.
const ALIGNED: usize = 8;

fn raw(out: &mut Vec<u8>, bytes: &[u8]) {
    out.resize(out.len().next_multiple_of(ALIGNED), 0);
    out.extend(bytes);
}

fn text(out: &mut Vec<u8>, units: &[u16]) {
    if units.iter().all(|unit| *unit < 0x80) {
        out.push(7);
        length(out, units.len());
        out.extend(units.iter().map(|unit| *unit as u8));
    } else {
        out.push(8);
        length(out, units.len());
        out.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    }
}

/// A key without a table of names.
fn key(out: &mut Vec<u8>, units: &[u16]) {
    out.push(0);
    text(out, units);
}

fn write(out: &mut Vec<u8>, value: &Value) {
    match value {
        Value::Undefined => out.push(0),
        Value::Null => out.push(1),
        Value::Bool(false) => out.push(2),
        Value::Bool(true) => out.push(3),
        Value::Int(int) => {
            out.push(4);
            number(out, (int << 1 ^ int >> 31) as u32);
        }
        Value::Float(float) => {
            out.push(5);
            out.extend(float.to_le_bytes());
        }
        Value::BigInt(negative, amount) => {
            out.extend([6, u8::from(*negative)]);
            length(out, amount.len());
            raw(out, amount);
        }
        Value::Text(units) => text(out, units),
        Value::KnownSymbol(index) => {
            out.push(9);
            number(out, *index);
        }
        Value::RegisteredSymbol(units) => {
            out.push(10);
            text(out, units);
        }
        Value::Array(items) => list(out, 12, items),
        Value::Object(properties) => {
            out.push(13);
            length(out, properties.len());
            for (name, value) in properties {
                key(out, name);
                write(out, value);
            }
        }
        Value::Repeat(index) => {
            out.push(14);
            number(out, *index);
        }
        Value::Date(time) => {
            out.push(15);
            out.extend(time.to_le_bytes());
        }
        Value::RegExp(source, flags, last) => {
            out.push(16);
            text(out, source);
            text(out, flags);
            number(out, *last);
        }
        Value::Map(entries) => {
            out.push(17);
            length(out, entries.len());
            for (key, value) in entries {
                write(out, key);
                write(out, value);
            }
        }
        Value::Set(items) => list(out, 18, items),
        Value::Error(texts, fields) => {
            out.push(19);
            for words in texts {
                text(out, words);
            }
            length(out, fields.len());
            for (name, value) in fields {
                text(out, name);
                write(out, value);
            }
        }
        Value::Buffer(bytes, greatest) => {
            out.push(20);
            length(out, bytes.len());
            number(out, *greatest);
            raw(out, bytes);
        }
        Value::View(class, offset, count, buffer) => {
            out.push(21);
            number(out, *class);
            number(out, *offset);
            number(out, *count);
            write(out, buffer);
        }
        Value::ImageData(width, height, colours, bytes) => {
            out.push(22);
            number(out, *width);
            number(out, *height);
            text(out, colours);
            raw(out, bytes);
        }
    }
}

fn list(out: &mut Vec<u8>, tag: u8, items: &[Value]) {
    out.push(tag);
    length(out, items.len());
    for item in items {
        write(out, item);
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Values so far that can be repeated.
    seen: u32,
}

type Read<T> = Result<T, Malformed>;

impl Reader<'_> {
    fn malformed(&self) -> Malformed {
        Malformed { at: self.at }
    }

    fn bytes(&mut self, count: usize) -> Read<&[u8]> {
        let end = self.at.checked_add(count).filter(|end| *end <= self.bytes.len());
        let Some(end) = end else { return Err(self.malformed()) };
        let bytes = &self.bytes[self.at..end];
        self.at = end;
        Ok(bytes)
    }

    /// Aligned ones.
    fn raw(&mut self, count: usize) -> Read<Vec<u8>> {
        let padding = self.at.next_multiple_of(ALIGNED) - self.at;
        if self.bytes(padding)?.iter().any(|byte| *byte != 0) {
            return Err(self.malformed());
        }
        self.bytes(count).map(<[u8]>::to_vec)
    }

    fn byte(&mut self) -> Read<u8> {
        Ok(self.bytes(1)?[0])
    }

    fn float(&mut self) -> Read<f64> {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(self.bytes(8)?);
        Ok(f64::from_le_bytes(bytes))
    }

    fn number(&mut self) -> Read<u32> {
        let mut number = 0_u32;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(self.malformed())
    }

    /// A number of things of at least one byte each, of which there cannot be more than bytes.
    fn count(&mut self) -> Read<usize> {
        let count = self.number()? as usize;
        if count > self.bytes.len() - self.at { Err(self.malformed()) } else { Ok(count) }
    }

    fn text(&mut self) -> Read<Vec<u16>> {
        match self.byte()? {
            7 => {
                let count = self.count()?;
                let bytes = self.bytes(count)?;
                if !bytes.is_ascii() {
                    return Err(self.malformed());
                }
                Ok(bytes.iter().map(|byte| u16::from(*byte)).collect())
            }
            8 => {
                let count = self.count()?;
                let bytes = self.bytes(count * 2)?;
                Ok(bytes
                    .chunks_exact(2)
                    .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
                    .collect())
            }
            _ => Err(self.malformed()),
        }
    }

    fn value(&mut self, depth: u32) -> Read<Value> {
        if depth > DEPTH {
            return Err(self.malformed());
        }
        let deeper = depth + 1;
        let tag = self.byte()?;
        if matches!(tag, 12 | 13 | 15..=22) {
            self.seen += 1;
        }
        Ok(match tag {
            0 => Value::Undefined,
            1 => Value::Null,
            2 => Value::Bool(false),
            3 => Value::Bool(true),
            4 => {
                let zigzag = self.number()?;
                Value::Int((zigzag >> 1) as i32 ^ -((zigzag & 1) as i32))
            }
            5 => Value::Float(self.float()?),
            6 => {
                let negative = self.byte()? != 0;
                let count = self.count()?;
                Value::BigInt(negative, self.raw(count)?)
            }
            7 | 8 => {
                self.at -= 1;
                Value::Text(self.text()?)
            }
            9 => Value::KnownSymbol(self.number()?),
            10 => Value::RegisteredSymbol(self.text()?),
            12 => Value::Array(self.values(deeper)?),
            13 => {
                let mut properties = Vec::new();
                for _ in 0..self.count()? {
                    if self.byte()? != 0 {
                        return Err(self.malformed());
                    }
                    properties.push((self.text()?, self.value(deeper)?));
                }
                Value::Object(properties)
            }
            14 => {
                let index = self.number()?;
                if index >= self.seen {
                    return Err(self.malformed());
                }
                Value::Repeat(index)
            }
            15 => Value::Date(self.float()?),
            16 => Value::RegExp(self.text()?, self.text()?, self.number()?),
            17 => {
                let mut entries = Vec::new();
                for _ in 0..self.count()? {
                    entries.push((self.value(deeper)?, self.value(deeper)?));
                }
                Value::Map(entries)
            }
            18 => Value::Set(self.values(deeper)?),
            19 => {
                let texts = [self.text()?, self.text()?, self.text()?, self.text()?];
                let mut fields = Vec::new();
                for _ in 0..self.count()? {
                    fields.push((self.text()?, self.value(deeper)?));
                }
                Value::Error(texts, fields)
            }
            20 => {
                let count = self.count()?;
                let greatest = self.number()?;
                Value::Buffer(self.raw(count)?, greatest)
            }
            21 => Value::View(
                self.number()?,
                self.number()?,
                self.number()?,
                Box::new(self.value(deeper)?),
            ),
            22 => {
                let (width, height) = (self.number()?, self.number()?);
                let colours = self.text()?;
                let points = u64::from(width) * u64::from(height);
                // More than there are bytes in any case.
                let count = usize::try_from(points.saturating_mul(4)).unwrap_or(usize::MAX);
                Value::ImageData(width, height, colours, self.raw(count)?)
            }
            _ => return Err(self.malformed()),
        })
    }

    fn values(&mut self, depth: u32) -> Read<Vec<Value>> {
        let mut items = Vec::new();
        for _ in 0..self.count()? {
            items.push(self.value(depth)?);
        }
        Ok(items)
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "no value at byte {}", self.at)
    }
}

impl std::error::Error for Malformed {}
