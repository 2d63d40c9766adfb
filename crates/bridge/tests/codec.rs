//! The reference codec: the vectors that both codecs keep to, and any bytes at all.
#![allow(clippy::expect_used)] // helpers outside of test functions

use proptest::prelude::*;
use pyxide_bridge::codec::Value;
use pyxide_bridge::vectors::{RANDOM, from_hex, hex, random};

/// An expression, a tab, bytes that may be grouped by blanks.
fn vectors() -> Vec<(String, String)> {
    include_str!("../../../tests/pages/bridge/vectors/vectors.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (expression, digits) = line.split_once('\t').expect("an expression and bytes");
            (expression.to_owned(), digits.replace(' ', ""))
        })
        .collect()
}

#[test]
fn vectors_are_read_and_written_as_they_are() {
    let vectors = vectors();
    assert!(vectors.len() > 30);
    for (expression, digits) in vectors {
        let bytes = from_hex(&digits).expect("hexadecimal digits");
        let value = Value::decode(&bytes).unwrap_or_else(|error| panic!("{expression}: {error}"));
        assert_eq!(hex(&value.encode()), digits, "{expression}");
    }
}

#[test]
fn random_vectors_are_up_to_date() {
    let committed = include_str!("../../../tests/pages/bridge/vectors/random.txt");
    assert!(committed == random(RANDOM), "run `cargo xtask codegen`");
    for line in committed.lines() {
        let bytes = from_hex(line).expect("hexadecimal digits");
        let value = Value::decode(&bytes).unwrap_or_else(|error| panic!("{line}: {error}"));
        assert_eq!(hex(&value.encode()), line);
    }
}

#[test]
fn a_picture_has_the_bytes_of_its_size() {
    assert!(Value::decode(&[22, 1, 1, 7, 0, 0, 0, 0, 1, 2, 3]).is_err());
    assert!(Value::decode(&[22, 1, 1, 7, 0, 0, 0, 0, 1, 2, 3, 4]).is_ok());
    let sides = [22, 0xff, 0xff, 0xff, 0xff, 0x0f, 0xff, 0xff, 0xff, 0xff, 0x0f, 7, 0];
    assert!(Value::decode(&sides).is_err());
}

#[test]
fn bytes_are_aligned_by_zeros() {
    assert!(Value::decode(&[20, 1, 0, 0, 0, 0, 0, 0, 7]).is_ok());
    assert!(Value::decode(&[20, 1, 0, 0, 0, 9, 0, 0, 7]).is_err());
    assert!(Value::decode(&[20, 1, 0, 7]).is_err());
    assert!(Value::decode(&[20, 0, 0]).is_err());
}

#[test]
fn a_count_is_not_believed() {
    // An array of 2^32 − 1 items in six bytes.
    assert!(Value::decode(&[12, 0xff, 0xff, 0xff, 0xff, 0x0f]).is_err());
}

#[test]
fn a_repeat_names_what_came_before() {
    assert!(Value::decode(&[14, 0]).is_err());
    assert!(Value::decode(&[12, 1, 14, 1]).is_err());
    assert!(Value::decode(&[12, 1, 14, 0]).is_ok());
}

#[test]
fn endless_depth_is_refused() {
    assert!(Value::decode(&[12, 1].repeat(100_000)).is_err());
}

fn values() -> impl Strategy<Value = Value> {
    let text = || proptest::collection::vec(any::<u16>(), 0..8);
    let leaf = prop_oneof![
        Just(Value::Undefined),
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i32>().prop_map(Value::Int),
        (-1e300..1e300).prop_map(Value::Float),
        text().prop_map(Value::Text),
        (any::<bool>(), proptest::collection::vec(any::<u8>(), 0..12))
            .prop_map(|(negative, amount)| Value::BigInt(negative, amount)),
        proptest::collection::vec(any::<u8>(), 0..40).prop_map(|bytes| Value::Buffer(bytes, 0)),
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::Set),
            proptest::collection::vec((text(), inner.clone()), 0..6).prop_map(Value::Object),
            proptest::collection::vec((inner.clone(), inner), 0..4).prop_map(Value::Map),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read(value in values()) {
        prop_assert_eq!(Value::decode(&value.encode()), Ok(value));
    }

    #[test]
    fn any_bytes_are_a_value_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(value) = Value::decode(&bytes) {
            // Numbers can be written longer than need be, so only the meaning is the same. NaN is
            // not equal to itself, hence the bytes.
            let written = value.encode();
            let again = Value::decode(&written).expect("what was written");
            prop_assert_eq!(again.encode(), written);
        }
    }
}
