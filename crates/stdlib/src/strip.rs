//! Blanks what Python does not need in order to run, keeping every statement on
//! its line.

/// Whether docstrings stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Docstrings {
    /// For `help()`.
    Keep,
    /// Each becomes `pass`, which a body that has nothing else needs.
    Drop,
}

/// The same program without comments, trailing spaces and, on request, docstrings.
pub fn strip(source: &str, docstrings: Docstrings) -> String {
    let mut out = Output { text: String::with_capacity(source.len()) };
    let mut rest = source;
    // A docstring is a string that is the first statement of the file or of a block.
    let mut first_statement = true;
    let mut line_start = true;
    let mut depth = 0_usize;
    let mut last = '\n';
    while let Some(c) = rest.chars().next() {
        if c == '#' {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
            continue;
        }
        if let Some(string) = string_at(rest) {
            let (text, after) = rest.split_at(string);
            let alone = after.trim_start_matches([' ', '\t']).starts_with(['\n', '#']);
            if docstrings == Docstrings::Drop && first_statement && line_start && alone {
                out.text.push_str("pass");
                out.text.extend(text.chars().filter(|c| *c == '\n'));
            } else {
                out.text.push_str(text);
            }
            rest = after;
            (line_start, first_statement, last) = (false, false, '"');
            continue;
        }
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if c == '\n' {
            out.end_line();
            if depth == 0 && last == ':' {
                first_statement = true;
            }
            line_start = depth == 0;
        } else {
            out.text.push(c);
            if c != ' ' && c != '\t' {
                last = c;
                (line_start, first_statement) = (false, false);
            }
        }
        rest = &rest[c.len_utf8()..];
    }
    out.text
}

struct Output {
    text: String,
}

impl Output {
    fn end_line(&mut self) {
        let end = self.text.trim_end_matches([' ', '\t']).len();
        self.text.truncate(end);
        self.text.push('\n');
    }
}

/// The length of the string literal that `text` starts with, prefix excluded.
fn string_at(text: &str) -> Option<usize> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let triple: String = [quote; 3].iter().collect();
    let close = if text.starts_with(&triple) { triple } else { quote.to_string() };
    let mut at = close.len();
    while at < text.len() {
        let here = &text[at..];
        if here.starts_with(&close) {
            return Some(at + close.len());
        }
        let mut characters = here.chars();
        let first = characters.next()?;
        at += first.len_utf8();
        if first == '\\' {
            at += characters.next().map_or(0, char::len_utf8);
        }
    }
    Some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_become_blank_lines() {
        let source = "# licence\nx = 1  # one\nif x:   \n    # two\n    y = '# kept'\n";
        assert_eq!(strip(source, Docstrings::Keep), "\nx = 1\nif x:\n\n    y = '# kept'\n");
    }

    #[test]
    fn docstrings_become_pass_and_keep_their_lines() {
        let source = "\"\"\"Module.\n\n# not a comment\n\"\"\"\nimport js\n\ndef f():\n    '''Doc.'''\n\nclass A:\n    \"Doc.\"\n    x = \"kept\"\n";
        assert_eq!(
            strip(source, Docstrings::Drop),
            "pass\n\n\n\nimport js\n\ndef f():\n    pass\n\nclass A:\n    pass\n    x = \"kept\"\n"
        );
        assert_eq!(strip(source, Docstrings::Keep), source);
    }

    #[test]
    fn strings_that_are_values_stay() {
        for source in [
            "x = {\n    1:\n    'value',\n}\n",
            "def f():\n    return 1\n'after'\n",
            "def f(a='# no',\n      b=\"\"\"two\nlines\"\"\"):\n    f'{a}'\n",
            "x = 'it\\'s # here' # gone",
            "def f():\n    'a'.join(x)\n",
            "def f():\n    'a' 'b'\n",
        ] {
            let expected = source.strip_suffix(" # gone").map_or(source, str::trim_end);
            assert_eq!(strip(source, Docstrings::Drop).trim_end_matches(' '), expected);
        }
    }

    #[test]
    fn unfinished_input_ends() {
        assert_eq!(strip("x = '''never closed\n", Docstrings::Drop), "x = '''never closed\n");
        assert_eq!(strip("'\\", Docstrings::Drop), "'\\");
        assert_eq!(strip("# only", Docstrings::Keep), "");
    }
}
