//! Whatever the text: no panic, and every place lies in it.
#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers outside of test functions

use proptest::prelude::*;
use pyxide_config::{
    Detected, Format, Kind, Value, detect, detect_worker, parse_source, read, to_json,
};
use pyxide_diagnostic::{Diagnostic, Source, Span};

/// Documents that touch every part of the readers.
const DOCUMENTS: &[&str] = &[
    "name = 'x'\ndebug = true\n[files]\ndata.csv = ''\n'./a b.py' = 'lib/'\n",
    "[a.\"b c\"]\nx = [1, 2.5, 0xff, 1979-05-27 07:32:00Z, # c\n 'y']\n[[l]]\nz = {a = 1, b = {c = 2}}\n",
    "a = \"\"\"\nx\\ty\"\"\"\nb = '''z'''\nc = \"\\u00e9 \\\" é→😀\"\n[js_modules.main]\nx.js = 'x'\n",
    "./x = \"C:\\data\"\njunk\nkey =\n[a]\n[a]\nb = {\"x\": null}\n[[c]]\n[c.d]\r\ne = inf\n",
    "{\"files\": {\"a\": \"\"}, \"x\": [1, -0.5e3, null, true, \"\\ud83d\\ude00\\n\"], \"é\": {}}",
];

fn spans(value: &Value, text: &str) -> Result<(), TestCaseError> {
    inside(value.span, text)?;
    match &value.kind {
        Kind::Array(items) => items.iter().try_for_each(|item| spans(item, text)),
        Kind::Table(table) => table.iter().try_for_each(|entry| {
            inside(entry.key_span, text)?;
            spans(&entry.value, text)
        }),
        _ => Ok(()),
    }
}

fn inside(span: Span, text: &str) -> Result<(), TestCaseError> {
    prop_assert!(text.get(span.start..span.end).is_some(), "{span:?} is not a part of {text:?}");
    Ok(())
}

fn shown(diagnostics: &[Diagnostic], text: &str) -> Result<(), TestCaseError> {
    for diagnostic in diagnostics {
        prop_assert!(diagnostic.span.is_some(), "{} has no place", diagnostic.headline());
        inside(diagnostic.span.unwrap_or_default(), text)?;
        prop_assert!(diagnostic.render().contains(" --> x:"));
    }
    Ok(())
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let source = Source::new("x", text);
    for format in [Format::Toml, Format::Json] {
        let parsed = parse_source(&source, format);
        shown(&parsed.diagnostics, text)?;
        let errors = parsed.diagnostics.iter().filter(|found| found.is_error()).count();
        match parsed.value {
            Some(value) => {
                prop_assert_eq!(errors, 0, "{:?} is both read and refused", text);
                spans(&value, text)?;
                let json = to_json(&value);
                let back: Result<serde_json::Value, _> = serde_json::from_str(&json);
                let too_big =
                    back.as_ref().is_err_and(|error| error.to_string().contains("out of range"));
                prop_assert!(back.is_ok() || too_big, "{:?} became {}", text, json);
                let (_, problems) = read(&value, &source);
                shown(&problems, text)?;
            }
            None => prop_assert!(errors > 0, "{:?} is neither read nor refused", text),
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn random_text(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        check(&String::from_utf8_lossy(&bytes))?;
    }

    #[test]
    fn soups_of_tokens(tokens in prop::collection::vec(prop::sample::select(vec![
        "a", "b.c", "\"k\"", "'q'", "=", " = ", "[", "]", "[[", "]]", "{", "}", ",", ".", ":", "#", "\n",
        "\r\n", "\"\"\"", "'''", "\"", "'", "\\", "\\u12", "1", "-", "+", "0x", "1979-05-27", "07:32", "inf",
        "true", "null", "files", "./x", "é", "😀", " ", "\t", "\u{feff}", "_", "e5", "\u{0}", "\u{a0}",
    ]), 0..30)) {
        check(&tokens.concat())?;
    }

    #[test]
    fn damaged_documents(
        document in prop::sample::select(DOCUMENTS),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0usize..8, "[\\PC\n\"'\\[\\]{}=,#.]{0,4}"), 1..4),
    ) {
        let mut text: Vec<char> = document.chars().collect();
        for (at, remove, insert) in cuts {
            let at = at.index(text.len() + 1);
            let end = (at + remove).min(text.len());
            text.splice(at..end, insert.chars());
        }
        check(&text.into_iter().collect::<String>())?;
    }

    #[test]
    fn detection_of_random_values(value in "[a-z./?=#\\[{}\" \n0-9]{0,30}", hint in "(json|toml|yaml|)?") {
        if detect(&value, Some(&hint)) == Ok(Detected::Nothing) {
            prop_assert!(value.trim().is_empty());
        }
        let _ = detect_worker(&value);
    }
}

#[test]
fn whole_documents() {
    for document in DOCUMENTS {
        check(document).unwrap();
    }
}
