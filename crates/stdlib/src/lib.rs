//! The Python package `pyscript`: its sources, the parts and the packed form in which a page
//! downloads them, and the reader of that form.
//!
//! `pack` (feature `pack`) is for the build, [`unpack`] for the browser.

#[cfg(feature = "pack")]
mod branch;
mod format;
#[cfg(feature = "pack")]
mod pack;
mod parts;
#[cfg(feature = "pack")]
mod strip;

pub use format::{File, UnpackError, unpack};
#[cfg(feature = "pack")]
pub use pack::{Interpreter, pack};
pub use parts::Part;
