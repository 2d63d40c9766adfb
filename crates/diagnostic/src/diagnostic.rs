//! The one type for everything a page can get wrong.

use crate::{Code, Severity, Source, Span};

/// How the number of a problem is put before its title.
///
/// Pages and tests match these texts, so the three historical forms stay.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub enum Heading {
    /// `(PY0404): Fetching …`
    #[default]
    Page,
    /// `(PY0409) Invalid content for <script …>`
    Element,
    /// The title alone: text that comes from Python and is matched as it is.
    Plain,
}

/// Name, line and column (both 1-based) of the place a diagnostic points to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Location {
    /// Name of the source.
    pub name: String,
    /// Line, starting with 1.
    pub line: u32,
    /// Column in characters, starting with 1.
    pub column: u32,
}

/// A problem, with everything needed to show it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// Its number.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// How number and title are put together.
    pub heading: Heading,
    /// What is wrong, in one line.
    pub title: String,
    /// More about it: one or more lines that follow the title.
    pub detail: Option<String>,
    /// The text it was found in.
    pub source: Option<Source>,
    /// Where in that text.
    pub span: Option<Span>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A problem as bad as its code says.
    #[must_use]
    pub fn new(code: Code, title: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            heading: Heading::Page,
            title: title.into(),
            detail: None,
            source: None,
            span: None,
            help: None,
        }
    }

    /// An error.
    #[must_use]
    pub fn error(code: Code, title: impl Into<String>) -> Self {
        Self { severity: Severity::Error, ..Self::new(code, title) }
    }

    /// A warning.
    #[must_use]
    pub fn warning(code: Code, title: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::new(code, title) }
    }

    /// An element that is not run: `(PY0409) <reason> for <markup>`.
    #[must_use]
    pub fn element(code: Code, reason: &str, markup: &str) -> Self {
        Self { heading: Heading::Element, ..Self::error(code, [reason, " for ", markup].concat()) }
    }

    /// Text that is shown as it is, without a number in front: tracebacks, lines of `sys.stderr`.
    #[must_use]
    pub fn plain(code: Code, text: impl Into<String>) -> Self {
        Self { heading: Heading::Plain, ..Self::error(code, text) }
    }

    /// With the text and the place in it.
    #[must_use]
    pub fn with_source(mut self, source: &Source, span: Span) -> Self {
        self.span = Some(source.clamp(span));
        self.source = Some(source.clone());
        self
    }

    /// With more lines after the title.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// With advice.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Whether it is an error.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Where it was found.
    #[must_use]
    pub fn location(&self) -> Option<Location> {
        let source = self.source.as_ref()?;
        let (line, column) = source.line_column(self.span?.start);
        Some(Location { name: source.name().to_owned(), line, column })
    }

    /// The line in which it was found, without its line break.
    #[must_use]
    pub fn source_line(&self) -> Option<&str> {
        let source = self.source.as_ref()?;
        Some(source.line_at(self.span?.start))
    }

    /// Number and title, as pages and tests match them.
    #[must_use]
    pub fn headline(&self) -> String {
        let id = self.code.id();
        match self.heading {
            Heading::Page => ["(", id, "): ", &self.title].concat(),
            Heading::Element => ["(", id, ") ", &self.title].concat(),
            Heading::Plain => self.title.clone(),
        }
    }

    /// The headline and the lines that belong to it, without place and advice.
    #[must_use]
    pub fn message(&self) -> String {
        let mut text = self.headline();
        if let Some(detail) = &self.detail {
            text.push('\n');
            text.push_str(detail);
        }
        text
    }

    /// Everything: message, place, the line with the place underlined, advice.
    ///
    /// Several lines, no line break at the end.
    #[must_use]
    pub fn render(&self) -> String {
        crate::render::render(self)
    }
}
