//! Blanks what Python does not need in order to run, keeping every statement on
//! its line.

/// Which docstrings stay. Each other one goes, and is `pass` in a body that has
/// nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Docstrings {
    /// Those of public names, for `help()`.
    Public,
    /// Those of public names but the module's own.
    PublicMembers,
    None,
}

/// The same program without comments, superfluous spaces and some docstrings.
///
/// The source has four spaces a level, the result has one.
pub fn strip(source: &str, docstrings: Docstrings) -> String {
    let mut out = Output { text: String::with_capacity(source.len()), statement: 0 };
    let mut rest = source;
    // A docstring is a string that is the first statement of the file or of a block.
    let mut first_statement = true;
    let mut keep = docstrings == Docstrings::Public;
    let mut line_start = true;
    let mut indent = 0;
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
            let is_docstring = first_statement && line_start && alone;
            if is_docstring && !keep {
                if next_indent(after) < indent {
                    out.text.push_str("pass");
                }
                out.text.extend(text.chars().filter(|c| *c == '\n'));
            } else if is_docstring {
                // The compiler takes this indentation away in any case.
                out.text.push_str(&text.replace(&format!("\n{}", " ".repeat(indent)), "\n"));
            } else {
                out.text.push_str(text);
            }
            rest = after;
            (line_start, first_statement, last) = (false, false, '"');
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            '\n' => {
                if depth == 0 && last == ':' {
                    first_statement = true;
                    keep = docstrings != Docstrings::None && !is_private(out.last_statement());
                }
                let text = rest.trim_start_matches(' ');
                line_start = depth == 0;
                out.end_line(line_start);
                if line_start && !text.starts_with(['#', '\n']) {
                    indent = rest.len() - text.len();
                    out.start_statement(indent / 4);
                }
                rest = text;
                continue;
            }
            _ => {}
        }
        // Tracebacks show lines of sources that have docstrings, of the others nobody sees a line.
        if c == ' ' && docstrings == Docstrings::None && !separates(last, rest) {
            continue;
        }
        out.text.push(c);
        if c != ' ' && c != '\t' {
            last = c;
            (line_start, first_statement) = (false, false);
        }
    }
    out.text
}

/// Whether a space is what keeps two tokens apart.
fn separates(before: char, after: &str) -> bool {
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '_' | '"' | '\'' | '.');
    joins(before) && after.starts_with(joins)
}

/// The indentation of the next statement.
fn next_indent(text: &str) -> usize {
    // The first line is what follows on the line of the last one.
    let line =
        text.lines().skip(1).find(|line| !line.trim().is_empty() && !line.trim().starts_with('#'));
    line.map_or(0, |line| line.len() - line.trim_start().len())
}

/// Whether a `def` or `class` has a name that starts with `_`.
fn is_private(header: &str) -> bool {
    let header = header.strip_prefix("async ").unwrap_or(header);
    ["def _", "class _"].iter().any(|start| header.starts_with(start))
}

struct Output {
    text: String,
    /// Where the last statement starts.
    statement: usize,
}

impl Output {
    fn end_line(&mut self, ends_statement: bool) {
        let end = self.text.trim_end_matches([' ', '\t']).len();
        self.text.truncate(end);
        self.text.push('\n');
        if ends_statement {
            self.statement = self.text.len();
        }
    }

    fn start_statement(&mut self, level: usize) {
        self.text.extend(std::iter::repeat_n(' ', level));
        self.statement = self.text.len();
    }

    fn last_statement(&self) -> &str {
        &self.text[self.statement..]
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
        assert_eq!(strip(source, Docstrings::Public), "\nx = 1\nif x:\n\n y = '# kept'\n");
    }

    #[test]
    fn a_level_is_one_space() {
        let source = "def f(\n    a,\n):\n    if a:\n        g(\n            [\n                1,\n            ]\n        )\n    # end\n    h()\n";
        assert_eq!(
            strip(source, Docstrings::Public),
            "def f(\na,\n):\n if a:\n  g(\n[\n1,\n]\n)\n\n h()\n"
        );
    }

    #[test]
    fn docstrings_become_pass_and_keep_their_lines() {
        let source = "\"\"\"Module.\n\n# not a comment\n\"\"\"\nimport js\n\ndef f():\n    '''Doc.'''\n\nclass A:\n    \"Doc.\"\n    x = \"kept\"\n";
        assert_eq!(
            strip(source, Docstrings::None),
            "\n\n\n\nimport js\n\ndef f():\n pass\n\nclass A:\n\n x=\"kept\"\n"
        );
        assert_eq!(strip(source, Docstrings::Public), source.replace("    ", " "));
    }

    #[test]
    fn docstrings_of_private_names_go() {
        let source = "'module'\nasync def _f(\n    a,\n):\n    'f'\n\nclass _C:\n    'C'\n    def m(self):\n        '''m\n\n        more\n            deeper\n        '''\n    def _n(self):\n        'n'\n";
        assert_eq!(
            strip(source, Docstrings::PublicMembers),
            "\nasync def _f(\na,\n):\n pass\n\nclass _C:\n\n def m(self):\n  '''m\n\nmore\n    deeper\n'''\n def _n(self):\n  pass\n"
        );
    }

    #[test]
    fn strings_that_are_values_stay() {
        for source in [
            "x = {\n1:\n'value',\n}\n",
            "def f():\n return 1\n'after'\n",
            "def f(a='# no',\nb=\"\"\"two\n    lines\"\"\"):\n f'{a}'\n",
            "x = 'it\\'s # here' # gone",
            "def f():\n 'a'.join(x)\n",
            "def f():\n 'a' 'b'\n",
        ] {
            let expected = source.strip_suffix(" # gone").map_or(source, str::trim_end);
            let indented = source.replace("\n ", "\n    ").replace("       lines", "    lines");
            assert_eq!(strip(&indented, Docstrings::PublicMembers).trim_end_matches(' '), expected);
        }
    }

    #[test]
    fn spaces_that_separate_stay() {
        for (source, expected) in [
            ("x = a if b else 'c' in d\n", "x=a if b else 'c' in d\n"),
            ("f(a, *b, c = [1, 2]) + -1\n", "f(a,*b,c=[1,2])+-1\n"),
            ("x = (1) if y else {}\n", "x=(1)if y else{}\n"),
            ("from . import a\nreturn f'{a} - {b}'\n", "from . import a\nreturn f'{a} - {b}'\n"),
            ("x = 1 .real\nnot -x\n", "x=1 .real\nnot-x\n"),
        ] {
            assert_eq!(strip(source, Docstrings::None), expected);
            assert_eq!(strip(source, Docstrings::PublicMembers), source);
        }
    }

    #[test]
    fn unfinished_input_ends() {
        let open = "x = '''never closed\n";
        assert_eq!(strip(open, Docstrings::PublicMembers), open);
        assert_eq!(strip("'\\", Docstrings::None), "'\\");
        assert_eq!(strip("# only", Docstrings::Public), "");
    }
}
