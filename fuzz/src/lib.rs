//! What holds for everything that reads a text: the targets assert it on any text.

use pyxide_config::{Kind, Value};
use pyxide_diagnostic::{Diagnostic, Span};

/// A span lies in the text, on boundaries of characters.
pub fn check_span(span: Span, text: &str) {
    assert!(
        text.get(span.start..span.end).is_some(),
        "{span:?} is not in a text of {}",
        text.len()
    );
}

/// A tree's spans lie in its text; it can be written as JSON.
pub fn check_tree(value: &Value, text: &str) {
    check_spans(value, text);
    let json = pyxide_config::to_json(value);
    if let Err(error) = serde_json::from_str::<serde_json::Value>(&json) {
        // Limits of serde, not of JSON.
        let error = error.to_string();
        let limit = error.contains("recursion limit") || error.contains("number out of range");
        assert!(limit, "{error} in {json}");
    }
}

fn check_spans(value: &Value, text: &str) {
    check_span(value.span, text);
    match &value.kind {
        Kind::Array(items) => items.iter().for_each(|item| check_spans(item, text)),
        Kind::Table(table) => {
            for entry in table {
                check_span(entry.key_span, text);
                check_spans(&entry.value, text);
            }
        }
        _ => {}
    }
}

/// Problems can be shown, and point into their own texts.
pub fn check_problems<'a>(problems: impl IntoIterator<Item = &'a Diagnostic>) {
    for problem in problems {
        assert!(!problem.title.is_empty());
        assert!(problem.render().starts_with(&problem.headline()));
        if let (Some(source), Some(span)) = (&problem.source, problem.span) {
            check_span(span, source.text());
        }
    }
}
