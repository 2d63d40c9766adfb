//! Access to the bytes of an archive, wherever they are.

use std::ops::Range;

/// Bytes that can be copied from.
pub trait Bytes {
    /// How many there are.
    fn length(&self) -> usize;

    /// Copies bytes from `start` on; there are enough of them.
    fn copy(&self, start: usize, buffer: &mut [u8]);

    /// The bytes of a range; nothing if it is not inside.
    fn slice(&self, range: Range<usize>) -> Option<Vec<u8>> {
        let length = range.end.checked_sub(range.start)?;
        if range.end > self.length() {
            return None;
        }
        let mut buffer = vec![0; length];
        self.copy(range.start, &mut buffer);
        Some(buffer)
    }

    /// `N` bytes from `start` on; nothing if there are not so many.
    fn array<const N: usize>(&self, start: usize) -> Option<[u8; N]> {
        if start.checked_add(N)? > self.length() {
            return None;
        }
        let mut buffer = [0; N];
        self.copy(start, &mut buffer);
        Some(buffer)
    }
}

impl Bytes for [u8] {
    fn length(&self) -> usize {
        self.len()
    }

    fn copy(&self, start: usize, buffer: &mut [u8]) {
        buffer.copy_from_slice(&self[start..start + buffer.len()]);
    }
}

/// A little-endian number in a header; zero if the header is shorter.
pub fn number<const N: usize>(header: &[u8], at: usize) -> u64 {
    let bytes = header.get(at..at + N).unwrap_or_default();
    bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}

/// A range of an archive by its start and length, if it is inside.
pub fn range(bytes: &(impl Bytes + ?Sized), start: u64, length: u64) -> Option<Range<usize>> {
    let end = usize::try_from(start.checked_add(length)?).ok()?;
    (end <= bytes.length()).then_some(usize::try_from(start).ok()?..end)
}
