//! A tree to JSON.

use crate::{Kind, Value};

/// The tree as one JSON document. Dates are strings; what is not a number is `null`.
#[must_use]
pub fn to_json(value: &Value) -> String {
    let mut out = String::new();
    write_value(&mut out, value);
    out
}

fn write_value(out: &mut String, value: &Value) {
    match &value.kind {
        Kind::Null => out.push_str("null"),
        Kind::Bool(true) => out.push_str("true"),
        Kind::Bool(false) => out.push_str("false"),
        Kind::Int(number) => out.push_str(&number.to_string()),
        Kind::Float(number) => out.push_str(number.json()),
        Kind::String(text) | Kind::Date(text) => write_string(out, text),
        Kind::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_value(out, item);
            }
            out.push(']');
        }
        Kind::Table(table) => {
            out.push('{');
            for (index, entry) in table.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_string(out, &entry.key);
                out.push(':');
                write_value(out, &entry.value);
            }
            out.push('}');
        }
    }
}

fn write_string(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\0'..='\u{1f}' => {
                const DIGITS: &[u8; 16] = b"0123456789abcdef";
                out.push_str("\\u00");
                out.push(if character < '\u{10}' { '0' } else { '1' });
                out.push(char::from(DIGITS[character as usize & 15]));
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}
