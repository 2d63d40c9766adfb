//! The keys that mean something, and what a misspelt one was probably meant to be.

use pyxide_diagnostic::nearest;

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
    "stack_switching",
    "sync_main_only",
    "experimental_create_proxy",
    "experimental_ffi_timeout",
    "experimental_remote_packages",
];

/// Keys of an item of `fetch`.
const FETCH_KEYS: &[&str] = &["from", "to_folder", "to_file", "files"];

/// The key that `key` looks like. Nothing for a known key and for one that looks like none: keys of
/// the page's own are allowed.
pub(crate) fn meant_by(key: &str) -> Option<&'static str> {
    nearest(key, KEYS)
}

/// The same for an item of `fetch`.
pub(crate) fn meant_in_fetch(key: &str) -> Option<&'static str> {
    nearest(key, FETCH_KEYS)
}

#[cfg(test)]
mod tests {
    use super::{meant_by, meant_in_fetch};

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
    fn items_of_fetch_have_keys_too() {
        assert_eq!(meant_in_fetch("to_foldr"), Some("to_folder"));
        assert_eq!(meant_in_fetch("form"), Some("from"));
        assert_eq!(meant_in_fetch("to_file"), None);
        assert_eq!(meant_in_fetch("note"), None);
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
}
