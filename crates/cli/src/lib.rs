//! What the program `pyxide` does, for its tests.

pub mod check;
mod html;
pub mod report;
#[cfg(feature = "program")]
pub mod serve;
