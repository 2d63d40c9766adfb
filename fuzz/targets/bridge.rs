//! Any bytes as a value that a worker or its page sent.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pyxide_bridge::codec::Value;

fuzz_target!(|bytes: &[u8]| match Value::decode(bytes) {
    Ok(value) => {
        // Numbers can be written longer than need be; what is written again is never longer.
        let written = value.encode();
        assert!(written.len() <= bytes.len());
        // NaN is not equal to itself, hence the bytes.
        let again = Value::decode(&written).expect("what was written");
        assert_eq!(again.encode(), written);
    }
    Err(problem) => assert!(problem.at <= bytes.len()),
});
