//! What happens to source text between the page and the interpreter.

use std::borrow::Cow;

/// Removes the indentation of the first line that is not blank from every line that starts with
/// exactly that run of white space; other lines stay as they are.
#[must_use]
pub fn dedent(text: &str) -> Cow<'_, str> {
    let Some(first) = text.lines().find(|line| !line.trim().is_empty()) else {
        return Cow::Borrowed(text);
    };
    let indent = &first[..first.len() - first.trim_start().len()];
    if indent.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut dedented = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        dedented.push_str(line.strip_prefix(indent).unwrap_or(line));
    }
    Cow::Owned(dedented)
}

/// Drops one leading line break, so that line 1 of a traceback is the first line after the tag.
#[must_use]
pub fn without_leading_break(text: &str) -> &str {
    text.strip_prefix("\r\n").or_else(|| text.strip_prefix('\n')).unwrap_or(text)
}

/// Decodes in one pass the entities that serialised markup needs, and no others.
#[must_use]
pub fn unescape(markup: &str) -> Cow<'_, str> {
    const ENTITIES: [(&str, char); 10] = [
        ("&amp;", '&'),
        ("&#38;", '&'),
        ("&lt;", '<'),
        ("&#60;", '<'),
        ("&gt;", '>'),
        ("&#62;", '>'),
        ("&apos;", '\''),
        ("&#39;", '\''),
        ("&quot;", '"'),
        ("&#34;", '"'),
    ];
    if !markup.contains('&') {
        return Cow::Borrowed(markup);
    }
    let mut text = String::with_capacity(markup.len());
    let mut rest = markup;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let (taken, character) = ENTITIES
            .iter()
            .find(|(entity, _)| rest.starts_with(entity))
            .map_or((1, '&'), |(entity, character)| (entity.len(), *character));
        text.push(character);
        rest = &rest[taken..];
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// Whether text beside a `src` says nothing: blank, `/* … */` blocks, and whole lines that start
/// with `#` or `//`.
#[must_use]
pub fn is_only_comments(text: &str) -> bool {
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        rest = if let Some(block) = rest.strip_prefix("/*") {
            let Some(end) = block.find("*/") else { return false };
            &block[end + 2..]
        } else if rest.starts_with('#') || rest.starts_with("//") {
            rest.split_once('\n').map_or("", |(_, after)| after)
        } else {
            return false;
        }
        .trim_start();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dedent_takes_the_first_lines_indent_from_lines_that_share_it() {
        assert_eq!(dedent("\n    a = 1\n      b\n  c\n"), "\na = 1\n  b\n  c\n");
        assert_eq!(dedent("\n\ta\n    b"), "\na\n    b");
        assert_eq!(dedent("  a\r\n  b\r\n"), "a\r\nb\r\n");
    }

    #[test]
    fn dedent_leaves_unindented_text_alone() {
        assert_eq!(dedent("a\n  b"), "a\n  b");
        assert_eq!(dedent(" \n\t\n"), " \n\t\n");
        assert_eq!(dedent(""), "");
    }

    #[test]
    fn dedent_reaches_into_multi_line_strings() {
        let source = "\n    s = \"\"\"\n    kept\n  less\"\"\"\n";
        assert_eq!(dedent(source), "\ns = \"\"\"\nkept\n  less\"\"\"\n");
    }

    #[test]
    fn one_leading_break_is_dropped() {
        assert_eq!(without_leading_break("\n\nx"), "\nx");
        assert_eq!(without_leading_break("\r\nx"), "x");
        assert_eq!(without_leading_break("x\n"), "x\n");
    }

    #[test]
    fn unescape_decodes_once() {
        assert_eq!(unescape("a &lt;b&gt; &amp;lt; &#39;&#34;&quot;&apos;"), "a <b> &lt; '\"\"'");
        assert_eq!(unescape("&copy; & &"), "&copy; & &");
    }

    #[test]
    fn comments_beside_src() {
        for silent in ["", " \n\t", "# x", "// x\n  # y\n", "/* a\n b */ /* c */\n# d"] {
            assert!(is_only_comments(silent), "{silent:?}");
        }
        for code in ["x", "/* open", "# a\nprint(1)", "/* a */ x", "/ x"] {
            assert!(!is_only_comments(code), "{code:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC*|[ \\t\\r\\n/*#&;a-z]*") {
            let once = dedent(&text).into_owned();
            prop_assert!(once.len() <= text.len());
            let _ = unescape(&text);
            let _ = is_only_comments(&text);
        }

        #[test]
        fn unescape_undoes_serialisation(text in "[<>&'\"a-z; ]*") {
            let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            prop_assert_eq!(unescape(&escaped), text);
        }
    }
}
