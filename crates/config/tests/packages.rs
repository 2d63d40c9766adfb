//! `packages` and the keys around it.
#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers outside of test functions

use pyxide_config::{Config, Format, PackagesCache, parse_source, read};
use pyxide_diagnostic::{Code, Diagnostic, Severity, Source};

fn config(text: &str) -> (Config, Vec<Diagnostic>) {
    let source = Source::new("a.toml", text);
    let parsed = parse_source(&source, Format::Toml);
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    read(parsed.value.as_ref().unwrap(), &source)
}

#[track_caller]
fn correct(text: &str) -> Config {
    let (config, problems) = config(text);
    assert!(problems.is_empty(), "{text:?}: {problems:?}");
    config
}

fn texts(list: &[pyxide_config::Spanned<String>]) -> Vec<&str> {
    list.iter().map(|entry| entry.value.as_str()).collect()
}

#[test]
fn lists_are_read_and_one_string_is_a_list() {
    let config = correct("packages = ['a', './b.whl']\nindex_urls = ['x', 'y']");
    assert_eq!(texts(&config.packages), ["a", "./b.whl"]);
    assert_eq!(texts(&config.index_urls), ["x", "y"]);
    let config = correct("packages = 'a'\nindex_urls = 'x'");
    assert_eq!((texts(&config.packages), texts(&config.index_urls)), (vec!["a"], vec!["x"]));
    let config = correct("");
    assert!(config.packages.is_empty() && config.index_urls.is_empty());
}

#[test]
fn each_entry_has_its_place() {
    let text = "packages = [\n  'a',\n  'b',\n]";
    let config = correct(text);
    let span = config.packages[1].span;
    assert_eq!(&text[span.start..span.end], "'b'");
}

#[test]
fn modes_of_the_cache() {
    for (text, mode) in [
        ("", PackagesCache::On),
        ("packages_cache = 'never'", PackagesCache::Never),
        ("packages_cache = 'all'", PackagesCache::All),
        ("packages_cache = 'passthrough'", PackagesCache::Passthrough),
    ] {
        assert_eq!(correct(text).packages_cache, mode, "{text:?}");
    }
}

#[test]
fn switches_and_numbers() {
    let config = correct(
        "sync_main_only = true\nexperimental_create_proxy = 'auto'\nexperimental_ffi_timeout = 30",
    );
    assert!(config.sync_main_only && config.create_proxy);
    assert_eq!(config.ffi_timeout, Some(30));
    assert_eq!(correct("experimental_ffi_timeout = -1").ffi_timeout, Some(-1));
    let config = correct("experimental_remote_packages = false");
    assert!(!config.sync_main_only && !config.create_proxy);
    assert_eq!(config.ffi_timeout, None);
}

#[test]
fn wrong_values_are_told_and_change_nothing() {
    for (text, severity, title, marked) in [
        (
            "[packages]\na = 1",
            Severity::Error,
            "`packages` must be an array of strings, found a table",
            "[packages]",
        ),
        (
            "packages = ['a', 1]",
            Severity::Error,
            "an entry of `packages` must be a string, found an integer",
            "1",
        ),
        (
            "index_urls = true",
            Severity::Error,
            "`index_urls` must be an array of strings, found a boolean",
            "true",
        ),
        (
            "packages_cache = false",
            Severity::Error,
            "`packages_cache` must be a string, found a boolean",
            "false",
        ),
        (
            "packages_cache = 'nevr'",
            Severity::Warning,
            "`packages_cache` has no mode \"nevr\"",
            "'nevr'",
        ),
        (
            "sync_main_only = 1",
            Severity::Error,
            "`sync_main_only` must be a boolean, found an integer",
            "1",
        ),
        (
            "[experimental_create_proxy]\nauto = true",
            Severity::Warning,
            "`experimental_create_proxy` has no effect: its only value is \"auto\"",
            "[experimental_create_proxy]",
        ),
        (
            "experimental_ffi_timeout = 1.5",
            Severity::Error,
            "`experimental_ffi_timeout` must be an integer of at most 53 bits, found a number",
            "1.5",
        ),
        (
            "experimental_ffi_timeout = 9007199254740993",
            Severity::Error,
            "`experimental_ffi_timeout` must be an integer of at most 53 bits, found an integer",
            "9007199254740993",
        ),
    ] {
        let (config, problems) = config(text);
        let [problem] = problems.as_slice() else { panic!("{text:?}: {problems:?}") };
        assert_eq!((problem.code, problem.severity), (Code::WrongType, severity), "{text:?}");
        assert_eq!(problem.title, title);
        let span = problem.span.unwrap();
        assert_eq!(text[span.start..span.end].trim_end(), marked, "{text:?}");
        assert!(problem.help.is_some(), "{text:?}");
        let texts = texts(&config.packages);
        assert!(texts.is_empty() || texts == ["a"], "{text:?}");
        assert!(config.index_urls.is_empty() && config.packages_cache == PackagesCache::On);
        assert!(!config.sync_main_only && !config.create_proxy && config.ffi_timeout.is_none());
    }
}
