//! `pyxide check` over pages.
#![allow(clippy::expect_used)] // helpers outside of test functions

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, content).expect("a file");
    }
    folder
}

fn check(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyxide"));
    let output: Output =
        command.arg("check").args(arguments).current_dir(folder).output().expect("it runs");
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).expect("UTF-8"))
}

/// What is found in the page `index.html` beside these files: place, severity and headline of each.
fn found(html: &str, files: &[(&str, &str)]) -> Vec<String> {
    let mut all = vec![("site/index.html", html)];
    all.extend(files);
    let folder = folder(&all);
    let (_, text) = check(folder.path(), &["--json", "site"]);
    let found: Vec<serde_json::Value> = serde_json::from_str(&text).expect(&text);
    let lines = found.iter().map(|found| {
        let text = |name: &str| found[name].as_str().unwrap_or_default();
        let (file, severity, code, title) =
            (text("file"), text("severity"), text("code"), text("title"));
        format!("{file}:{}:{} {severity} {code} {title}", found["line"], found["column"])
    });
    lines.collect()
}

/// A script of type `py` with these attributes.
fn script(attributes: &str) -> String {
    format!("<script type=\"py\" {attributes}></script>")
}

#[test]
fn a_page_is_shown_with_its_places() {
    let folder = folder(&[
        (
            "site/index.html",
            "<!doctype html>\n<script type=\"module\" src=\"dist/core.js\"></script>\n\
             <mpy-config>\n  debug = 1\n  [files]\n  \"a &amp; b.csv\" = \"\"\n</mpy-config>\n\
             <script type=\"mpy\" src=\"main.py\"></script>\n",
        ),
        ("site/sub/good.htm", "<script type=py config=../c.toml src=good.py></script>"),
        ("site/sub/good.py", ""),
        ("site/c.toml", "packge = []"),
    ]);
    let (code, text) = check(folder.path(), &["./site"]);
    assert_eq!(
        text,
        "error: (PY1004): `debug` must be a boolean, found an integer\n \
         --> site/index.html:4:11\n  |\n4 |   debug = 1\n  |           ^\n\
         help: write `true` or `false`, without quotes\n\n\
         error: (PY1011): Unable to find a & b.csv\nthere is no file site/a & b.csv\n \
         --> site/index.html:6:3\n  |\n6 |   \"a &amp; b.csv\" = \"\"\n  |   ^^^^^^^^^^^^^^^\n\
         help: the address is relative to the configuration, or to the page that contains it\n\n\
         error: (PY0404): Fetching from URL main.py failed with error 404 (Not Found). \
         Are your filename and path correct?\n \
         --> site/index.html:8:25\n  |\n8 | <script type=\"mpy\" src=\"main.py\"></script>\n  \
         |                         ^^^^^^^\nhelp: there is no file site/main.py\n\n\
         warning: (PY1003): `packge` is not a configuration key: did you mean `packages`?\n \
         --> site/c.toml:1:1\n  |\n1 | packge = []\n  | ^^^^^^\n\n\
         3 errors, 1 warning in 2 files\n"
    );
    assert_eq!(code, Some(1));
    // One page by itself.
    let (code, text) = check(folder.path(), &["site/sub/good.htm"]);
    assert_eq!((code, &*text), (Some(0), "0 errors, 0 warnings in 1 file\n"));
}

#[test]
fn tags_are_judged_as_in_the_browser() {
    for (html, wanted) in [
        (script("src=a.py"), vec![]),
        (script("src='./d/%C3%A9%20x.py?v=1#z'"), vec![]),
        (script("src=https://example.org/none.py"), vec![]),
        (script("src=/elsewhere/none.py"), vec![]),
        (script("src=../none.py"), vec![]),
        (script("src=d/none.py"), vec!["1:23 error PY0404 Fetching from URL d/none.py failed"]),
        ("<base href='d/'>".to_owned() + &script("src='é x.py'"), vec![]),
        (
            "<py-script\n src=a.py>print('<b>')</py-script>".to_owned(),
            vec!["2:2 error PY0409 Invalid content for <py-script\n src=a.py>"],
        ),
        ("<py-script src=a.py># <b>fine</b></py-script>".to_owned(), vec![]),
        ("<script type=PY src=a.py>x</script>".to_owned(), vec!["1:17 error PY0409 Invalid cont"]),
        (script("worker=a.py"), vec!["1:19 error PY0409 Invalid worker attribute for <script"]),
        (script("worker src=''"), vec!["1:19 error PY0409 Invalid worker attribute"]),
        (
            "<mpy-script SCR=none.py></mpy-script>".to_owned(),
            vec!["1:13 warning PY3007 `scr` is not an attribute of <mpy-script>"],
        ),
        (script("target=nope"), vec!["1:26 warning PY3002 Unknown target nope for <script"]),
        (script("target='#nope'"), vec!["1:27 warning PY3002 Unknown target #nope"]),
        (script("target=later") + "<b id=later></b>", vec![]),
        (script("target='body > p'"), vec![]),
        (script("target=output") + "<output></output>", vec![]),
        (
            "<script src=x/core.js></script>".to_owned() + &script(""),
            vec!["1:13 error PY3006 core.js is not loaded as a module"],
        ),
        ("<script src=x/core.js></script>".to_owned(), vec![]),
        ("<template>".to_owned() + &script("src=none.py") + "</template>", vec![]),
    ] {
        let found = found(&html, &[("site/a.py", ""), ("site/d/é x.py", "")]);
        assert_eq!(found.len(), wanted.len(), "{html}: {found:?}");
        for (found, wanted) in found.iter().zip(wanted) {
            let wanted = ["site/index.html:", wanted].concat();
            assert!(found.starts_with(&wanted), "{html}: {found} instead of {wanted}");
        }
    }
}

#[test]
fn configurations_are_found_and_contradict_each_other() {
    let index = "site/index.html:";
    let toml = "site/c/a.toml:";
    for (html, wanted) in [
        ("<py-config src=c/ok.json></py-config>", vec![]),
        ("<py-config></py-config>\n<py-config></py-config>", vec![
            [index, "2:1 error PY0409 Too many py-config"].concat(),
        ]),
        ("<py-config></py-config><py-script config='{}'></py-script>", vec![
            [index, "1:43 error PY0409 Ambiguous py-config VS config attribute"].concat(),
        ]),
        (
            "<py-script config='{}'></py-script><script type=py config='{ }'></script>",
            vec![[index, "1:60 error PY0409 Unable to use different configs on main"].concat()],
        ),
        ("<py-config src=a.yaml></py-config>", vec![
            [index, "1:16 error PY1000 Invalid URL: a.yaml"].concat(),
        ]),
        ("<py-config src=no.toml></py-config>", vec![
            [index, "1:16 error PY0404 Fetching from URL no.toml failed with error 404 (Not Found). Are your filename and path correct?"].concat(),
        ]),
        ("<py-config src=https://example.org/a.toml></py-config>", vec![]),
        ("<py-config config-parser=no.js>anything goes</py-config>", vec![
            [index, "1:26 error PY0404 Fetching from URL no.js failed with error 404 (Not Found). Are your filename and path correct?"].concat(),
        ]),
        ("<mpy-config type=json>\n[1,</mpy-config>", vec![
            [index, "2:4 error PY1000 Invalid JSON"].concat(),
        ]),
        ("<py-script config='{&quot;debug&quot;: 1}'></py-script>", vec![
            [index, "1:40 error PY1004 `debug` must be a boolean, found an integer"].concat(),
        ]),
        ("<script type=py config=c/a.toml></script><script type=mpy config=c/a.toml></script>", vec![
            [toml, "1:1 warning PY1003 `package` is not a configuration key: did you mean `packages`?"].concat(),
            [toml, "3:1 error PY1011 Unable to find b.csv"].concat(),
        ]),
        ("<script type=py worker config='{\"debug\": 1}'></script><py-config></py-config>", vec![
            [index, "1:42 error PY1004 `debug` must be a boolean, found an integer"].concat(),
        ]),
        ("<script type=py worker config=c/none.toml></script>", vec![
            [index, "1:31 error PY0404 Fetching from URL c/none.toml failed with error 404 (Not Found). Are your filename and path correct?"].concat(),
        ]),
    ] {
        let files = [
            ("site/c/a.toml", "package = []\n[files]\n'b.csv' = ''\n'../d.csv' = ''\n"),
            ("site/c/ok.json", "{}"),
            ("site/d.csv", ""),
        ];
        assert_eq!(found(html, &files), wanted, "{html}");
    }
}

#[test]
fn what_a_configuration_names_is_looked_for() {
    let config = |toml: &str| format!("<py-config>\n{toml}\n</py-config><mpy-config src=x.toml>");
    for (toml, wanted) in [
        ("interpreter = './no.mjs'", "2:15 error PY3000 Unable to find ./no.mjs"),
        ("interpreter = 'what is this'", "2:15 error PY1005 Invalid interpreter: what is this"),
        ("packages = ['numpy', './no-1.0-py3-none-any.whl']", "2:22 error PY1001 Unable to find"),
        ("packages = ['./no.toml']", "2:13 error PY1001 Unable to find"),
        ("packages = ['./extra.json']", "2:13 error PY1011 Unable to find"),
        ("files = {'http://[' = 'x'}", "2:10 error PY1010 Invalid URL in files: http://["),
        ("fetch = [{from = 'd', files = ['a', 'b']}]", "2:37 error PY1011 Unable to find d/b"),
        ("js_modules.main = {'x.js' = 'x'}", "2:20 error PY1013 Unable to find x.js"),
        ("js_modules.worker = {'x.js' = 'x'}", "2:22 error PY1013 Unable to find x.js"),
        (
            "files = {'{A}' = 'd', '{A}/a' = '', '{A}/b' = ''}",
            "2:37 error PY1011 Unable to find d/b",
        ),
        ("files = {'{B}/a' = ''}", "2:11 error PY1010 Invalid template: {B}"),
        ("files = {'a' = './*'}", "2:10 error PY1010 Unsupported archive a"),
        ("files = {'folder/' = ''}", "2:10 error PY1010 `folder/` names no file"),
        ("files = {'a' = 'x', 'x.toml' = 'x'}", "2:32 error PY1010 Duplicated destination: x"),
    ] {
        let files = [
            ("site/x.toml", ""),
            ("site/a", ""),
            ("site/d/a", ""),
            ("site/extra.json", "{\"name\": \"x\", \"files\": {\"./none.py\": \"\"}}"),
        ];
        let found = found(&config(toml), &files);
        assert_eq!(found.len(), 1, "{toml}: {found:?}");
        let wanted = ["site/index.html:", wanted].concat();
        assert!(found[0].starts_with(&wanted), "{toml}: {} instead of {wanted}", found[0]);
    }
}

#[test]
fn five_hundred_pages_share_what_they_name() {
    let folder = folder(&[
        ("site/shared.toml", "debg = true\n[files]\n'data.csv' = ''\n'none.csv' = ''\n"),
        ("site/data.csv", ""),
        ("site/.hidden/a.html", "<py-config>x = [</py-config>"),
        ("site/node_modules/a/a.html", "<py-config>x = [</py-config>"),
    ]);
    for number in 0..500 {
        let mut html = String::from("<!doctype html>\n");
        for line in 0..100 {
            writeln!(html, "<p class=\"a\">Paragraph {line} of page {number} &mdash; text")
                .expect("text");
        }
        html += "<script type=\"py\" config=\"../shared.toml\" src=\"main.py\"></script>\n";
        let page = folder.path().join(format!("site/p{number:03}/index.html"));
        fs::create_dir(page.parent().expect("a parent")).expect("a folder");
        // Every tenth page has no program.
        if number % 10 != 0 {
            fs::write(page.with_file_name("main.py"), "").expect("a file");
        }
        fs::write(page, html).expect("a file");
    }
    let (code, text) = check(folder.path(), &["--json", "site"]);
    assert_eq!(code, Some(1));
    let found: Vec<serde_json::Value> = serde_json::from_str(&text).expect("JSON");
    let missing: Vec<_> = found.iter().filter(|found| found["code"] == "PY0404").collect();
    let pages: Vec<_> = (0..50).map(|number| format!("site/p{number:02}0/index.html")).collect();
    assert_eq!(
        missing.iter().map(|found| found["file"].as_str()).collect::<Vec<_>>(),
        pages.iter().map(|page| Some(page.as_str())).collect::<Vec<_>>()
    );
    assert!(missing.iter().all(|found| found["line"] == 102));
    // What they share is told once.
    assert_eq!(found.len(), 52);
    let (_, text) = check(folder.path(), &["site"]);
    assert!(text.ends_with("51 errors, 1 warning in 500 files\n"), "{text}");
}

#[test]
fn nothing_to_check_is_an_error() {
    let folder = folder(&[("site/a.txt", "")]);
    let (code, text) = check(folder.path(), &["site"]);
    assert_eq!(code, Some(2));
    assert!(text.contains("error: there is no page in site"), "{text}");
}

#[test]
fn the_examples_are_clean() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let (code, text) = check(&root, &["examples"]);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.starts_with("0 errors, 0 warnings in "), "{text}");
}
