//! Zip and tar archives: what is in them and where, for a host that inflates.
//!
//! An archive is read through [`Bytes`], a few bytes at a time, so that its contents need not be
//! copied to where this code runs. The result is a list of [`Entry`]s whose contents are ranges of
//! those bytes; whoever asked takes them out, inflating where [`Content::Deflated`] says so.
//!
//! Paths are safe: relative, with `/` between their parts, without `.` and `..`. What an archive
//! names otherwise is brought below the destination, and [`Entry::moved`] says that it was.
//!
//! Nothing here panics on any input, and no range is outside of the archive.

mod bytes;
mod path;
mod tar;
mod zip;

use std::ops::Range;

pub use bytes::Bytes;
pub use tar::tar;
pub use zip::zip;

/// One file or folder of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it belongs, below the destination.
    pub path: String,
    /// Whether the archive names a place outside of the destination.
    pub moved: bool,
    /// What it is.
    pub content: Content,
}

/// What an entry of an archive is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A folder.
    Folder,
    /// A file; its bytes are these bytes of the archive.
    Stored(Range<usize>),
    /// A file whose bytes are what comes of inflating these.
    Deflated(Deflated),
    /// Something that cannot be taken out.
    Left(Reason),
}

/// A compressed file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deflated {
    /// The bytes to inflate, in the format "raw deflate".
    pub data: Range<usize>,
    /// How many bytes will come out, modulo 2³².
    pub size: u32,
    /// The CRC-32 of what will come out.
    pub crc: u32,
}

/// Why an entry cannot be taken out.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// It needs a password.
    #[error("is encrypted")]
    Encrypted,
    /// It is compressed in a way that browsers cannot undo.
    #[error("is compressed in another way than deflate")]
    Method,
    /// A symbolic or hard link, a device, a sparse file.
    #[error("is neither a file nor a folder, but a link or something special")]
    Special,
}

/// Why an archive cannot be read at all.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Not an archive of this format.
    #[error("it is no archive of this format")]
    Format,
    /// Its end is missing.
    #[error("it ends too early, a part of it is missing")]
    Truncated,
    /// What it says about itself makes no sense.
    #[error("it is damaged")]
    Damaged,
}

/// Whether bytes are gzip's, to be inflated as a whole; what comes out may be a tar archive.
#[must_use]
pub fn is_gzip(bytes: &(impl Bytes + ?Sized)) -> bool {
    bytes.array(0) == Some([0x1f, 0x8b])
}
