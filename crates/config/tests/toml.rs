//! TOML, strict and as pages write it.
#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers outside of test functions

use pyxide_config::{Format, Parsed, parse, parse_source, to_json};
use pyxide_diagnostic::{Code, Diagnostic, Severity, Source};

fn toml(text: &str) -> Parsed {
    parse(text, Format::Toml, "a.toml")
}

/// The part of the text that a diagnostic marks.
fn marked(diagnostic: &Diagnostic) -> &str {
    let source = diagnostic.source.as_ref().map(Source::text).unwrap_or_default();
    diagnostic.span.and_then(|span| source.get(span.start..span.end)).unwrap_or("no span")
}

/// A text that is read without a word.
#[track_caller]
fn clean(text: &str, json: &str) {
    let parsed = toml(text);
    assert!(parsed.diagnostics.is_empty(), "{text:?}: {:?}", parsed.diagnostics);
    assert_eq!(parsed.value.as_ref().map(to_json).as_deref(), Some(json), "{text:?}");
}

/// A text that is read with warnings: beginning of the title, and what it marks.
#[track_caller]
fn lenient(text: &str, json: &str, warnings: &[(&str, &str)]) {
    let parsed = toml(text);
    assert_eq!(parsed.value.as_ref().map(to_json).as_deref(), Some(json), "{text:?}");
    for warning in &parsed.diagnostics {
        assert_eq!((warning.code, warning.severity), (Code::LenientToml, Severity::Warning));
    }
    let found: Vec<_> =
        parsed.diagnostics.iter().map(|found| (found.title.as_str(), marked(found))).collect();
    assert_eq!(found.len(), warnings.len(), "{text:?}: {found:?}");
    for ((title, mark), (wanted, wanted_mark)) in found.iter().zip(warnings) {
        assert!(title.starts_with(wanted), "{text:?}: {title}");
        assert_eq!(mark, wanted_mark, "{text:?}: {title}");
    }
}

/// A text that is refused: beginnings of the messages, line and column of each.
#[track_caller]
fn refused(text: &str, errors: &[(&str, u32, u32)]) {
    let parsed = toml(text);
    assert!(parsed.value.is_none(), "{text:?}");
    let found: Vec<_> = parsed
        .diagnostics
        .iter()
        .map(|error| {
            assert_eq!(error.headline(), "(PY1000): Invalid TOML @ a.toml");
            let place = error.location().unwrap();
            (error.detail.as_deref().unwrap_or_default(), place.line, place.column)
        })
        .collect();
    assert_eq!(found.len(), errors.len(), "{text:?}: {found:?}");
    for (found, wanted) in found.iter().zip(errors) {
        assert!(found.0.starts_with(wanted.0), "{text:?}: {}", found.0);
        assert_eq!((found.1, found.2), (wanted.1, wanted.2), "{text:?}: {}", found.0);
    }
}

#[test]
fn what_toml_has_is_read() {
    clean("", "{}");
    clean("# nothing\n\n", "{}");
    clean(
        "a = 1\nb = 1.50\nc = true\nd = 'x'\ne = \"y\"",
        r#"{"a":1,"b":1.50,"c":true,"d":"x","e":"y"}"#,
    );
    clean("a = [1, 2,\n  3, # three\n]", r#"{"a":[1,2,3]}"#);
    clean(
        "[a.b]\nx = 1\n[[c]]\ny = 1\n[[c]]\ny = 2",
        r#"{"a":{"b":{"x":1}},"c":[{"y":1},{"y":2}]}"#,
    );
    clean("[\"a b\"]\n'c d' = 1", r#"{"a b":{"c d":1}}"#);
    clean("a = {b=1}\nc = [{d = 1}, {d = 2}]", r#"{"a":{"b":1},"c":[{"d":1},{"d":2}]}"#);
    clean("a.b = 1\na.c = 2", r#"{"a":{"b":1,"c":2}}"#);
    clean("a = \"tab\\t \\\" \\u00e9\"\nb = 'C:\\new'", r#"{"a":"tab\u0009 \" é","b":"C:\\new"}"#);
    clean("a = \"\"\"\none\ntwo\"\"\"\nb = '''x\\'''", r#"{"a":"one\ntwo","b":"x\\"}"#);
    clean("  a = 1\r\n\tb = 2\r\n", r#"{"a":1,"b":2}"#);
    clean("\u{feff}a = 1", r#"{"a":1}"#);
}

#[test]
fn numbers_keep_their_value() {
    clean(
        "a = 1_000\nb = 0xff\nc = -0o17\n".replace("-0o", "0o").as_str(),
        r#"{"a":1000,"b":255,"c":15}"#,
    );
    clean("a = inf\nb = -inf\nc = nan", r#"{"a":null,"b":null,"c":null}"#);
    clean(
        "a = +5\nb = +1.5\nc = 1_0.5_0\nd = 1e06\ne = -9223372036854775808",
        r#"{"a":5,"b":1.5,"c":10.50,"d":1e06,"e":-9223372036854775808}"#,
    );
    clean("a = 99999999999999999999", r#"{"a":99999999999999999999}"#);
}

#[test]
fn dates_are_iso_strings() {
    clean(
        "a = 1979-05-27\nb = 1979-05-27 07:32:00z\nc = 1979-05-27t00:32:00.5-07:00\nd = 07:32:00",
        r#"{"a":"1979-05-27","b":"1979-05-27T07:32:00Z","c":"1979-05-27T00:32:00.5-07:00","d":"07:32:00"}"#,
    );
}

#[test]
fn order_is_that_of_the_text() {
    clean("z = 1\na = 2\n[m]\ny = 1\nb = 2", r#"{"z":1,"a":2,"m":{"y":1,"b":2}}"#);
}

#[test]
fn keys_that_are_addresses_keep_their_dots() {
    clean(
        "[files]\ndata.csv = ''\nb.tar.gz = 'x/'\ndata.json = ''",
        r#"{"files":{"data.csv":"","b.tar.gz":"x/","data.json":""}}"#,
    );
    clean("files = { data.csv = '' }", r#"{"files":{"data.csv":""}}"#);
    clean(
        "[js_modules.main]\ncode.js = 'x'\n[js_modules.worker]\na.b.js = 'y'",
        r#"{"js_modules":{"main":{"code.js":"x"},"worker":{"a.b.js":"y"}}}"#,
    );
    clean("[files]\na.x = '1'\nb = '2'\na.y = '3'", r#"{"files":{"a.x":"1","b":"2","a.y":"3"}}"#);
    // Elsewhere a dot nests, and so do headers and braces that say so.
    clean("[other]\ndata.csv = ''", r#"{"other":{"data":{"csv":""}}}"#);
    clean("[files.sub]\na = ''", r#"{"files":{"sub":{"a":""}}}"#);
    clean("[files]\nsub = { a = '' }", r#"{"files":{"sub":{"a":""}}}"#);

    let parsed = toml("[files]\na = ''\ndata.csv = 5");
    let files = parsed.value.as_ref().and_then(|root| root.get("files")).unwrap();
    let entry = files.as_table().unwrap().entry("data.csv").unwrap();
    assert_eq!((entry.key_span.start, entry.key_span.end), (15, 23));
    assert_eq!((entry.value.span.start, entry.value.span.end), (26, 27));
}

#[test]
fn keys_without_their_quotes_are_those_keys() {
    lenient(
        "./data.csv = \"\"",
        r#"{"./data.csv":""}"#,
        &[("the key `./data.csv` needs quotes", "./data.csv")],
    );
    lenient("a:b = 1", r#"{"a:b":1}"#, &[("the key `a:b`", "a:b")]);
    lenient(
        "[files]\nhttps://x.y/z.py = ''\na.csv = ''",
        r#"{"files":{"https://x.y/z.py":"","a.csv":""}}"#,
        &[("the key `https://x.y/z.py`", "https://x.y/z.py")],
    );
    lenient(
        "f = { ./a = 1, é = 2 }",
        r#"{"f":{"./a":1,"é":2}}"#,
        &[("the key `./a`", "./a"), ("the key `é`", "é")],
    );
    lenient("[./x.y]\na = 1", r#"{"/x":{"y":{"a":1}}}"#, &[("the section name `./x.y`", "./x.y")]);
}

#[test]
fn of_equal_keys_the_last_wins() {
    lenient("a = 1\nb = 2\na = 3", r#"{"a":3,"b":2}"#, &[("`a` is set again", "a")]);
    lenient("a.b = 1\na = 2", r#"{"a":2}"#, &[("`a` is set again", "a")]);
    lenient("a = 2\na.b = 1", r#"{"a":{"b":1}}"#, &[("`a.b` is set again", "a.b")]);
    lenient("x = { a = 1, a = 2 }", r#"{"x":{"a":2}}"#, &[("`a` is set again", "a")]);
    let parsed = toml("a = 1\na = 2");
    assert_eq!(parsed.diagnostics[0].location().unwrap().line, 2);
}

#[test]
fn repeated_sections_are_one() {
    lenient(
        "[a]\nx = 1\n[b]\n[a]\ny = 2",
        r#"{"a":{"x":1,"y":2},"b":{}}"#,
        &[("this section is here again", "[a]")],
    );
    lenient(
        "[a]\nx = 1\n[b]\nc = 1\nc = 2\n[a.d]\n[[e]]\n[e.f]\n[[e]]\n[e.f]\ng = 1",
        r#"{"a":{"x":1,"d":{}},"b":{"c":2},"e":[{"f":{}},{"f":{"g":1}}]}"#,
        &[("`c` is set again", "c")],
    );
    lenient("a = 1\n[a]\nx = 1", r#"{"a":{"x":1}}"#, &[("this section replaces", "[a]")]);
    lenient("a = 1\n[[a]]\nx = 1", r#"{"a":[{"x":1}]}"#, &[("this section replaces", "[[a]]")]);
    lenient(
        "a = [1]\n[a.b]\nx = 1",
        r#"{"a":{"b":{"x":1}}}"#,
        &[("this section replaces", "[a.b]")],
    );
    lenient(
        "[[a]]\nx = 1\n[a]\ny = 1",
        r#"{"a":[{"x":1,"y":1}]}"#,
        &[("this section is here again", "[a]")],
    );
}

#[test]
fn lines_that_say_nothing_are_ignored() {
    let junk = "a line that is neither a section nor `key = value`";
    lenient(
        "hello there # you\na = 1\n---",
        r#"{"a":1}"#,
        &[(junk, "hello there # you"), (junk, "---")],
    );
    lenient(
        "a = 1\nkey =\nb = # none\nc = 2",
        r#"{"a":1,"c":2}"#,
        &[("the key `key` has no value", "key"), ("the key `b` has no value", "b")],
    );
    lenient("= 5\na = 1", r#"{"a":1}"#, &[(junk, "= 5")]);
    lenient("[a] more\nb = 1", r#"{"a":{"b":1}}"#, &[("text after a section", "more")]);
    lenient("[]\na = 1", r#"{"a":1}"#, &[("a section without a name", "[]")]);
    lenient("a =\u{a0}1", r#"{"a":1}"#, &[("a space of a special kind", "\u{a0}")]);
    lenient("a = 1 # \u{1}", r#"{"a":1}"#, &[("a control character", "\u{1}")]);
    lenient("[a\nb = 1", r#"{"a":{"b":1}}"#, &[("a section without its closing `]`", "[a")]);
    lenient("[[a]\nb = 1", r#"{"a":[{"b":1}]}"#, &[("a section without its closing `]]`", "[[a]")]);

    let parsed = toml("a = 1\ndebug: true");
    assert_eq!(parsed.diagnostics[0].help.as_deref(), Some("write `debug = true`"));
}

#[test]
fn values_of_json_are_taken() {
    lenient("a = null", r#"{"a":null}"#, &[("TOML has no `null`", "null")]);
    lenient("a = [1, null]", r#"{"a":[1,null]}"#, &[("TOML has no `null`", "null")]);
    lenient(
        r#"a = {"x": 1, "y": [true, {"z": "w"}]}"#,
        r#"{"a":{"x":1,"y":[true,{"z":"w"}]}}"#,
        &[("TOML writes `=`", ":"), ("TOML writes `=`", ":"), ("TOML writes `=`", ":")],
    );
}

#[test]
fn paths_of_windows_keep_their_backslashes() {
    lenient(
        r#"a = "C:\data\new""#,
        r#"{"a":"C:\\data\\new"}"#,
        &[("the backslashes in this text are taken as they are", r#""C:\data\new""#)],
    );
    lenient(
        r#"a = ["x", "C:\data\"]"#,
        r#"{"a":["x","C:\\data\\"]}"#,
        &[("the backslashes in this text", r#""C:\data\""#)],
    );
    // Proper escapes stay escapes, also in a text with another mistake.
    lenient("a = \"x\\ty\"\nb = null", r#"{"a":"x\u0009y","b":null}"#, &[("TOML has no", "null")]);
}

#[test]
fn what_cannot_be_read_is_an_error() {
    refused("a = [1, 2", &[("an array without its closing `]`", 1, 5)]);
    refused("a = [1, 2\nb = 3", &[("an array without its closing `]`", 1, 5)]);
    refused("a = {b = 1\nc = 2", &[("a table without its closing `}`", 1, 5)]);
    refused("\na = \"x\nb = 1", &[("a text without its closing `\"`", 2, 5)]);
    refused("a = 'x", &[("a text without its closing `'`", 1, 5)]);
    refused("a = \"\"\"x\ny", &[("a text without its closing `\"\"\"`", 1, 5)]);
    refused("a = foo", &[("`foo` is not a value", 1, 5)]);
    refused("a = 1 2", &[("expected the end of the line after the value, found `2`", 1, 7)]);
    refused("a = hello world", &[("`hello world` is not a value", 1, 5)]);
    refused("a = 1, b = 2", &[("expected the end of the line after the value, found `,`", 1, 6)]);
    refused("a = ,", &[("expected a value, found `,`", 1, 5)]);
    refused("a = [1 \"x\"]", &[("expected `,` or `]`, found `\"`", 1, 8)]);
    refused("a = [\"x\" \"y\"]", &[("expected `,` or `]`, found `\"`", 1, 10)]);
    refused("a = {b}", &[("expected a key and `=`, found `b`", 1, 6)]);
    refused("a = 2024-13-45", &[("`2024-13-45` is not a value", 1, 5)]);
    refused("a = 0x", &[("`", 1, 5)]);
    refused("a = 1_0x", &[("`", 1, 5)]);
    refused("a = 1_0.5_0x", &[("`1_0.5_0x`", 1, 5)]);
    refused("a = 0xfffffffffffffffff", &[("`", 1, 5)]);
    refused("a = 01", &[("`01` is not a value", 1, 5)]);
    // One mistake does not hide the next, and lenient lines are not mixed in.
    refused("a = foo\n./b = 1\nc = True\nd = 1", &[("`foo`", 1, 5), ("`True`", 3, 5)]);
    refused("a = [\n  'x',\n  foo,\n  'y'\n]\nb = bar", &[("`foo`", 3, 3), ("`bar`", 6, 5)]);
}

#[test]
fn without_one_line_of_toml_there_is_no_configuration() {
    refused("{bad}", &[("a line that is neither", 1, 1)]);
    refused("name\nfiles", &[("a line that is neither", 1, 1), ("a line that is neither", 2, 1)]);
    assert_eq!(toml("debug: true").diagnostics[0].help.as_deref(), Some("write `debug = true`"));
}

#[test]
fn errors_say_what_to_do() {
    for (text, help) in [
        ("a = foo", "a text stands in quotes: `\"foo\"`"),
        ("a = 0.29.0", "a text stands in quotes: `\"0.29.0\"`"),
        ("a = 007", "remove the zeros at its beginning, or put it in quotes"),
        ("a = True", "write `true`"),
        ("a = no", "write `false`"),
        ("a = None", "leave the key out"),
        ("a = “x”", "use straight quotes: `\"`"),
        ("a = [1", "add it, or a comma between two items"),
    ] {
        assert_eq!(toml(text).diagnostics[0].help.as_deref(), Some(help), "{text}");
    }
}

#[test]
fn a_long_list_of_errors_is_cut() {
    assert_eq!(toml(&"a = foo\n".repeat(100)).diagnostics.len(), 8);
}

#[test]
fn the_headline_names_files_only() {
    let inline = Source::inline("<py-config>", "a = foo").starting_at(7);
    let parsed = parse_source(&inline, Format::Toml);
    assert_eq!(
        parsed.diagnostics[0].render(),
        "(PY1000): Invalid TOML\n`foo` is not a value\n --> <py-config>:7:5\n  |\n7 | a = foo\n  |     ^^^\n\
         help: a text stands in quotes: `\"foo\"`"
    );
    assert_eq!(
        parse("a = foo", Format::Toml, "").diagnostics[0].headline(),
        "(PY1000): Invalid TOML"
    );
}

#[test]
fn depth_is_limited() {
    for text in [
        format!("a = {}", "[".repeat(10_000)),
        format!("a = {}", "{a=".repeat(10_000)),
        format!("{}a = 1", "a.".repeat(10_000)),
        format!("[{}a]\nx = 1", "a.".repeat(10_000)),
        // Dotted keys in nested braces multiply.
        format!(
            "{}{}1{}",
            "x = ",
            format!("{{ {}a = ", "a.".repeat(70)).repeat(70),
            "}".repeat(70)
        ),
    ] {
        let parsed = toml(&text);
        assert!(!parsed.diagnostics.is_empty());
    }
    clean(
        &format!("a = {}1{}", "[".repeat(60), "]".repeat(60)),
        &format!("{{\"a\":{}1{}}}", "[".repeat(60), "]".repeat(60)),
    );
}
