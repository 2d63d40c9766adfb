//! Any text as TOML.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pyxide_config::{Format, parse};
use pyxide_fuzz::{check_problems, check_tree};

fuzz_target!(|text: &str| {
    let parsed = parse(text, Format::Toml, "a.toml");
    check_problems(&parsed.diagnostics);
    match &parsed.value {
        Some(value) => {
            check_tree(value, text);
            assert!(parsed.diagnostics.iter().all(|problem| !problem.is_error()));
        }
        None => assert!(parsed.diagnostics.iter().any(|problem| problem.is_error())),
    }
});
