//! `files`: what is fetched and where it is written.

use crate::config::Reader;
use crate::templates::Templates;
use crate::{Entry, Spanned, Value};
use pyxide_diagnostic::{Code, Diagnostic, Span};

/// A file that is put into the interpreter's file system.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileEntry {
    /// Address, its templates replaced.
    pub source: Spanned<String>,
    /// Path of the file, resolved by [`destination`], or of the folder that an archive is unpacked
    /// into; the span is that of the written one.
    pub destination: Spanned<String>,
    /// How to unpack it; absent for what is written as it is.
    pub archive: Option<ArchiveFormat>,
}

/// The archives that can be unpacked.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum ArchiveFormat {
    /// `.zip`, and `.whl`, which is the same.
    Zip,
    /// `.tar`, and `.tar.gz` or `.tgz`: whether it is compressed, its first bytes tell.
    Tar,
}

impl ArchiveFormat {
    /// The format that an address names at its end, before a query.
    fn of(address: &str) -> Option<Self> {
        let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        if path.ends_with(".zip") || path.ends_with(".whl") {
            Some(Self::Zip)
        } else if [".tar", ".tgz", ".tar.gz"].iter().any(|end| path.ends_with(end)) {
            Some(Self::Tar)
        } else {
            None
        }
    }
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
pub(crate) fn file_name(address: &str) -> &str {
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
    let mut templates = Templates::of(table);
    let mut files: Vec<FileEntry> = Vec::with_capacity(table.len());
    for entry in table {
        let Some(file) = read_entry(reader, entry, &mut templates) else { continue };
        let path = &file.destination;
        let same =
            |other: &FileEntry| other.archive.is_none() && other.destination.value == path.value;
        if file.archive.is_none() && files.iter().any(same) {
            let title = ["Duplicated destination: ", &path.value].concat();
            bad(reader, title, path.span, "give one of the files another destination");
        } else {
            files.push(file);
        }
    }
    files
}

fn read_entry(reader: &mut Reader, entry: &Entry, templates: &mut Templates) -> Option<FileEntry> {
    let written = entry.key.as_str();
    let Some(to) = entry.value.as_str() else {
        templates.define(written, None);
        let what = ["the destination of `", written, "`"].concat();
        let help = "a destination is a path; `\"\"` keeps the file's name";
        reader.wrong_type(&what, "a string", &entry.value, help);
        return None;
    };
    let to = templates.expand(reader, to, entry.value.span);
    if templates.define(written, to.as_deref()) {
        return None;
    }
    let to = to?;
    let source = templates.expand(reader, written, entry.key_span)?;
    if source.trim().is_empty() {
        let help = "write the address of the file before `=`";
        bad(reader, "a file without a source".to_owned(), entry.key_span, help);
        return None;
    }
    let (path, archive) = match to.strip_suffix('*').filter(|folder| folder.ends_with('/')) {
        None => (destination(&source, &to), None),
        Some(folder) => {
            let format = ArchiveFormat::of(&source);
            if format.is_none() {
                let title = ["Unsupported archive ", &source].concat();
                let help = "what can be unpacked ends in .zip, .whl, .tar, .tar.gz or .tgz";
                bad(reader, title, entry.key_span, help);
                return None;
            }
            (folder.to_owned(), format)
        }
    };
    if archive.is_none() && path.ends_with('/') {
        let title = ["`", &source, "` names no file"].concat();
        bad(reader, title, entry.key_span, "write a path with a file name as the destination");
        return None;
    }
    Some(FileEntry {
        source: Spanned { value: source, span: entry.key_span },
        destination: Spanned { value: path, span: entry.value.span },
        archive,
    })
}

pub(crate) fn bad(reader: &mut Reader, title: String, span: Span, help: &str) {
    reader.report(Diagnostic::new(Code::BadFile, title).with_help(help), span);
}
