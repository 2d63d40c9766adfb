//! `fetch`: the older way to write `files`.

use crate::config::Reader;
use crate::files::{bad, file_name};
use crate::{FileEntry, Spanned, Value, known};
use pyxide_diagnostic::Span;

/// Reads the list, table by table.
pub(crate) fn read(reader: &mut Reader, value: &Value) -> Vec<FileEntry> {
    const HELP: &str = "write one `[[fetch]]`, with two brackets, for each `from`; or use `files`";
    let mut files = Vec::new();
    let Some(items) = value.as_array() else {
        reader.wrong_type("`fetch`", "an array of tables", value, HELP);
        return files;
    };
    for item in items {
        if let Some(table) = item.as_table() {
            for entry in table {
                if let Some(meant) = known::meant_in_fetch(&entry.key) {
                    reader.unknown_key(entry, "a key of `fetch`", meant);
                }
            }
            read_item(reader, item, &mut files);
        } else {
            reader.wrong_type("an item of `fetch`", "a table", item, HELP);
        }
    }
    files
}

fn read_item(reader: &mut Reader, item: &Value, files: &mut Vec<FileEntry>) {
    let (Some(from), Some(to_folder), Some(to_file)) = (
        text(reader, item, "from"),
        text(reader, item, "to_folder"),
        text(reader, item, "to_file"),
    ) else {
        return;
    };
    let span = from.as_ref().map_or(item.span, |from| from.span);
    let from = from.map_or("", |from| from.value);
    let to_folder = to_folder.map_or(".", |folder| folder.value);
    let mut add = |reader: &mut Reader, source: String, span: Span, name: &str| {
        if source.trim().is_empty() {
            bad(reader, "a file without a source".to_owned(), span, "add `from = \"ADDRESS\"`");
        } else if file_name(name.trim().trim_matches('/')).is_empty() {
            let title = ["`", &source, "` names no file"].concat();
            bad(reader, title, span, "write the name of a file, perhaps in folders");
        } else {
            files.push(FileEntry {
                source: Spanned { value: source, span },
                destination: Spanned { value: join(to_folder, name), span },
                archive: None,
            });
        }
    };
    match (item.get("files"), to_file) {
        (Some(list), Some(_)) => {
            let title = "Cannot use 'to_file' and 'files' parameters together!".to_owned();
            let help = "`to_file` names the one file that is `from`; `files` are below `from`";
            bad(reader, title, list.span, help);
        }
        (Some(list), None) => {
            const HELP: &str = "write `files = [\"a.py\", \"b.csv\"]`";
            let Some(names) = list.as_array() else {
                reader.wrong_type("`files` of `fetch`", "an array of strings", list, HELP);
                return;
            };
            for name in names {
                match name.as_str() {
                    Some(file) => add(reader, join(from, file), name.span, file),
                    None => reader.wrong_type("a file of `fetch`", "a string", name, HELP),
                }
            }
        }
        (None, Some(file)) => add(reader, from.to_owned(), span, file.value),
        (None, None) if file_name(from).is_empty() => {
            let title = [
                "Couldn't determine the filename from the path ",
                from,
                ", please supply 'to_file' parameter.",
            ];
            bad(reader, title.concat(), span, "add `to_file = \"NAME\"`, or a list `files`");
        }
        (None, None) => add(reader, from.to_owned(), span, file_name(from)),
    }
}

/// A text of an item, if it has one. Nothing at all if it is something else, which is reported.
fn text<'a>(reader: &mut Reader, item: &'a Value, key: &str) -> Option<Option<Spanned<&'a str>>> {
    let Some(value) = item.get(key) else { return Some(None) };
    match value.as_str() {
        Some(text) => Some(Some(Spanned { value: text, span: value.span })),
        None => {
            let what = ["`", key, "` of `fetch`"].concat();
            reader.wrong_type(&what, "a string", value, "write an address or a path, in quotes");
            None
        }
    }
}

/// A path in a folder: without spaces and slashes around the two, except for one that makes it
/// absolute; without what is empty or `.`.
fn join(folder: &str, name: &str) -> String {
    let parts = [folder, name].map(|part| part.trim().trim_matches('/'));
    let root = if folder.starts_with('/') { "/" } else { "" };
    match parts.map(|part| !matches!(part, "" | ".")) {
        [true, true] => [root, parts[0], "/", parts[1]].concat(),
        [true, false] => [root, parts[0]].concat(),
        [false, true] => [root, parts[1]].concat(),
        [false, false] => root.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn parts_are_joined() {
        for (folder, name, joined) in [
            (".", "a.py", "a.py"),
            ("", "a.py", "a.py"),
            ("x", "a/b.py", "x/a/b.py"),
            (" x/ ", " /a.py/ ", "x/a.py"),
            ("/x/", "a.py", "/x/a.py"),
            ("/", "a.py", "/a.py"),
            ("./x", "a.py", "./x/a.py"),
            ("https://x.y/z/", "a.py", "https://x.y/z/a.py"),
            ("x", ".", "x"),
            (".", "", ""),
        ] {
            assert_eq!(join(folder, name), joined, "{folder:?} {name:?}");
        }
    }
}
