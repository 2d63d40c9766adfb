//! What is fetched for Python: `files`, `fetch`, `js_modules`.
#![allow(clippy::unwrap_used)] // helpers outside of test functions

use pyxide_config::{ArchiveFormat, Config, FileEntry, Format, JsModule, parse_source, read};
use pyxide_diagnostic::{Code, Diagnostic, Severity, Source};

#[track_caller]
fn config(text: &str) -> (Config, Vec<Diagnostic>) {
    let source = Source::new("a.toml", text);
    let format = if text.starts_with('{') { Format::Json } else { Format::Toml };
    let parsed = parse_source(&source, format);
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    read(parsed.value.as_ref().unwrap(), &source)
}

#[track_caller]
fn fine(text: &str) -> Config {
    let (config, problems) = config(text);
    assert!(problems.is_empty(), "{problems:?}");
    config
}

/// Title and marked text of each problem, all of one code.
#[track_caller]
fn problems(text: &str, code: Code) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for problem in config(text).1 {
        assert_eq!(problem.code, code, "{problem:?}");
        assert!(problem.help.is_some(), "{problem:?} gives no advice");
        let span = problem.span.unwrap();
        found.push((problem.title, text[span.start..span.end].to_owned()));
    }
    found
}

#[track_caller]
fn problem(text: &str, code: Code, title: &str, marked: &str) {
    assert_eq!(problems(text, code), [(title.to_owned(), marked.to_owned())], "{text:?}");
}

fn pairs(files: &[FileEntry]) -> Vec<(&str, &str)> {
    files.iter().map(|f| (f.source.value.as_str(), f.destination.value.as_str())).collect()
}

#[test]
fn templates_are_replaced() {
    let config = fine(
        "[files]
        '{FROM}' = 'https://x.y'
        '{a b}' = '{FROM}/data'
        '{TO}' = './lib'
        '{a b}/one.csv' = ''
        '{FROM}/two.csv' = '{TO}/'
        '{FROM}{TO}' = '{TO}/{TO}'
        '{FROM}/pkg.zip' = '{TO}/*'
        'a{b.csv' = 'a}b{'",
    );
    assert_eq!(
        pairs(&config.files),
        [
            ("https://x.y/data/one.csv", "./one.csv"),
            ("https://x.y/two.csv", "./lib/two.csv"),
            ("https://x.y./lib", "./lib/./lib"),
            ("https://x.y/pkg.zip", "./lib/"),
            ("a{b.csv", "a}b{"),
        ]
    );
    let json = fine(r#"{"files": {"{A}": "x", "{A}/y": "{A}z"}}"#);
    assert_eq!(pairs(&json.files), [("x/y", "xz")]);
    // A definition is the whole source; two templates around something are not one.
    let config = fine("[files]\n'{A}' = 'a'\n'{B}' = 'b'\n'{A}/x.{B}' = ''");
    assert_eq!(pairs(&config.files), [("a/x.b", "./x.b")]);
}

#[test]
fn unknown_templates_are_told_where_they_stand() {
    let bad = Code::BadFile;
    problem("[files]\n'{X}/a' = ''", bad, "Invalid template: {X}", "{X}");
    problem("[files]\na = './{X}/'", bad, "Invalid template: {X}", "{X}");
    problem("[files]\n'{A}' = 'a'\n'{a}/x' = ''", bad, "Invalid template: {a}", "{a}");
    problem("[files]\n'{A}' = '{B}'\n'{A}/x' = ''", bad, "Invalid template: {B}", "{B}");
    problem("[files]\n'{}/x' = ''", bad, "Invalid template: {}", "{}");
    // The one problem is the definition.
    let wrong = "the destination of `{A}` must be a string, found an integer";
    problem("[files]\n'{A}' = 1\n'{A}/x' = ''\n'{A}/y' = ''", Code::WrongType, wrong, "1");

    let help = |text| config(text).1[0].help.clone().unwrap();
    assert!(help("[files]\n'{A}/x' = ''\n'{A}' = 'a'").contains("comes later"));
    assert!(help("[files]\n'{A}' = 'a'\n'{B}' = 'b'\n'{C}/x' = ''").contains("{A}, {B}"));
    assert!(help("[files]\n'{C}/x' = ''").contains("define it before"));
}

#[test]
fn archives_are_known_by_their_ends() {
    let (zip, tar) = (Some(ArchiveFormat::Zip), Some(ArchiveFormat::Tar));
    for (source, written, path, format) in [
        ("a.zip", "./*", "./", zip),
        ("a.ZIP", "/*", "/", zip),
        ("x/a.whl", "./a/b/*", "./a/b/", zip),
        ("a.tar", "lib/*", "lib/", tar),
        ("a.tar.gz", "./*", "./", tar),
        ("a.tgz", "./*", "./", tar),
        ("https://x.y/a.zip?v=1.tar#b", "./*", "./", zip),
        // Not to be unpacked.
        ("a.zip", "./", "./a.zip", None),
        ("a.zip", "*", "*", None),
        ("a.zip", "a*", "a*", None),
    ] {
        let file = &fine(&format!("[files]\n'{source}' = '{written}'")).files[0];
        assert_eq!((file.destination.value.as_str(), file.archive), (path, format), "{source}");
    }
    let bad = Code::BadFile;
    for source in ["a.py", "a.tar.bz2", "a.gz", "zip", "a?x=.zip"] {
        let title = format!("Unsupported archive {source}");
        problem(&format!("[files]\n'{source}' = './*'"), bad, &title, &format!("'{source}'"));
    }
}

#[test]
fn only_archives_may_share_a_destination() {
    let bad = Code::BadFile;
    problem("[files]\n'a/x' = ''\n'b/x' = ''", bad, "Duplicated destination: ./x", "''");
    problem("[files]\na = 'x'\nb = 'c'\nc = 'x'", bad, "Duplicated destination: x", "'x'");
    // The comparison is one of texts.
    let config = fine("[files]\na = 'x'\nb = './x'\n'c.zip' = './*'\n'd.tar' = './*'\ne = 'y/e'");
    assert_eq!(config.files.len(), 5);
}

#[test]
fn fetch_is_read() {
    let config = fine(
        "[[fetch]]
        from = './data/'
        to_folder = '/x/'
        files = ['a.csv', 'sub/b.csv']
        [[fetch]]
        files = ['c.py']
        [[fetch]]
        from = 'https://x.y/d.py?v=1'
        to_file = 'e.py'
        [[fetch]]
        from = 'lib/f.py'
        to_folder = 'pkg'",
    );
    assert_eq!(
        pairs(&config.fetch),
        [
            ("./data/a.csv", "/x/a.csv"),
            ("./data/sub/b.csv", "/x/sub/b.csv"),
            ("c.py", "c.py"),
            ("https://x.y/d.py?v=1", "e.py"),
            ("lib/f.py", "pkg/f.py"),
        ]
    );
    assert_eq!(fine("fetch = []").fetch, []);
}

#[test]
fn senseless_fetches_are_reported() {
    let (bad, wrong) = (Code::BadFile, Code::WrongType);
    problem(
        "[[fetch]]\nfrom = 'a'\nto_file = 'b'\nfiles = ['c']",
        bad,
        "Cannot use 'to_file' and 'files' parameters together!",
        "['c']",
    );
    let title =
        "Couldn't determine the filename from the path a/, please supply 'to_file' parameter.";
    problem("[[fetch]]\nfrom = 'a/'", bad, title, "'a/'");
    let title =
        "Couldn't determine the filename from the path , please supply 'to_file' parameter.";
    assert_eq!(problems("[[fetch]]\nto_folder = 'x'", bad)[0].0, title);
    let title = "`https://x.y` names no file";
    problem("[[fetch]]\nfrom = 'https://x.y/'\nfiles = ['a.py', '']", bad, title, "''");
    problem(
        "[[fetch]]\nfrom = 'a'\nto_folder = '/'\nto_file = ''",
        bad,
        "`a` names no file",
        "'a'",
    );
    let title = "`to_foldr` is not a key of `fetch`: did you mean `to_folder`?";
    // The title has the advice already.
    let (_, found) = config("[[fetch]]\nfrom = 'a'\nto_foldr = 'b'");
    assert_eq!(found.iter().map(|problem| &*problem.title).collect::<Vec<_>>(), [title]);
    problem("fetch = 'a'", wrong, "`fetch` must be an array of tables, found a string", "'a'");
    problem("fetch = ['a']", wrong, "an item of `fetch` must be a table, found a string", "'a'");
    let title = "`from` of `fetch` must be a string, found an integer";
    problem("[[fetch]]\nfrom = 1", wrong, title, "1");
    let title = "`files` of `fetch` must be an array of strings, found a string";
    problem("[[fetch]]\nfiles = 'a'", wrong, title, "'a'");
    let title = "a file of `fetch` must be a string, found an integer";
    problem("[[fetch]]\nfiles = ['a', 1]", wrong, title, "1");
    for (name, source) in
        [("' '", "a"), ("'.'", "a"), ("'/'", "a"), ("'..'", "a/.."), ("'x/..'", "a/x/..")]
    {
        let title = format!("`{source}` names no file");
        let text = format!("[[fetch]]\nfrom = 'a/'\nto_folder = 'z'\nfiles = ['b', {name}]");
        problem(&text, bad, &title, name);
    }
    problem("[[fetch]]\nfrom = 'a/'\nto_file = ''", bad, "`a/` names no file", "'a/'");
    problem("[[fetch]]\nfrom = ''\nto_file = 'b'", bad, "a file without a source", "''");
    let (read, _) =
        config("[[fetch]]\nfiles = ['a', 1]\n[[fetch]]\nfrom = 2\n[[fetch]]\nfrom = 'b'");
    assert_eq!(pairs(&read.fetch), [("a", "a"), ("b", "b")]);
}

#[test]
fn js_modules_are_read() {
    let config = fine(
        "[js_modules.main]
        './a.js' = 'a'
        b.css = 'a'
        [js_modules.worker]
        'https://x.y/c.js' = 'c'",
    );
    let pairs = |modules: &[JsModule]| -> Vec<_> {
        modules.iter().map(|m| (m.source.value.clone(), m.name.value.clone())).collect()
    };
    let pair = |source: &str, name: &str| (source.to_owned(), name.to_owned());
    assert_eq!(pairs(&config.js_modules.main), [pair("./a.js", "a"), pair("b.css", "a")]);
    assert_eq!(pairs(&config.js_modules.worker), [pair("https://x.y/c.js", "c")]);
}

#[test]
fn senseless_js_modules_are_reported() {
    let wrong = Code::WrongType;
    problem("js_modules = ['a']", wrong, "`js_modules` must be a table, found an array", "['a']");
    let title = "`js_modules.main` must be a table, found a string";
    problem("js_modules = { main = './a.js' }", wrong, title, "'./a.js'");
    let title = "`js_modules.worker` must be a table, found an array";
    problem("[js_modules]\nworker = []", wrong, title, "[]");
    let title = "the name of `a.js` must be a string, found an integer";
    problem("[js_modules.main]\n'a.js' = 1", wrong, title, "1");
    let text = "[js_modules]\n'./a.js' = 'a'";
    problem(
        text,
        Code::UnknownKey,
        "`./a.js` in `js_modules` is neither `main` nor `worker`",
        "'./a.js'",
    );
    assert_eq!(config(text).1[0].severity, Severity::Warning);
}
