//! How long a browser may keep a file.

/// The browser keeps the file but asks each time: an edit shows at once, the rest costs a 304.
pub(crate) const REVALIDATE: &str = "no-cache";
const FOREVER: &str = "public, max-age=31536000, immutable";

/// Only a name that contains a hash of the content can be kept without asking.
pub(crate) fn control(path: &str) -> &'static str {
    if is_content_addressed(path) { FOREVER } else { REVALIDATE }
}

/// `name-ABCD2345.js` as bundlers write it, or `name.0123456789abcdef.js`.
fn is_content_addressed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let Some((stem, _)) = name.rsplit_once('.') else { return false };
    let base32 = |hash: &str| {
        hash.len() == 8
            && hash.bytes().all(|byte| byte.is_ascii_uppercase() || (b'2'..=b'7').contains(&byte))
    };
    let hex = |hash: &str| {
        hash.len() >= 16
            && hash.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    };
    stem.rsplit_once('-').is_some_and(|(_, hash)| base32(hash))
        || stem.rsplit_once('.').is_some_and(|(_, hash)| hex(hash))
}

#[cfg(test)]
mod tests {
    use super::{FOREVER, REVALIDATE, control};

    #[test]
    fn only_hashed_names_are_kept() {
        assert_eq!(control("/dist/chunk-3QK7ABCZ.js"), FOREVER);
        assert_eq!(control("/dist/core.0123456789abcdef.wasm"), FOREVER);
        for path in
            ["/", "/a/index.html", "/dist/core.js", "/a-readable.js", "/x-UPPER.js", "/a.b.js"]
        {
            assert_eq!(control(path), REVALIDATE, "{path}");
        }
    }
}
