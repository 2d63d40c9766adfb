//! What the program `pyxide` does, for its tests.

pub mod check;
mod html;
pub mod report;
pub mod serve;
