//! From the tree to typed values.
#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers outside of test functions

use pyxide_config::{Config, Format, destination, parse_source, read, to_json};
use pyxide_diagnostic::{Code, Diagnostic, Severity, Source};

#[track_caller]
fn config(text: &str) -> (Config, Vec<Diagnostic>) {
    let source = Source::new("a.toml", text);
    let format = if text.starts_with(['{', '"']) { Format::Json } else { Format::Toml };
    let parsed = parse_source(&source, format);
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    read(parsed.value.as_ref().unwrap(), &source)
}

/// The one problem of a text: code, title, and what it marks.
#[track_caller]
fn problem(text: &str, code: Code, title: &str, marked: &str) -> Config {
    let (config, problems) = config(text);
    assert_eq!(problems.len(), 1, "{text:?}: {problems:?}");
    let problem = &problems[0];
    assert_eq!((problem.code, problem.title.as_str()), (code, title), "{text:?}");
    let span = problem.span.unwrap();
    assert_eq!(&text[span.start..span.end], marked, "{text:?}");
    assert!(problem.help.is_some() || code == Code::UnknownKey, "{text:?} gives no advice");
    config
}

fn files(config: &Config) -> Vec<(&str, &str)> {
    config.files.iter().map(|f| (f.source.value.as_str(), f.destination.value.as_str())).collect()
}

#[test]
fn known_keys_are_read() {
    let (config, problems) = config(
        "name = 'demo'\ninterpreter = '0.29.0'\ndebug = true\nplugins = ['!error', 'x']\nown = 1\n[files]\n'a.py' = ''",
    );
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(config.interpreter.as_ref().map(|i| i.value.as_str()), Some("0.29.0"));
    assert!(config.debug);
    assert!(config.excludes("error"));
    assert!(!config.excludes("x") && !config.excludes("err"));
    assert_eq!(files(&config), [("a.py", "./a.py")]);
    assert_eq!(
        to_json(&config.tree),
        r#"{"name":"demo","interpreter":"0.29.0","debug":true,"plugins":["!error","x"],"own":1,"files":{"a.py":""}}"#
    );
}

#[test]
fn json_and_toml_mean_the_same() {
    let (from_json, problems) = config(
        r#"{"interpreter": "./x.mjs", "debug": true, "plugins": "!error", "files": {"a b.py": "lib/"}, "packages": null}"#,
    );
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(from_json.interpreter.as_ref().map(|i| i.value.as_str()), Some("./x.mjs"));
    assert!(from_json.debug && from_json.excludes("error"));
    assert_eq!(files(&from_json), [("a b.py", "lib/a b.py")]);
}

#[test]
fn nothing_is_a_configuration() {
    let (read, problems) = config("");
    assert!(problems.is_empty());
    assert_eq!(to_json(&read.tree), to_json(&Config::empty().tree));
    assert_eq!(
        (read.interpreter, read.debug, read.files, read.plugins),
        (None, false, vec![], vec![])
    );
}

#[test]
fn wrong_types_are_named() {
    let wrong = Code::WrongType;
    problem("debug = 'yes'", wrong, "`debug` must be a boolean, found a string", "'yes'");
    problem("debug = 1", wrong, "`debug` must be a boolean, found an integer", "1");
    problem("interpreter = 0.29", wrong, "`interpreter` must be a string, found a number", "0.29");
    problem("files = ['a.py']", wrong, "`files` must be a table, found an array", "['a.py']");
    problem(
        "plugins = true",
        wrong,
        "`plugins` must be an array of strings, found a boolean",
        "true",
    );
    problem(
        "plugins = ['!a', 1]",
        wrong,
        "an entry of `plugins` must be a string, found an integer",
        "1",
    );
    problem(
        "{\"files\": {\"a\": null}}",
        wrong,
        "the destination of `a` must be a string, found null",
        "null",
    );
    problem("\"text\"", wrong, "a configuration must be a table, found a string", "\"text\"");
}

#[test]
fn a_wrong_value_does_not_take_the_others_with_it() {
    let read = problem(
        "debug = 1\ninterpreter = 'x'\n[files]\na = ''",
        Code::WrongType,
        "`debug` must be a boolean, found an integer",
        "1",
    );
    assert!(!read.debug && read.interpreter.is_some());
    assert_eq!(files(&read), [("a", "./a")]);

    let (read, problems) = config("[files]\na = 1\nb = ''\nc = []\nd = 'x'");
    assert_eq!(problems.len(), 2);
    assert_eq!(files(&read), [("b", "./b"), ("d", "x")]);
}

#[test]
fn destinations_are_resolved() {
    for (source, written, wanted) in [
        ("a.py", "", "./a.py"),
        ("./lib/a.py", "", "./a.py"),
        ("https://x.y/lib/a.py", "", "./a.py"),
        ("https://x.y/a.py?v=1", "", "./a.py?v=1"),
        ("lib/a.py", "pkg/", "pkg/a.py"),
        ("lib/a.py", "/abs/", "/abs/a.py"),
        ("lib/a.py", "other.py", "other.py"),
        ("lib/a.py", "./x/../other.py", "./x/../other.py"),
        ("c:x", "", "./c:x"),
        ("lib/", "x", "x"),
        // No file to name.
        ("lib/", "", "./"),
        ("https://x.y", "", "./"),
        ("https://x.y/", "pkg/", "pkg/"),
        ("..", "", "./"),
    ] {
        assert_eq!(destination(source, written), wanted, "{source} -> {written}");
    }
}

#[test]
fn senseless_files_are_reported() {
    let bad = Code::BadFile;
    let read = problem("[files]\n'a/x' = ''\n'b/x' = ''", bad, "Duplicated destination: ./x", "''");
    assert_eq!(files(&read), [("a/x", "./x")]);
    problem("[files]\n'' = 'x'", bad, "a file without a source", "''");
    problem("[files]\n'lib/' = ''", bad, "`lib/` names no file", "'lib/'");
    problem("[files]\n'https://x.y' = 'pkg/'", bad, "`https://x.y` names no file", "'https://x.y'");
}

#[test]
fn misspelt_keys_are_recognised_and_others_left_alone() {
    problem(
        "file = 1",
        Code::UnknownKey,
        "`file` is not a configuration key: did you mean `files`?",
        "file",
    );
    problem(
        "Debug = true",
        Code::UnknownKey,
        "`Debug` is not a configuration key: did you mean `debug`?",
        "Debug",
    );
    let (read, problems) = config("tiles = 1\n[my.own]\nfile = 2");
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(to_json(&read.tree), r#"{"tiles":1,"my":{"own":{"file":2}}}"#);
}

#[test]
fn only_what_is_lost_is_an_error() {
    for (text, severity) in [
        ("debug = 1", Severity::Error),
        ("[files]\n'{X}/a' = ''", Severity::Error),
        ("packages = 1", Severity::Error),
        ("packages_cache = 'x'", Severity::Warning),
        ("file = 1", Severity::Warning),
    ] {
        assert_eq!(config(text).1[0].severity, severity, "{text}");
    }
}
