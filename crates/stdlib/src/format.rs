//! The packed form: `PYX1`, the number of files, then for each file its path and
//! its bytes. Numbers are unsigned, 32 bits, little endian; a path or the bytes
//! of a file are preceded by their length.

use thiserror::Error;

const MAGIC: &[u8; 4] = b"PYX1";

/// A file of the package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File<'a> {
    /// Relative to the folder that Python imports from, like `pyscript/util.py`.
    pub path: &'a str,
    /// What is in it.
    pub data: &'a [u8],
}

/// Why bytes are not a packed package.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum UnpackError {
    /// The first four bytes are not those of the format.
    #[error("not a packed Python package: it does not start with `PYX1`")]
    Magic,
    /// The bytes end inside of something, as after an interrupted download.
    #[error("the packed Python package ends at byte {at}, inside of {part}")]
    Truncated {
        /// What was being read.
        part: &'static str,
        /// The number of bytes there are.
        at: usize,
    },
    /// A path is not UTF-8.
    #[error("the packed Python package has a file name at byte {at} that is not UTF-8")]
    Path {
        /// Where the path starts.
        at: usize,
    },
    /// There is more than the announced files.
    #[error("the packed Python package has {extra} bytes after its last file")]
    Trailing {
        /// How many bytes too many.
        extra: usize,
    },
}

/// Read a packed package. The files refer to `bytes`; nothing is copied.
///
/// # Errors
/// When `bytes` are not a whole package.
pub fn unpack(bytes: &[u8]) -> Result<Vec<File<'_>>, UnpackError> {
    let mut reader = Reader { bytes, at: 0 };
    if !bytes.starts_with(MAGIC) {
        return Err(UnpackError::Magic);
    }
    reader.at = MAGIC.len();
    let count = reader.number("the number of files")?;
    // Not reserved up front: a corrupt count must not become an allocation.
    let mut files = Vec::new();
    for _ in 0..count {
        let length = reader.number("the length of a file name")?;
        let at = reader.at;
        let path = reader.take(length, "a file name")?;
        let path = std::str::from_utf8(path).map_err(|_| UnpackError::Path { at })?;
        let length = reader.number("the length of a file")?;
        let data = reader.take(length, "a file")?;
        files.push(File { path, data });
    }
    match bytes.len() - reader.at {
        0 => Ok(files),
        extra => Err(UnpackError::Trailing { extra }),
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize, part: &'static str) -> Result<&'a [u8], UnpackError> {
        let taken = self
            .at
            .checked_add(length)
            .and_then(|end| self.bytes.get(self.at..end))
            .ok_or(UnpackError::Truncated { part, at: self.bytes.len() })?;
        self.at += length;
        Ok(taken)
    }

    fn number(&mut self, part: &'static str) -> Result<usize, UnpackError> {
        let mut value = [0; 4];
        value.copy_from_slice(self.take(4, part)?);
        Ok(u32::from_le_bytes(value) as usize)
    }
}

/// Write files in the packed form.
///
/// # Errors
/// When a length or the number of files does not fit in 32 bits.
#[cfg(any(feature = "pack", test))]
pub(crate) fn write(files: &[File<'_>]) -> Result<Vec<u8>, std::num::TryFromIntError> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend(u32::try_from(files.len())?.to_le_bytes());
    for file in files {
        for part in [file.path.as_bytes(), file.data] {
            bytes.extend(u32::try_from(part.len())?.to_le_bytes());
            bytes.extend(part);
        }
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        write(&[
            File { path: "pyscript/__init__.py", data: b"import js\n" },
            File { path: "pyscript/\u{e9}.py", data: b"" },
        ])
        .unwrap()
    }

    #[test]
    fn reads_what_was_written() {
        let bytes = sample();
        let files = unpack(&bytes).unwrap();
        assert_eq!(files.len(), 2);
        assert_eq!(files[0], File { path: "pyscript/__init__.py", data: b"import js\n" });
        assert_eq!(files[1], File { path: "pyscript/\u{e9}.py", data: b"" });
        assert_eq!(unpack(b"PYX1\0\0\0\0"), Ok(Vec::new()));
    }

    #[test]
    fn every_truncation_is_an_error() {
        let bytes = sample();
        for end in 0..bytes.len() {
            let error = unpack(&bytes[..end]).unwrap_err();
            let expected = if end < 4 {
                error == UnpackError::Magic
            } else {
                matches!(error, UnpackError::Truncated { at, .. } if at == end)
            };
            assert!(expected, "cut at {end}: {error}");
        }
    }

    #[test]
    fn no_single_wrong_byte_panics_or_reads_outside() {
        let bytes = sample();
        for at in 0..bytes.len() {
            for value in [0, 1, 0x7f, 0x80, 0xff] {
                let mut wrong = bytes.clone();
                wrong[at] = value;
                if let Ok(files) = unpack(&wrong) {
                    let read: usize = files.iter().map(|f| f.path.len() + f.data.len() + 8).sum();
                    assert_eq!(read + 8, wrong.len());
                }
            }
        }
    }

    #[test]
    fn says_what_is_wrong() {
        assert_eq!(unpack(b"<!doctype html>"), Err(UnpackError::Magic));
        let mut longer = sample();
        longer.extend(b"xy");
        assert_eq!(unpack(&longer), Err(UnpackError::Trailing { extra: 2 }));
        let mut huge = sample();
        huge[4..8].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(
            unpack(&huge),
            Err(UnpackError::Truncated { part: "the length of a file name", at: huge.len() })
        );
        let not_utf8 = write(&[File { path: "a.py", data: b"" }]).unwrap();
        let mut not_utf8 = not_utf8;
        not_utf8[12] = 0xff;
        assert_eq!(unpack(&not_utf8), Err(UnpackError::Path { at: 12 }));
        assert_eq!(
            unpack(&sample()[..9]).unwrap_err().to_string(),
            "the packed Python package ends at byte 9, inside of the length of a file name"
        );
    }
}
