//! Any bytes as an archive: nothing is outside of it, and nothing goes outside of its destination.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pyxide_archive::{Content, Deflated, Entry, is_gzip, tar, zip};

fuzz_target!(|bytes: &[u8]| {
    let _ = is_gzip(bytes);
    for entries in [zip(bytes), tar(bytes)].into_iter().flatten() {
        for entry in &entries {
            check(entry, bytes);
        }
    }
});

fn check(entry: &Entry, bytes: &[u8]) {
    let inside = |part: &str| !matches!(part, "" | "." | "..") && !part.contains('\0');
    let path = &entry.path;
    assert!(
        path.is_empty() || path.split('/').all(inside),
        "{path:?} is not below its destination"
    );
    match &entry.content {
        Content::Stored(data) | Content::Deflated(Deflated { data, .. }) => {
            assert!(bytes.get(data.clone()).is_some(), "{data:?} is not in {}", bytes.len());
        }
        Content::Folder | Content::Left(_) => {}
    }
}
