//! Blanks what only the other interpreter would run.

use crate::pack::Interpreter;

/// The conditions that the sources use. A test finds any other spelling.
pub const CONDITIONS: [(&str, Interpreter); 4] = [
    ("if _MICROPYTHON:", Interpreter::MicroPython),
    ("if not _MICROPYTHON:", Interpreter::Pyodide),
    ("if sys.implementation.name == \"micropython\":", Interpreter::MicroPython),
    ("if _sys.implementation.name == \"micropython\":", Interpreter::MicroPython),
];

/// The same program for one interpreter: every statement stays on its line, and blocks
/// that never run have none.
pub fn specialise(source: &str, interpreter: Interpreter) -> String {
    let mut lines: Vec<String> = source.lines().map(str::to_owned).collect();
    for at in 0..lines.len() {
        let Some((_, whose)) = CONDITIONS.iter().find(|(text, _)| lines[at].trim() == *text) else {
            continue;
        };
        let indent = indentation(&lines[at]);
        let end = block_end(&lines, at + 1, indent);
        let next = lines.get(end).map_or("", |line| line.trim());
        if indentation(lines.get(end).map_or("", String::as_str)) == indent {
            if next.starts_with("elif ") {
                continue;
            }
            if next == "else:" && *whose == interpreter {
                let last = block_end(&lines, end + 1, indent);
                lines[end..last].iter_mut().for_each(String::clear);
            }
        }
        if *whose != interpreter && at + 1 < end {
            lines[at + 1..end].iter_mut().for_each(String::clear);
            lines[at + 1] = format!("{}pass", " ".repeat(indent + 4));
        }
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Where the block that starts at `from` ends: the first line after it that has text.
fn block_end(lines: &[String], from: usize, indent: usize) -> usize {
    (from..lines.len())
        .find(|at| !lines[*at].trim().is_empty() && indentation(&lines[*at]) <= indent)
        .unwrap_or(lines.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(source: &str) -> [String; 2] {
        [Interpreter::MicroPython, Interpreter::Pyodide].map(|one| specialise(source, one))
    }

    #[test]
    fn one_side_goes() {
        let source = "def f():\n    if _MICROPYTHON:\n        a()\n\n        b()\n    else:\n        c(\n            1,\n        )\n    d()\n";
        assert_eq!(
            both(source),
            [
                "def f():\n    if _MICROPYTHON:\n        a()\n\n        b()\n\n\n\n\n    d()\n",
                "def f():\n    if _MICROPYTHON:\n        pass\n\n\n    else:\n        c(\n            1,\n        )\n    d()\n",
            ]
        );
    }

    #[test]
    fn without_else() {
        let source = "if not _MICROPYTHON:\n    a()\n\nb()";
        assert_eq!(
            both(source),
            ["if not _MICROPYTHON:\n    pass\n\nb()\n", "if not _MICROPYTHON:\n    a()\n\nb()\n"]
        );
        let source = "if _MICROPYTHON:\n    a()\nelse:\n    b()\nif x:\n    c()\nelse:\n    d()\n";
        assert_eq!(
            both(source)[0],
            "if _MICROPYTHON:\n    a()\n\n\nif x:\n    c()\nelse:\n    d()\n"
        );
    }

    #[test]
    fn what_is_not_understood_stays() {
        for source in [
            "if _MICROPYTHON:\n    a()\nelif x:\n    b()\n",
            "if _MICROPYTHON and x:\n    a()\n",
            "x = 1 if _MICROPYTHON else 2\n",
            "if _MICROPYTHON:\n",
        ] {
            assert_eq!(both(source), [source, source]);
        }
    }
}
