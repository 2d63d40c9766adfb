//! Zip archives, and wheels, which are the same. The central directory at the end counts.

use std::ops::Range;

use crate::bytes::{number, range};
use crate::{Bytes, Content, Deflated, Entry, Error, Reason, path};

const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;
const END_64: &[u8] = b"PK\x06\x06";
const LOCATOR_64: &[u8] = b"PK\x06\x07";
const LOCATOR_64_LENGTH: usize = 20;
const CENTRAL: &[u8] = b"PK\x01\x02";
const CENTRAL_LENGTH: usize = 46;
const LOCAL: &[u8] = b"PK\x03\x04";
const LOCAL_LENGTH: u64 = 30;

/// A field whose number is in a longer field elsewhere.
const ELSEWHERE: u64 = 0xffff_ffff;

/// Reads a zip archive. Of several entries with one name all are listed, in the archive's order.
///
/// # Errors
/// There is no directory, or it leads outside of the bytes.
pub fn zip(bytes: &(impl Bytes + ?Sized)) -> Result<Vec<Entry>, Error> {
    let directory = Directory::find(bytes)?;
    let central = bytes.slice(directory.range).ok_or(Error::Truncated)?;
    let mut entries = Vec::new();
    let mut rest = central.as_slice();
    while rest.starts_with(CENTRAL) {
        let header = Header::read(rest).ok_or(Error::Damaged)?;
        let (path, moved) = path::below(header.name);
        if !path.is_empty() {
            let content = header.content(bytes, directory.before)?;
            entries.push(Entry { path, moved, content });
        }
        rest = &rest[header.length..];
    }
    Ok(entries)
}

/// Where the central directory is.
struct Directory {
    range: Range<usize>,
    /// Bytes before the archive, as in one that extracts itself: all offsets lack them.
    before: u64,
}

impl Directory {
    fn find(bytes: &(impl Bytes + ?Sized)) -> Result<Self, Error> {
        let length = bytes.length();
        // The comment at the end has at most 65535 bytes.
        let tail_start = length.saturating_sub(END_LENGTH + 0xffff);
        let tail = bytes.slice(tail_start..length).ok_or(Error::Format)?;
        let is_end = |at: &usize| tail[*at..].starts_with(END);
        let candidates = || (0..=tail.len().saturating_sub(END_LENGTH)).rev().filter(is_end);
        let space_for_comment = |at: usize| (tail.len() - at).checked_sub(END_LENGTH);
        let comment = |at: usize| usize::try_from(number::<2>(&tail, at + 20)).ok();
        let at = candidates()
            // A comment may contain what looks like an end, so one that fits comes first.
            .find(|&at| comment(at).is_some() && comment(at) == space_for_comment(at))
            .or_else(|| candidates().find(|&at| comment(at) <= space_for_comment(at)));
        let Some(at) = at else {
            // Beginning like an archive, it was one once.
            let begins = bytes.array(0).is_some_and(|start: [u8; 4]| start == LOCAL);
            return Err(if begins { Error::Truncated } else { Error::Format });
        };

        let (mut size, mut offset) = (number::<4>(&tail, at + 12), number::<4>(&tail, at + 16));
        let mut end = tail_start + at;
        if let Some(locator) =
            end.checked_sub(LOCATOR_64_LENGTH).filter(|_| at >= LOCATOR_64_LENGTH)
            && let locator = &tail[locator - tail_start..]
            && locator.starts_with(LOCATOR_64)
        {
            let place = range(bytes, number::<8>(locator, 8), 56).ok_or(Error::Truncated)?;
            end = place.start;
            let record = bytes.slice(place).ok_or(Error::Truncated)?;
            if !record.starts_with(END_64) {
                return Err(Error::Damaged);
            }
            (size, offset) = (number::<8>(&record, 40), number::<8>(&record, 48));
        }
        // The directory is right before its end, wherever it says that it is.
        let start = (end as u64).checked_sub(size).ok_or(Error::Truncated)?;
        let before = start.checked_sub(offset).ok_or(Error::Truncated)?;
        let range = range(bytes, start, size).ok_or(Error::Truncated)?;
        Ok(Self { range, before })
    }
}

/// One entry of the central directory.
struct Header<'a> {
    name: &'a [u8],
    flags: u64,
    method: u64,
    crc: u64,
    packed: u64,
    size: u64,
    offset: u64,
    /// Of the header itself.
    length: usize,
}

impl<'a> Header<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let field = |at| usize::try_from(number::<2>(bytes, at)).unwrap_or_default();
        let (name, extra, comment) = (field(28), field(30), field(32));
        let extra_at = CENTRAL_LENGTH + name;
        let length = extra_at + extra + comment;
        bytes.get(..length)?;
        let mut header = Self {
            name: &bytes[CENTRAL_LENGTH..extra_at],
            flags: number::<2>(bytes, 8),
            method: number::<2>(bytes, 10),
            crc: number::<4>(bytes, 16),
            packed: number::<4>(bytes, 20),
            size: number::<4>(bytes, 24),
            offset: number::<4>(bytes, 42),
            length,
        };
        header.read_longer_fields(&bytes[extra_at..extra_at + extra]);
        Some(header)
    }

    /// Fields that were too short are in an extra field with the number 1, one after the other.
    fn read_longer_fields(&mut self, mut extra: &[u8]) {
        while extra.len() >= 4 {
            let length = usize::try_from(number::<2>(extra, 2)).unwrap_or_default();
            if number::<2>(extra, 0) == 1 {
                let mut at = 4;
                for field in [&mut self.size, &mut self.packed, &mut self.offset] {
                    if *field == ELSEWHERE {
                        *field = number::<8>(extra, at);
                        at += 8;
                    }
                }
            }
            extra = extra.get(4 + length..).unwrap_or_default();
        }
    }

    fn content(&self, bytes: &(impl Bytes + ?Sized), before: u64) -> Result<Content, Error> {
        if self.name.ends_with(b"/") {
            return Ok(Content::Folder);
        }
        if self.flags & 1 != 0 {
            return Ok(Content::Left(Reason::Encrypted));
        }
        if !matches!(self.method, 0 | 8) {
            return Ok(Content::Left(Reason::Method));
        }
        let local = self.offset.checked_add(before).ok_or(Error::Truncated)?;
        let header = range(bytes, local, LOCAL_LENGTH)
            .and_then(|range| bytes.slice(range))
            .ok_or(Error::Truncated)?;
        if !header.starts_with(LOCAL) {
            return Err(Error::Damaged);
        }
        let start = local + LOCAL_LENGTH + number::<2>(&header, 26) + number::<2>(&header, 28);
        let data = range(bytes, start, self.packed).ok_or(Error::Truncated)?;
        Ok(if self.method == 0 {
            Content::Stored(data)
        } else {
            // Both are meant modulo 2³².
            Content::Deflated(Deflated { data, size: self.size as u32, crc: self.crc as u32 })
        })
    }
}
