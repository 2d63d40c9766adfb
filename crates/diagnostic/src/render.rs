//! A diagnostic as plain text.

use crate::{Diagnostic, Source, Span};

pub(crate) fn render(diagnostic: &Diagnostic) -> String {
    diagnostic.message()
}

#[allow(dead_code)]
fn excerpt(_source: &Source, _span: Span) {}
