//! Any bytes as a packed package.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pyxide_stdlib::unpack;

fuzz_target!(|bytes: &[u8]| {
    match unpack(bytes) {
        Ok(files) => {
            // Nothing is lost: paths, contents, and two lengths for each, after the head.
            let size: usize = files.iter().map(|file| file.path.len() + file.data.len() + 8).sum();
            assert_eq!(size + 8, bytes.len());
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
