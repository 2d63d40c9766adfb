//! Headlines that pages match, and the plain rendering.
#![allow(clippy::expect_used)] // helpers outside of test functions

use proptest::prelude::*;
use pyxide_diagnostic::{Code, Diagnostic, Source, Span};

fn at(text: &str, start: usize, end: usize) -> Diagnostic {
    let source = Source::new("a.toml", text);
    Diagnostic::error(Code::BadConfig, "t").with_source(&source, Span::new(start, end))
}

/// The two lines below the location: the excerpt and its mark, without the margin.
fn excerpt(text: &str, start: usize, end: usize) -> (String, String) {
    let rendered = at(text, start, end).render();
    let mut lines = rendered
        .lines()
        .skip(3)
        .map(|line| line.split_once(" | ").map(|(_, shown)| shown.to_owned()).expect("margin"));
    (lines.next().expect("excerpt"), lines.next().expect("mark"))
}

#[test]
fn headlines_have_the_three_known_forms() {
    let page = Diagnostic::error(Code::Conflict, "Too many py-config");
    assert_eq!(page.headline(), "(PY0409): Too many py-config");
    let element = Diagnostic::element(Code::Conflict, "Invalid content", "<script></script>");
    assert_eq!(element.headline(), "(PY0409) Invalid content for <script></script>");
    let plain = Diagnostic::plain(Code::PythonException, "Traceback …");
    assert_eq!(plain.headline(), "Traceback …");
}

#[test]
fn fetch_problems_say_what_is_documented() {
    assert_eq!(
        Diagnostic::fetch_status("nope.toml", 404, "Not Found").headline(),
        "(PY0404): Fetching from URL nope.toml failed with error 404 (Not Found). \
         Are your filename and path correct?"
    );
    let numbers =
        [(401, "PY0401"), (403, "PY0403"), (500, "PY0500"), (503, "PY0503"), (418, "PY0001")];
    for (status, id) in numbers {
        assert_eq!(Diagnostic::fetch_status("x", status, "").code.id(), id);
    }
    assert_eq!(
        Diagnostic::fetch_failed("http://x/", "Failed to fetch").headline(),
        "(PY0001): Fetching from URL http://x/ failed with error 'Failed to fetch'. \
         Are your filename and path correct?"
    );
    let disk = Diagnostic::fetch_from_disk("main.py", "Failed to fetch");
    assert!(disk.render().contains("opened from disk"));
    assert!(disk.render().contains("help: serve the folder with a web server"));
}

#[test]
fn everything_is_shown_in_order() {
    let source = Source::new("a.toml", "x = 1\ndebug true\n");
    let diagnostic = Diagnostic::error(Code::BadConfig, "Invalid TOML @ a.toml")
        .with_detail("expected `=` after the key")
        .with_source(&source, Span::new(12, 16))
        .with_help("write `debug = true`");
    assert_eq!(
        diagnostic.render(),
        "(PY1000): Invalid TOML @ a.toml\n\
         expected `=` after the key\n \
         --> a.toml:2:7\n  |\n2 | debug true\n  |       ^^^^\nhelp: write `debug = true`"
    );
    assert_eq!(diagnostic.message(), "(PY1000): Invalid TOML @ a.toml\nexpected `=` after the key");
}

#[test]
fn an_inline_snippet_counts_from_its_first_line() {
    let source = Source::inline("index.html", "a\nb").starting_at(41);
    let diagnostic =
        Diagnostic::warning(Code::UnknownKey, "t").with_source(&source, Span::new(2, 3));
    let place = diagnostic.location().expect("has a place");
    assert_eq!((place.name.as_str(), place.line, place.column), ("index.html", 42, 1));
    assert!(diagnostic.render().contains("\n42 | b\n   | ^"), "{}", diagnostic.render());
}

#[test]
fn columns_count_characters() {
    let source = Source::new("x", "é = \"→\" !");
    assert_eq!(source.line_column("é = \"→\" ".len()), (1, 9));
    // Inside a character: the character's own place.
    assert_eq!(source.line_column(1), (1, 1));
    assert_eq!(source.line_column(usize::MAX), (1, 10));
}

#[test]
fn marks_stand_under_what_they_mark() {
    assert_eq!(excerpt("ab cd ef", 3, 5), ("ab cd ef".into(), "   ^^".into()));
    // Tabs are shown as four spaces, wide characters take two columns, accents none.
    assert_eq!(excerpt("\tx", 1, 2), ("    x".into(), "    ^".into()));
    let text = "名 = e\u{301} !";
    let at = text.len() - 1;
    assert_eq!(excerpt(text, at, at + 1), (text.into(), "       ^".into()));
}

#[test]
fn line_ends_are_not_shown() {
    assert_eq!(excerpt("ab\r\ncd", 1, 4), ("ab".into(), " ^".into()));
    assert_eq!(excerpt("ab\r\ncd", 3, 4), ("ab".into(), "  ^".into()));
    assert_eq!(excerpt("ab\ncd\n", 6, 6), (String::new(), "^".into()));
}

#[test]
fn several_lines_mark_the_first() {
    assert_eq!(excerpt("a = [\n1,\n2", 4, 10), ("a = [".into(), "    ^".into()));
}

#[test]
fn long_lines_are_cut_around_the_place() {
    let text = format!("{}HERE{}", "a".repeat(500), "b".repeat(500));
    let (shown, mark) = excerpt(&text, 500, 504);
    assert!(shown.starts_with("…a") && shown.ends_with("b…"), "{shown}");
    assert!(shown.chars().count() <= 102);
    let column = shown.chars().position(|c| c == 'H').expect("the place is shown");
    assert_eq!(mark, format!("{}^^^^", " ".repeat(column)));

    let (shown, mark) = excerpt(&text, 0, 900);
    assert!(shown.ends_with("a…"), "{shown}");
    assert_eq!(mark.trim(), "^".repeat(50));
}

#[test]
fn control_characters_cannot_forge_the_output() {
    let (shown, _) = excerpt("a\u{1b}[31m\u{202e}b\0", 0, 1);
    assert_eq!(shown, "a\u{fffd}[31m\u{fffd}b\u{fffd}");
}

proptest! {
    #[test]
    fn nothing_panics(text in "[\\PC\t\r\n]{0,60}", start in 0usize..200, end in 0usize..200) {
        let diagnostic = at(&text, start, end);
        let rendered = diagnostic.render();
        prop_assert!(rendered.starts_with("(PY1000): t\n --> a.toml:"));
        let span = diagnostic.span.expect("was given");
        prop_assert!(text.get(span.start..span.end).is_some());
        // The mark is never further right than the excerpt is long, plus the line's end.
        prop_assert!(rendered.lines().last().expect("mark").contains('^'));
    }

    #[test]
    fn line_and_column_match_a_plain_count(text in "[a-cé\n]{0,40}", offset in 0usize..100) {
        let source = Source::new("x", &text);
        let before: Vec<char> = text.char_indices()
            .filter(|(at, c)| at + c.len_utf8() <= offset).map(|(_, c)| c).collect();
        let line = 1 + before.iter().filter(|&&c| c == '\n').count();
        let column = 1 + before.iter().rev().take_while(|&&c| c != '\n').count();
        prop_assert_eq!(source.line_column(offset), (line as u32, column as u32));
    }
}

#[test]
fn the_line_of_a_problem_is_had_as_it_is() {
    for (text, at, line) in
        [("a\n\tb = é\r\nc", 3, "\tb = é"), ("a\nb", 1, "a"), ("", 9, ""), ("a\n", 2, "")]
    {
        let problem = Diagnostic::new(Code::BadConfig, "t")
            .with_source(&Source::new("f", text), Span::new(at, at + 1));
        assert_eq!(problem.source_line(), Some(line), "{text:?} {at}");
    }
    assert_eq!(Diagnostic::new(Code::BadConfig, "t").source_line(), None);
}
