//! Syntax errors on their way to becoming diagnostics.

use crate::Format;
use pyxide_diagnostic::{Code, Diagnostic, Source, Span};

/// What a reader stumbled over.
#[derive(Debug)]
pub(crate) struct Problem {
    pub message: String,
    pub span: Span,
    pub help: Option<String>,
}

impl Problem {
    pub fn new(message: impl Into<String>, span: Span) -> Self {
        Self { message: message.into(), span, help: None }
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// `(PY1000): Invalid TOML @ a.toml`, and the message in the next line.
    pub fn into_diagnostic(self, source: &Source, format: Format) -> Diagnostic {
        let mut title = ["Invalid ", format.name()].concat();
        if !source.is_inline() {
            title.push_str(" @ ");
            title.push_str(source.name());
        }
        let diagnostic = Diagnostic::error(Code::BadConfig, title)
            .with_detail(self.message)
            .with_source(source, self.span);
        match self.help {
            Some(help) => diagnostic.with_help(help),
            None => diagnostic,
        }
    }
}
