//! `files`: what is fetched and where it is written.

use crate::config::Reader;
use crate::{Entry, Spanned, Value};
use pyxide_diagnostic::{Code, Diagnostic, Span};

/// A file that is put into the interpreter's file system.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileEntry {
    /// Address, as written.
    pub source: Spanned<String>,
    /// Path of the file, resolved by [`destination`]; the span is that of the written one.
    pub destination: Spanned<String>,
}

/// The path a file is written to, from its address and the destination of the configuration.
///
/// Without a destination that is the file's own name in the working directory; a destination that
/// ends in `/` is a folder for it.
#[must_use]
pub fn destination(source: &str, written: &str) -> String {
    if written.is_empty() {
        ["./", file_name(source)].concat()
    } else if written.ends_with('/') {
        [written, file_name(source)].concat()
    } else {
        written.to_owned()
    }
}

/// What follows the last `/` of an address. Empty if the address names a folder or only a host.
fn file_name(address: &str) -> &str {
    // Searching for one character at a time takes a tenth of the code of searching for `://`.
    let host = address.split_once(':').and_then(|(_, rest)| rest.strip_prefix("//"));
    let path = match host {
        Some(rest) => rest.split_once('/').map_or("", |(_, path)| path),
        None => address,
    };
    let name = path.rsplit('/').next().unwrap_or_default();
    if matches!(name, "." | "..") { "" } else { name }
}

/// Reads the table, entry by entry: a wrong one does not take the others with it.
pub(crate) fn read(reader: &mut Reader, value: &Value) -> Vec<FileEntry> {
    let Some(table) = value.as_table() else {
        let help =
            "`files` is a table of `\"source\" = \"destination\"`; the destination may be `\"\"`";
        reader.wrong_type("`files`", "a table", value, help);
        return Vec::new();
    };
    let mut files: Vec<FileEntry> = Vec::with_capacity(table.len());
    for entry in table {
        if let Some(file) = read_entry(reader, entry) {
            let path = &file.destination;
            if files.iter().any(|other| other.destination.value == path.value) {
                let title = ["Duplicated destination: ", &path.value].concat();
                let help = "give one of the files another destination";
                reader.report(Diagnostic::new(Code::BadFile, title).with_help(help), path.span);
            } else {
                files.push(file);
            }
        }
    }
    files
}

fn read_entry(reader: &mut Reader, entry: &Entry) -> Option<FileEntry> {
    let source = entry.key.as_str();
    let Some(written) = entry.value.as_str() else {
        let what = ["the destination of `", source, "`"].concat();
        let help = "a destination is a path; `\"\"` keeps the file's name";
        reader.wrong_type(&what, "a string", &entry.value, help);
        return None;
    };
    if source.trim().is_empty() {
        let help = "write the address of the file before `=`";
        bad(reader, "a file without a source".to_owned(), entry.key_span, help);
        return None;
    }
    for (text, span) in [(source, entry.key_span), (written, entry.value.span)] {
        if has_template(text) {
            let title = ["`", text, "`: templates are not supported yet"].concat();
            let help = "write the address or path out in full";
            reader.report(Diagnostic::new(Code::Unsupported, title).with_help(help), span);
            return None;
        }
    }
    if written.ends_with("/*") {
        let title = ["`", written, "`: unpacking archives is not supported yet"].concat();
        let help = "list the files of the archive one by one, or unpack it in Python";
        reader.report(Diagnostic::new(Code::Unsupported, title).with_help(help), entry.value.span);
        return None;
    }
    let path = destination(source, written);
    if path.ends_with('/') {
        let title = ["`", source, "` names no file"].concat();
        bad(reader, title, entry.key_span, "write a path with a file name as the destination");
        return None;
    }
    Some(FileEntry {
        source: Spanned { value: source.to_owned(), span: entry.key_span },
        destination: Spanned { value: path, span: entry.value.span },
    })
}

fn bad(reader: &mut Reader, title: String, span: Span, help: &str) {
    reader.report(Diagnostic::new(Code::BadFile, title).with_help(help), span);
}

/// Whether a text has a part in braces.
fn has_template(text: &str) -> bool {
    text.split_once('{').is_some_and(|(_, rest)| rest.contains('}'))
}
