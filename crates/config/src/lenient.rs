use crate::{Parsed, Value};
use pyxide_diagnostic::Source;
pub(crate) fn parse(_source: &Source) -> Parsed {
    Parsed { value: None, diagnostics: Vec::new() }
}
