//! TOML 1.1 to a tree, and what pages write instead of TOML.
//!
//! There is one reader, and it knows two kinds of problems. What breaks a rule of TOML but has a clear
//! meaning is a warning: pages contain such texts, and they must run. A value that cannot be read is
//! an error, because a configuration without it would not be the one that was meant. A text that is
//! TOML is read without a word; the tests compare that with another parser and with the test suite
//! of TOML.

mod cursor;
mod document;
mod keys;
mod lines;
mod numbers;
mod strings;
mod values;

use crate::problem::Problem;
use crate::{Format, Kind, Parsed, Value, paths};
use lines::Lines;
use pyxide_diagnostic::{Code, Diagnostic, Source, Span};

/// After so many errors the rest is noise.
const ERRORS: usize = 8;

pub(crate) fn parse(source: &Source) -> Parsed {
    let text = source.text();
    let mut lines = Lines::read(text);
    if lines.warnings.is_empty() && lines.errors.is_empty() {
        lines.warnings.extend(lines.odd_space().or_else(|| control_character(text)));
    }
    // Not one line of TOML: that is no configuration.
    if lines.errors.is_empty() && !lines.understood {
        std::mem::swap(&mut lines.errors, &mut lines.warnings);
    }
    if !lines.errors.is_empty() {
        let errors = lines.errors.into_iter().take(ERRORS);
        let diagnostics = errors.map(|error| error.into_diagnostic(source, Format::Toml)).collect();
        return Parsed { value: None, diagnostics };
    }
    let mut value = Value::new(Kind::Table(lines.document.into_root()), Span::new(0, text.len()));
    paths::join(text, &mut value);
    let warnings = lines.warnings.into_iter();
    let diagnostics = warnings.map(|warning| into_warning(warning, source)).collect();
    Parsed { value: Some(value), diagnostics }
}

fn into_warning(problem: Problem, source: &Source) -> Diagnostic {
    let warning = Diagnostic::warning(Code::LenientToml, problem.message);
    let warning = warning.with_source(source, problem.span);
    match problem.help {
        Some(help) => warning.with_help(help),
        None => warning,
    }
}

/// A character that stands nowhere in a TOML text; a `\r` is one unless a `\n` follows.
fn control_character(text: &str) -> Option<Problem> {
    let bytes = text.as_bytes();
    let at = (0..bytes.len()).find(|&at| match bytes[at] {
        b'\t' | b'\n' => false,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        byte => byte.is_ascii_control(),
    })?;
    let help = "remove it; in a text in double quotes it can be an escape, such as `\\u0007`";
    Some(Problem::new("a control character", Span::new(at, at + 1)).help(help))
}
