//! JSON, compared with a reader that many programs trust.
#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers outside of test functions

use proptest::prelude::*;
use pyxide_config::{Format, Kind, Parsed, Value, parse, to_json};

fn json(text: &str) -> Parsed {
    parse(text, Format::Json, "a.json")
}

/// A text that is refused: the message, line and column, the advice.
#[track_caller]
fn refused(text: &str, message: &str, line: u32, column: u32, help: Option<&str>) {
    let parsed = json(text);
    assert!(parsed.value.is_none(), "{text:?}");
    assert_eq!(parsed.diagnostics.len(), 1);
    let error = &parsed.diagnostics[0];
    assert_eq!(error.headline(), "(PY1000): Invalid JSON @ a.json");
    assert_eq!(error.detail.as_deref(), Some(message), "{text:?}");
    let place = error.location().unwrap();
    assert_eq!((place.line, place.column), (line, column), "{text:?}");
    assert_eq!(error.help.as_deref(), help, "{text:?}");
}

#[test]
fn errors_say_what_was_expected() {
    refused("", "expected a value, found the end of the text", 1, 1, None);
    refused("{", "expected a key in double quotes or `}`, found the end of the text", 1, 2, None);
    refused(
        "{\"a\": 1,\n}",
        "expected a key in double quotes, found `}`",
        2,
        1,
        Some("remove the comma before it"),
    );
    refused("[1, 2, ]", "expected a value, found `]`", 1, 8, Some("remove the comma before it"));
    refused("{\"a\" 1}", "expected `:` after the key, found `1`", 1, 6, None);
    refused(
        "{\"a\" = 1}",
        "expected `:` after the key, found `=`",
        1,
        6,
        Some("JSON separates key and value by `:`"),
    );
    refused("{\"a\": 1\n \"b\": 2}", "expected `,` or `}`, found `\"`", 2, 2, None);
    refused("[1 2]", "expected `,` or `]`, found `2`", 1, 4, None);
    refused(
        "{'a': 1}",
        "expected a key in double quotes or `}`, found `'`",
        1,
        2,
        Some("JSON texts stand in double quotes"),
    );
    refused("{a: 1}", "expected a key in double quotes or `}`, found `a`", 1, 2, None);
    refused("{\"a\": foo}", "expected a value, found `foo`", 1, 7, None);
    refused(
        "{\"a\": True}",
        "expected a value, found `True`",
        1,
        7,
        Some("write it in lower case"),
    );
    refused("{\"a\": NaN}", "expected a value, found `NaN`", 1, 7, Some("write `null`"));
    refused(
        "{} // done",
        "expected the end of the text, found `/`",
        1,
        4,
        Some("JSON has no comments: remove it"),
    );
    refused(
        "{\"a\": \"x\n\"}",
        "a text without its closing `\"`",
        1,
        7,
        Some("a text ends on its line; a line break in it is written \\n"),
    );
    refused(
        "\"a\tb\"",
        "a control character inside a text",
        1,
        3,
        Some("write it with a backslash, such as \\t or \\u0001"),
    );
    refused(
        "\"C:\\data\"",
        "an unknown escape in a text",
        1,
        4,
        Some("a backslash is written \\\\"),
    );
    refused("\"\\u12g4\"", "expected four hexadecimal digits after `\\u`", 1, 2, None);
    refused("01", "a number that begins with 0", 1, 1, Some("remove the zeros at its beginning"));
    refused("1.", "expected a digit, found the end of the text", 1, 3, None);
    refused("-", "expected a digit, found the end of the text", 1, 2, None);
    refused("1e+x", "expected a digit, found `x`", 1, 4, None);
    refused("{\"é\": x}", "expected a value, found `x`", 1, 7, None);
}

#[test]
fn of_equal_keys_the_last_wins() {
    let value = json(r#"{"a": 1, "b": 2, "a": 3}"#).value.unwrap();
    assert_eq!(to_json(&value), r#"{"a":3,"b":2}"#);
}

#[test]
fn spans_are_those_of_the_text() {
    let text = " {\"key\" : [10, \"é\"]} ";
    let value = json(text).value.unwrap();
    assert_eq!(&text[value.span.start..value.span.end], text.trim());
    let entry = value.as_table().unwrap().entry("key").unwrap();
    assert_eq!(&text[entry.key_span.start..entry.key_span.end], "\"key\"");
    let items = entry.value.as_array().unwrap();
    assert_eq!(&text[items[1].span.start..items[1].span.end], "\"é\"");
}

#[test]
fn depth_is_limited() {
    let deep = |levels| format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
    assert!(json(&deep(100)).value.is_some());
    let parsed = json(&deep(101));
    assert_eq!(
        parsed.diagnostics[0].detail.as_deref(),
        Some("too many arrays and tables inside each other")
    );
    assert!(json(&"{\"a\":".repeat(100_000)).value.is_none());
}

#[test]
fn halves_of_characters_do_not_break_anything() {
    for (text, wanted) in [
        (r#""\ud83d\ude00""#, "😀"),
        (r#""\ud83d""#, "\u{fffd}"),
        (r#""\ude00x""#, "\u{fffd}x"),
        (r#""\ud83d\u0041""#, "\u{fffd}A"),
        (r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀"),
    ] {
        assert_eq!(json(text).value.unwrap().as_str(), Some(wanted), "{text}");
    }
}

/// Our tree as a value of the other reader.
fn theirs(value: &Value) -> serde_json::Value {
    match &value.kind {
        Kind::Null => serde_json::Value::Null,
        Kind::Bool(flag) => (*flag).into(),
        Kind::Int(number) => (*number).into(),
        Kind::Float(number) => number.value().into(),
        Kind::String(text) | Kind::Date(text) => text.clone().into(),
        Kind::Array(items) => items.iter().map(theirs).collect(),
        Kind::Table(table) => {
            table.iter().map(|entry| (entry.key.clone(), theirs(&entry.value))).collect()
        }
    }
}

/// Numbers of more than 64 bits are numbers with a point in both.
fn normal(value: serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Number(number) if !number.is_i64() => number.as_f64().into(),
        serde_json::Value::Array(items) => items.into_iter().map(normal).collect(),
        serde_json::Value::Object(table) => {
            table.into_iter().map(|(key, value)| (key, normal(value))).collect()
        }
        other => other,
    }
}

/// Both readers agree, on the value or on refusing it.
fn agree(text: &str) -> Result<(), TestCaseError> {
    let ours = json(text).value;
    match serde_json::from_str::<serde_json::Value>(text) {
        Ok(value) => {
            let ours = ours.as_ref().map(theirs).map(normal);
            prop_assert_eq!(ours, Some(normal(value)), "{}", text);
        }
        Err(error) => {
            // Two things are none of a browser's errors: numbers that are too big, half characters.
            let message = error.to_string();
            let allowed = ["out of range", "surrogate", "hex escape", "recursion limit"];
            if !allowed.iter().any(|known| message.contains(known)) {
                prop_assert!(ours.is_none(), "{}: {}", text, message);
            }
        }
    }
    Ok(())
}

fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::vec((any::<String>(), inner), 0..6)
                .prop_map(|entries| { serde_json::Value::Object(entries.into_iter().collect()) }),
        ]
    })
}

proptest! {
    #[test]
    fn documents_are_read_and_written(value in any_json(), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
        let text = text.unwrap();
        agree(&text)?;
        let ours = json(&text).value.unwrap();
        let again: serde_json::Value = serde_json::from_str(&to_json(&ours)).unwrap();
        prop_assert_eq!(normal(again), normal(serde_json::from_str(&text).unwrap()));
    }

    #[test]
    fn damaged_documents_are_refused_alike(
        value in any_json(),
        cut in any::<prop::sample::Index>(),
        insert in "[\\[\\]{},:\"0-9eE+.\\\\ \n\ttruefalsnuPOa-f-]{0,3}",
        remove in 0usize..3,
    ) {
        let text: Vec<char> = serde_json::to_string(&value).unwrap().chars().collect();
        let at = cut.index(text.len() + 1);
        let end = (at + remove).min(text.len());
        let damaged: String =
            text[..at].iter().copied().chain(insert.chars()).chain(text[end..].iter().copied()).collect();
        agree(&damaged)?;
    }

    #[test]
    fn soups_of_tokens_are_refused_alike(
        tokens in prop::collection::vec(prop::sample::select(vec![
            "{", "}", "[", "]", ",", ":", "\"a\"", "\"\\n\"", "1", "-0", "1.5e3", "0", ".", "e", "true",
            "null", " ", "\n", "'", "\\u0041", "\"", "é",
        ]), 0..14),
    ) {
        agree(&tokens.concat())?;
    }
}
