//! Numbers and dates.

use crate::{Float, Kind, json};

/// How much of a line belongs to a number: up to a space. A date may have one before its time.
pub(super) fn length(text: &str) -> usize {
    let mut spaces = text.match_indices(char::is_whitespace).map(|(at, _)| at);
    let first = spaces.next().unwrap_or(text.len());
    let time = text.as_bytes().get(first + 1).is_some_and(u8::is_ascii_digit);
    if time && is_date(&text[..first]) { spaces.next().unwrap_or(text.len()) } else { first }
}

/// The value of a number, a date or a time.
pub(super) fn read(token: &str) -> Option<Kind> {
    number(token).or_else(|| {
        // As written, which saves the code that prints dates.
        let valid = is_time_or_date(token);
        valid.then(|| Kind::Date(token.to_ascii_uppercase().replace(' ', "T")))
    })
}

fn number(token: &str) -> Option<Kind> {
    let plain = token.strip_prefix('+').unwrap_or(token);
    let digits = plain.strip_prefix('-').unwrap_or(plain);
    if token.len() > digits.len() + 1 {
        return None;
    }
    match digits {
        "inf" | "nan" => return Some(Kind::Float(Float::new("null"))),
        _ if digits == token && digits.starts_with('0') && digits.len() > 2 => {
            let radix = match digits.as_bytes()[1] {
                b'x' => 16,
                b'o' => 8,
                b'b' => 2,
                _ => 10,
            };
            if radix != 10 {
                let whole = without_underscores(&digits[2..], radix)?;
                let unsigned = whole.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric);
                return i64::from_str_radix(&whole, radix).ok().filter(|_| unsigned).map(Kind::Int);
            }
        }
        _ => {}
    }
    let plain = without_underscores(plain, 10)?;
    if !json::is_number(&plain) {
        return None;
    }
    // Whole numbers of any size are numbers; those that do not fit keep their digits.
    Some(plain.parse().map_or_else(|_| Kind::Float(Float::new(&plain)), Kind::Int))
}

/// The digits without the underscores between them; nothing if one stands elsewhere.
fn without_underscores(digits: &str, radix: u32) -> Option<String> {
    let bytes = digits.as_bytes();
    let between = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        let digit = |byte: Option<&u8>| byte.is_some_and(|&byte| char::from(byte).is_digit(radix));
        digit(before) && digit(bytes.get(at + 1))
    };
    let proper = bytes.iter().enumerate().all(|(at, &byte)| byte != b'_' || between(at));
    proper.then(|| digits.replace('_', ""))
}

fn is_time_or_date(token: &str) -> bool {
    let Some((_, rest)) = token.split_at_checked(10).filter(|(date, _)| is_date(date)) else {
        return time(token) == Some("");
    };
    let mut rest = rest.chars();
    match rest.next() {
        None => true,
        Some('T' | 't' | ' ') => time(rest.as_str()).is_some_and(is_offset),
        Some(_) => false,
    }
}

/// `2024-02-29`
fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return false;
    }
    let parts = (pair(text, 0), pair(text, 2), pair(text, 5), pair(text, 8));
    let (Some(century), Some(year), Some(month), Some(day)) = parts else { return false };
    let years = if year == 0 { century } else { year };
    let days = match month {
        2 if years % 4 == 0 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// `07:32`, `07:32:00`, `07:32:00.5`: what follows it, if it is one.
fn time(text: &str) -> Option<&str> {
    let clock = pair(text, 0)? < 24 && text.get(2..3) == Some(":") && pair(text, 3)? < 60;
    let rest = text.get(5..).filter(|_| clock)?;
    let Some(seconds) = rest.strip_prefix(':') else { return Some(rest) };
    let rest = seconds.get(2..).filter(|_| pair(seconds, 0).is_some_and(|second| second < 61))?;
    let Some(fraction) = rest.strip_prefix('.') else { return Some(rest) };
    let rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
    (rest.len() < fraction.len()).then_some(rest)
}

/// Nothing, `Z`, `+01:00`.
fn is_offset(text: &str) -> bool {
    if matches!(text, "" | "Z" | "z") {
        return true;
    }
    let clock = text.strip_prefix(['+', '-']);
    clock.is_some_and(|clock| clock.len() == 5 && time(clock) == Some(""))
}

/// Two digits.
fn pair(text: &str, at: usize) -> Option<u8> {
    match text.as_bytes().get(at..at + 2)? {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => Some((tens - b'0') * 10 + ones - b'0'),
        _ => None,
    }
}
