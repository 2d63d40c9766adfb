//! Archives of the configuration, unpacked into the interpreter's file system. The bytes stay with
//! JavaScript: only their tables of contents are read here.

use js_sys::Uint8Array;
use pyxide_archive::{Bytes, Content, Entry, Error, is_gzip, tar, zip};
use pyxide_config::ArchiveFormat;
use pyxide_diagnostic::{Code, Diagnostic};
use pyxide_plan::FilePlan;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::{
    host,
    interpreter::{FileSystem, Interpreter},
    report::describe,
};

/// Files that are being inflated at the same time, at most.
const TOGETHER: usize = 64;

/// Paths that a message names, at most.
const NAMED: usize = 5;

struct Archive(Uint8Array);

impl Bytes for Archive {
    fn length(&self) -> usize {
        self.0.length() as usize
    }

    fn copy(&self, start: usize, buffer: &mut [u8]) {
        self.0.subarray(start as u32, (start + buffer.len()) as u32).copy_to(buffer);
    }
}

/// Unpacks an archive below its destination; gives what went wrong.
pub async fn unpack(
    plan: &FilePlan,
    format: ArchiveFormat,
    bytes: Uint8Array,
    interpreter: &dyn Interpreter,
) -> Vec<Diagnostic> {
    let mut archive = Archive(bytes);
    let entries = match format {
        ArchiveFormat::Zip => zip(&archive),
        ArchiveFormat::Tar => {
            // Some servers announce the compression, and the browser has undone it.
            if is_gzip(&archive) {
                match JsFuture::from(host::gunzip(&archive.0)).await {
                    Ok(inflated) => archive.0 = inflated.unchecked_into(),
                    Err(_) => return vec![damaged(plan, &Error::Damaged.to_string())],
                }
            }
            tar(&archive)
        }
    };
    match entries {
        Ok(entries) => write(plan, &archive, &entries, &interpreter.file_system()).await,
        Err(error) => vec![damaged(plan, &error.to_string())],
    }
}

async fn write(
    plan: &FilePlan,
    archive: &Archive,
    entries: &[Entry],
    file_system: &FileSystem,
) -> Vec<Diagnostic> {
    let mut left = Paths::default();
    let mut moved = Paths::default();
    for entries in entries.chunks(TOGETHER) {
        // All begin to be inflated before the first one is waited for.
        let inflating: Vec<_> = entries.iter().map(|entry| inflate(archive, entry)).collect();
        for (entry, inflating) in entries.iter().zip(inflating) {
            let path = [&plan.path, entry.path.as_str()].concat();
            let written = match &entry.content {
                Content::Folder => file_system.make_folder(&path),
                Content::Left(reason) => {
                    left.add(&entry.path, &reason.to_string());
                    continue;
                }
                Content::Stored(range) => {
                    let bytes = archive.0.slice(range.start as u32, range.end as u32);
                    file_system.write(&path, &bytes)
                }
                Content::Deflated(_) => match JsFuture::from(inflating).await {
                    Ok(bytes) => file_system.write(&path, bytes.unchecked_ref()),
                    Err(_) => {
                        left.add(&entry.path, "is damaged");
                        continue;
                    }
                },
            };
            match written {
                Ok(()) if entry.moved => moved.add(&path, "is where it was written instead"),
                Ok(()) => {}
                Err(error) => {
                    left.add(&path, &["cannot be written: ", &describe(&error)].concat());
                }
            }
        }
    }
    let mut problems = Vec::new();
    if let Some(detail) = left.detail() {
        let title = ["Unable to unpack all of ", &plan.written].concat();
        problems.push(
            Diagnostic::error(Code::BadArchive, title)
                .with_detail(detail)
                .with_help("pack it again: files and folders only, with deflate, no password"),
        );
    }
    if let Some(detail) = moved.detail() {
        let title = [&plan.written, " names places outside of its destination"].concat();
        problems.push(
            Diagnostic::warning(Code::BadArchive, title).with_detail(detail).with_help(
                "is this an archive you trust? Its paths contain `..` or begin with `/`",
            ),
        );
    }
    problems
}

fn inflate(archive: &Archive, entry: &Entry) -> js_sys::Promise {
    match &entry.content {
        Content::Deflated(deflated) => {
            let (start, end) = (deflated.data.start as u32, deflated.data.end as u32);
            host::inflate(&archive.0.subarray(start, end), deflated.crc, deflated.size)
        }
        _ => js_sys::Promise::resolve(&JsValue::UNDEFINED),
    }
}

fn damaged(plan: &FilePlan, cause: &str) -> Diagnostic {
    let title = ["Unable to unpack ", &plan.written].concat();
    Diagnostic::error(Code::BadArchive, title)
        .with_detail(cause)
        .with_help("does the address lead to the archive itself, and is the file complete there?")
}

/// Paths with something to say about each.
#[derive(Default)]
struct Paths {
    lines: Vec<String>,
    more: usize,
}

impl Paths {
    fn add(&mut self, path: &str, what: &str) {
        if self.lines.len() < NAMED {
            self.lines.push(["`", path, "` ", what].concat());
        } else {
            self.more += 1;
        }
    }

    fn detail(mut self) -> Option<String> {
        if self.more > 0 {
            self.lines.push(["and ", &self.more.to_string(), " more"].concat());
        }
        (!self.lines.is_empty()).then(|| self.lines.join("\n"))
    }
}
