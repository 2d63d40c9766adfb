//! The two readers must not disagree about texts that both accept.

use super::strict;
use crate::{Kind, Value, lenient, to_json};
use proptest::prelude::*;

/// What lenient reading makes of a text, if it makes no remark.
fn silent(text: &str) -> Option<Value> {
    let read = lenient::read(text).ok()?;
    read.warnings.is_empty().then_some(read.value)
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
        any::<i32>().prop_map(|number| number.to_string()),
        "[1-9][0-9]{0,3}\\.[0-9]{1,3}(e[1-9])?",
        "0x[0-9a-f]{1,6}|0o[0-7]{1,4}|0b[01]{1,6}|[1-9](_[0-9]{2}){1,2}",
        "true|false|[+-]?inf|nan",
        "19[0-9]{2}-0[1-9]-1[0-9]([T ]0[0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,3})?(Z|\\+01:00)?)?",
        "\"([ -!#-\\[\\]-~é😀]|\\\\[nt\"\\\\]|\\\\u00e9){0,6}\"",
        "'[ -&(-~é]{0,6}'",
        "\"\"\"([a-z #=\\[\n]|\\\\n|\\\\\"|\"){0,5}z\"{3,5}",
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

/// Spans of tables differ: a section has none of its own in the lenient reader's view.
fn same_places(left: &Value, right: &Value) -> bool {
    match (&left.kind, &right.kind) {
        (Kind::Table(left), Kind::Table(right)) => {
            left.len() == right.len()
                && left.iter().all(|entry| {
                    let other = right.entry(&entry.key);
                    other.is_some_and(|other| same_places(&entry.value, &other.value))
                })
        }
        (Kind::Array(left), Kind::Array(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| same_places(left, right))
        }
        _ => left.span == right.span,
    }
}

fn sorted(value: &Value) -> serde_json::Value {
    serde_json::from_str(&to_json(value)).unwrap()
}

proptest! {
    #[test]
    fn readers_agree(lines in prop::collection::vec(line(), 0..6), crlf in any::<bool>()) {
        let text = lines.join(if crlf { "\r\n" } else { "\n" });
        if let Ok(strictly) = strict(&text) {
            let leniently = silent(&text);
            prop_assert!(leniently.is_some(), "{text:?}: only the lenient reader complains");
            let leniently = leniently.unwrap();
            prop_assert_eq!(sorted(&leniently), sorted(&strictly), "{:?}", text);
            prop_assert!(same_places(&leniently, &strictly), "{text:?}");
        }
    }
}

#[test]
fn most_of_these_texts_are_toml() {
    // Otherwise the comparison above would compare little.
    let text = "a = [1, \"\"\"x\"\"\"\"]\n[b.\"c.d\"]\ne = { f.g = 1979-01-11 00:00:00Z }";
    assert!(strict(text).is_ok());
    assert!(silent(text).is_some());
}
