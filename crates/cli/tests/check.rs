//! The program, run on files.
#![allow(clippy::expect_used)] // helpers outside of test functions

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, content) in files {
        fs::write(folder.path().join(name), content).expect("a file");
    }
    folder
}

fn pyxide(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyxide"));
    command.args(arguments).current_dir(folder).output().expect("the program runs")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn a_good_file_is_quiet() {
    let folder = folder(&[("a.toml", b"debug = true"), ("b.json", b"{\"name\": \"x\"}")]);
    let output = pyxide(folder.path(), &["check", "a.toml", "b.json"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text(&output.stdout), "0 errors, 0 warnings in 2 files\n");
}

#[test]
fn errors_are_shown_with_their_place() {
    let folder = folder(&[("a.toml", b"debug = 1\n./x = 2\n"), ("b.json", b"{\n  \"a\": 1,\n}")]);
    let output = pyxide(folder.path(), &["check", "a.toml", "b.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        text(&output.stdout),
        "warning: (PY1002): the key `./x` needs quotes\n \
         --> a.toml:2:1\n  |\n2 | ./x = 2\n  | ^^^\nhelp: write `\"./x\" = …`\n\n\
         error: (PY1004): `debug` must be a boolean, found an integer\n \
         --> a.toml:1:9\n  |\n1 | debug = 1\n  |         ^\nhelp: write `true` or `false`, without quotes\n\n\
         error: (PY1000): Invalid JSON @ b.json\nexpected a key in double quotes, found `}`\n \
         --> b.json:3:1\n  |\n3 | }\n  | ^\nhelp: remove the comma before it\n\n\
         2 errors, 1 warning in 2 files\n"
    );
}

#[test]
fn warnings_alone_are_no_failure() {
    let folder = folder(&[("a.toml", b"a = 1\na = 2")]);
    let output = pyxide(folder.path(), &["check", "a.toml"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).ends_with("0 errors, 1 warning in 1 file\n"));
}

#[test]
fn programs_get_json() {
    let folder = folder(&[("a.toml", "é = 1\ndebug = 'x'".as_bytes())]);
    let output = pyxide(folder.path(), &["check", "--json", "a.toml"]);
    assert_eq!(output.status.code(), Some(1));
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(found.as_array().map(Vec::len), Some(2));
    let error = &found[1];
    assert_eq!(
        *error,
        serde_json::json!({
            "code": "PY1004",
            "name": "WrongType",
            "severity": "error",
            "title": "`debug` must be a boolean, found a string",
            "detail": null,
            "help": "write `true` or `false`, without quotes",
            "file": "a.toml",
            "line": 2,
            "column": 9,
            "source": "debug = 'x'",
            "span": [15, 18],
        })
    );
    let output = pyxide(folder.path(), &["check", "--json", "a.toml", "none.toml"]);
    assert!(serde_json::from_slice::<serde_json::Value>(&output.stdout).is_ok());
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn what_cannot_be_opened_is_named() {
    let folder = folder(&[("a.toml", b"a = 1\na = 2"), ("b.toml", b"\xff"), ("c.yaml", b"")]);
    for (name, message) in [
        ("none.toml", "error: none.toml cannot be read: "),
        ("b.toml", "error: b.toml is not UTF-8: "),
        (
            "c.yaml",
            "error: c.yaml is no page and no configuration: it should end in .html, .htm, .toml or .json",
        ),
    ] {
        let output = pyxide(folder.path(), &["check", name, "a.toml"]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(text(&output.stderr).starts_with(message), "{}", text(&output.stderr));
        // The others are checked nevertheless.
        assert!(text(&output.stdout).contains("`a` is set again"));
    }
}

#[test]
fn a_folder_that_is_missing_cannot_be_served() {
    let folder = folder(&[]);
    let output = pyxide(folder.path(), &["serve", "none", "--port", "0"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).starts_with("error: there is no folder none to serve"));
}
