//! What a configuration value is: an address, a text, nothing.

use crate::Format;
use pyxide_diagnostic::{Code, Diagnostic};

/// What a configuration value turned out to be.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Detected {
    /// No configuration.
    Nothing,
    /// The value itself is the configuration.
    Inline(Format),
    /// The value is the address of the configuration.
    Url(Format),
}

/// For the main configuration. `hint` is the `type` attribute of the element.
///
/// # Errors
/// A diagnostic if the value looks like an address that cannot be a configuration.
pub fn detect(value: &str, hint: Option<&str>) -> Result<Detected, Box<Diagnostic>> {
    let _ = (value, hint);
    Err(Box::new(Diagnostic::error(Code::BadConfig, "Invalid URL: ")))
}

/// For the configuration of a worker.
#[must_use]
pub fn detect_worker(_value: &str) -> Detected {
    Detected::Nothing
}
