//! The keys that mean something, and what a misspelt one was probably meant to be.

/// Keys of which a misspelling would go unnoticed.
const KEYS: &[&str] = &[
    "interpreter",
    "files",
    "fetch",
    "packages",
    "packages_cache",
    "index_urls",
    "js_modules",
    "plugins",
    "debug",
    "sync_main_only",
    "experimental_create_proxy",
    "experimental_ffi_timeout",
    "experimental_remote_packages",
];

/// The key that `key` looks like. Nothing for a known key and for one that looks like none: keys of
/// the page's own are allowed.
pub(crate) fn meant_by(key: &str) -> Option<&'static str> {
    if KEYS.contains(&key) {
        return None;
    }
    let plain = key.to_ascii_lowercase().replace('-', "_");
    let near = |known: &&&str| {
        // People seldom miss the first letter, and `tiles` is a fine key of a game.
        plain.as_bytes().first() == known.as_bytes().first()
            && distance(plain.as_bytes(), known.as_bytes()) <= if known.len() < 6 { 1 } else { 2 }
    };
    KEYS.iter().find(near).copied()
}

/// The candidate that `name` is a misspelling of, if one is close.
#[must_use]
pub fn similar<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let limit = if name.len() < 6 { 1 } else { 2 };
    candidates
        .map(|candidate| (distance(name.as_bytes(), candidate.as_bytes()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// How many letters must be added, removed, changed or swapped with their neighbour.
fn distance(left: &[u8], right: &[u8]) -> usize {
    const FAR: usize = usize::MAX;
    if left.len().abs_diff(right.len()) > 2 {
        return FAR;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (row, &a) in left.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, &b) in right.iter().enumerate() {
            let changed = last[column] + usize::from(a != b);
            let mut best = changed.min(last[column + 1] + 1).min(next[column] + 1);
            if row > 0 && column > 0 && a == right[column - 1] && left[row - 1] == b {
                best = best.min(before[column - 1] + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut last, next);
    }
    last.last().copied().unwrap_or(FAR)
}

#[cfg(test)]
mod tests {
    use super::{distance, meant_by, similar};

    #[test]
    fn distances() {
        for (left, right, wanted) in [
            ("", "", 0),
            ("debug", "debug", 0),
            ("debg", "debug", 1),
            ("debgu", "debug", 1),
            ("deebug", "debug", 1),
            ("package", "packages", 1),
            ("pakcage", "packages", 2),
            ("ab", "ba", 1),
            ("abc", "", usize::MAX),
        ] {
            assert_eq!(distance(left.as_bytes(), right.as_bytes()), wanted, "{left} {right}");
        }
    }

    #[test]
    fn misspelt_keys_are_recognised() {
        for (key, wanted) in [
            ("package", "packages"),
            ("Packages", "packages"),
            ("pacakges", "packages"),
            ("package_cache", "packages_cache"),
            ("packages-cache", "packages_cache"),
            ("file", "files"),
            ("interpeter", "interpreter"),
            ("js-modules", "js_modules"),
            ("plugin", "plugins"),
            ("Debug", "debug"),
        ] {
            assert_eq!(meant_by(key), Some(wanted), "{key}");
        }
    }

    #[test]
    fn keys_of_a_page_are_left_alone() {
        for key in [
            "name",
            "description",
            "type",
            "version",
            "author",
            "author_email",
            "title",
            "tiles",
            "mode",
            "fonts",
            "env",
            "args",
            "service_worker",
            "lockFileURL",
            "paths",
            "runtimes",
            "autoclose_loader",
            "terminal",
            "splashscreen",
            "data",
            "model",
            "",
            "é",
            "profile",
        ] {
            assert_eq!(meant_by(key), None, "{key}");
        }
    }

    #[test]
    fn the_closest_name_is_meant() {
        let names = ["saved", "save", "load"];
        for (written, meant) in
            [("savee", Some("save")), ("saev", Some("save")), ("lod", Some("load")), ("x", None)]
        {
            assert_eq!(similar(written, names.into_iter()), meant, "{written}");
        }
    }
}
