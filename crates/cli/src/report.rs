//! Diagnostics on standard output, for people or programs.

use pyxide_diagnostic::{Diagnostic, Severity};
use serde_json::{Value, json};

use crate::check::Findings;

/// Prints diagnostics as text, a blank line after each and a summary at the end, or as one JSON array.
pub fn print(findings: &Findings, as_json: bool) {
    let diagnostics = &findings.diagnostics;
    if as_json {
        let all: Value = diagnostics.iter().map(object).collect();
        println!("{all:#}");
        return;
    }
    for diagnostic in diagnostics {
        println!("{}: {}\n", diagnostic.severity.name(), diagnostic.render());
    }
    let count = |severity| diagnostics.iter().filter(|found| found.severity == severity).count();
    println!(
        "{}, {} in {}",
        counted(count(Severity::Error), "error"),
        counted(count(Severity::Warning), "warning"),
        counted(findings.files, "file")
    );
}

fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn object(diagnostic: &Diagnostic) -> Value {
    let place = diagnostic.location();
    let place = place.as_ref();
    json!({
        "code": diagnostic.code.id(),
        "name": diagnostic.code.name(),
        "severity": diagnostic.severity.name(),
        "title": diagnostic.title,
        "detail": diagnostic.detail,
        "help": diagnostic.help,
        "file": place.map(|place| &place.name),
        "line": place.map(|place| place.line),
        "column": place.map(|place| place.column),
        "source": diagnostic.source_line(),
        "span": diagnostic.span.map(|span| [span.start, span.end]),
    })
}
