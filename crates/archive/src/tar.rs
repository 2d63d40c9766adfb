//! Tar archives: the old format, ustar, pax and GNU's long names.

use std::ops::Range;

use crate::bytes::range;
use crate::{Bytes, Content, Entry, Error, Reason, path};

const BLOCK: usize = 512;

/// Reads a tar archive. Of several entries with one name all are listed, in the archive's order.
///
/// # Errors
/// A header is none, or the bytes end before their entry does.
pub fn tar(bytes: &(impl Bytes + ?Sized)) -> Result<Vec<Entry>, Error> {
    let mut entries = Vec::new();
    let mut next = Next::default();
    let mut at = 0;
    while at < bytes.length() {
        let header: [u8; BLOCK] = bytes.array(at).ok_or(Error::Truncated)?;
        if header.iter().all(|&byte| byte == 0) {
            return Ok(entries);
        }
        if !is_header(&header) {
            return Err(if at == 0 { Error::Format } else { Error::Damaged });
        }
        let kind = header[156];
        let described = if is_about_next(kind) { None } else { next.size.take() };
        let size = described.or_else(|| field(&header[124..136])).ok_or(Error::Damaged)?;
        let data = range(bytes, (at + BLOCK) as u64, size).ok_or(Error::Truncated)?;
        at = data.end.checked_next_multiple_of(BLOCK).ok_or(Error::Truncated)?;
        if is_about_next(kind) {
            next.read(kind, &bytes.slice(data).ok_or(Error::Truncated)?);
            continue;
        }
        let name = next.path.take().unwrap_or_else(|| name(&header));
        let (path, moved) = path::below(&name);
        if !path.is_empty() {
            let content = content(kind, &name, data);
            entries.push(Entry { path, moved, content });
        }
    }
    if entries.is_empty() { Err(Error::Truncated) } else { Ok(entries) }
}

fn content(kind: u8, name: &[u8], data: Range<usize>) -> Content {
    match kind {
        b'5' => Content::Folder,
        // Before there was a kind, folders had a name that ends so.
        0 if name.ends_with(b"/") => Content::Folder,
        0 | b'0' | b'7' => Content::Stored(data),
        _ => Content::Left(Reason::Special),
    }
}

/// What the entries before an entry say about it.
#[derive(Default)]
struct Next {
    path: Option<Vec<u8>>,
    size: Option<u64>,
}

/// Whether an entry is no file, but says something about the one after it, or about all.
fn is_about_next(kind: u8) -> bool {
    matches!(kind, b'x' | b'g' | b'L' | b'K')
}

impl Next {
    fn read(&mut self, kind: u8, data: &[u8]) {
        match kind {
            b'L' => self.path = Some(data.to_vec()),
            b'x' => self.read_records(data),
            _ => {}
        }
    }

    /// Records are `LENGTH KEY=VALUE\n`; the length counts all of the record.
    fn read_records(&mut self, mut data: &[u8]) {
        while let Some(space) = data.iter().position(|&byte| byte == b' ') {
            let length = decimal(&data[..space]).and_then(|length| usize::try_from(length).ok());
            let Some(record) = length.and_then(|length| data.get(space + 1..length)) else {
                return;
            };
            data = &data[space + 1 + record.len()..];
            let record = record.strip_suffix(b"\n").unwrap_or(record);
            if let Some(path) = record.strip_prefix(b"path=") {
                self.path = Some(path.to_vec());
            } else if let Some(size) = record.strip_prefix(b"size=") {
                self.size = decimal(size);
            }
        }
    }
}

fn decimal(digits: &[u8]) -> Option<u64> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// The sum of all bytes, those of the sum itself counted as spaces.
fn is_header(header: &[u8; BLOCK]) -> bool {
    let sum = |bytes: &[u8]| bytes.iter().map(|&byte| u64::from(byte)).sum::<u64>();
    let all = sum(header) - sum(&header[148..156]) + 8 * u64::from(b' ');
    field(&header[148..156]) == Some(all)
}

/// A number: in octal digits between spaces and zeros, or in the bytes themselves if the first one
/// says so.
fn field(bytes: &[u8]) -> Option<u64> {
    if bytes.first() == Some(&0x80) {
        let mut number: u64 = 0;
        for &byte in &bytes[1..] {
            number = number.checked_mul(256)? | u64::from(byte);
        }
        return Some(number);
    }
    let mut number: u64 = 0;
    for &byte in bytes {
        match byte {
            b'0'..=b'7' => number = number.checked_mul(8)? | u64::from(byte - b'0'),
            b' ' | 0 => {}
            _ => return None,
        }
    }
    Some(number)
}

/// The name in a header, with what ustar puts before it.
fn name(header: &[u8; BLOCK]) -> Vec<u8> {
    let text = |range: Range<usize>| {
        let field = &header[range];
        field.split(|&byte| byte == 0).next().unwrap_or_default()
    };
    let prefix = if header[257..].starts_with(b"ustar\0") { text(345..500) } else { &[] };
    let name = text(0..100);
    if prefix.is_empty() { name.to_vec() } else { [prefix, b"/", name].concat() }
}
