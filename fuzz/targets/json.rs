//! Any text as JSON; what serde reads we read too, and the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pyxide_config::{Format, parse, to_json};
use pyxide_fuzz::{check_problems, check_tree};
use serde_json::Value;

fuzz_target!(|text: &str| {
    let parsed = parse(text, Format::Json, "a.json");
    check_problems(&parsed.diagnostics);
    let theirs = serde_json::from_str::<Value>(text);
    match &parsed.value {
        Some(value) => {
            check_tree(value, text);
            if let (Ok(ours), Ok(theirs)) = (serde_json::from_str(&to_json(value)), theirs) {
                assert!(same(&ours, &theirs), "{ours} instead of {theirs}");
            }
        }
        None => {
            assert!(parsed.diagnostics.iter().any(|problem| problem.is_error()));
            assert!(theirs.is_err(), "serde reads {text}");
        }
    }
});

/// Numbers may have become other ones of the same value.
fn same(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::Number(ours), Value::Number(theirs)) => ours.as_f64() == theirs.as_f64(),
        (Value::Array(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| same(a, b))
        }
        (Value::Object(ours), Value::Object(theirs)) => {
            ours.len() == theirs.len()
                && ours.iter().all(|(key, a)| theirs.get(key).is_some_and(|b| same(a, b)))
        }
        _ => ours == theirs,
    }
}
