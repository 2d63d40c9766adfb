//! Archives of the configuration, unpacked into the interpreter's file system. The bytes stay with
//! JavaScript: only their tables of contents are read here.

use js_sys::{Promise, Uint8Array};
use pyxide_archive::{Bytes, Content, Entry, Error, is_gzip, tar, zip};
use pyxide_config::ArchiveFormat;
use pyxide_diagnostic::{Code, Diagnostic};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::{
    apart, host, interpreter::FileSystem, more, report::describe, workers::recipe::thrown,
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

/// Unpacks a wheel into the working directory, as MicroPython's packages are installed. A promise
/// of what went wrong, which is empty if nothing did.
#[wasm_bindgen(js_name = unpackWheel)]
pub fn unpack_wheel(entry: String, bytes: Uint8Array, file_system: FileSystem) -> Promise {
    future_to_promise(async move {
        more::loaded().await.map_err(|problem| thrown(&problem.render()))?;
        Ok(apart::unpack_wheel(entry, bytes, file_system).await.into())
    })
}

/// Unpacks a wheel; gives what went wrong.
pub async fn wheel(entry: &str, bytes: Uint8Array, file_system: &FileSystem) -> String {
    let problems = unpack(entry, "", ArchiveFormat::Zip, bytes, file_system).await;
    let told: Vec<_> = problems.into_iter().filter_map(|problem| problem.detail).collect();
    told.join("\n")
}

/// Unpacks an archive, which is named as `written`, below a folder; gives what went wrong.
pub async fn unpack(
    written: &str,
    folder: &str,
    format: ArchiveFormat,
    bytes: Uint8Array,
    file_system: &FileSystem,
) -> Vec<Diagnostic> {
    let mut archive = Archive(bytes);
    let entries = match format {
        ArchiveFormat::Zip => zip(&archive),
        ArchiveFormat::Tar => {
            // Some servers announce the compression, and the browser has undone it.
            if is_gzip(&archive) {
                match JsFuture::from(host::gunzip(&archive.0)).await {
                    Ok(inflated) => archive.0 = inflated.unchecked_into(),
                    Err(_) => return vec![damaged(written, &Error::Damaged.to_string())],
                }
            }
            tar(&archive)
        }
    };
    match entries {
        Ok(entries) => write(written, folder, &archive, &entries, file_system).await,
        Err(error) => vec![damaged(written, &error.to_string())],
    }
}

async fn write(
    written: &str,
    folder: &str,
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
            let path = [folder, entry.path.as_str()].concat();
            let done = match &entry.content {
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
            match done {
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
        let title = ["Unable to unpack all of ", written].concat();
        problems.push(
            Diagnostic::error(Code::BadArchive, title)
                .with_detail(detail)
                .with_help("pack it again: files and folders only, with deflate, no password"),
        );
    }
    if let Some(detail) = moved.detail() {
        let title = [written, " names places outside of its destination"].concat();
        problems.push(
            Diagnostic::warning(Code::BadArchive, title).with_detail(detail).with_help(
                "is this an archive you trust? Its paths contain `..` or begin with `/`",
            ),
        );
    }
    problems
}

fn inflate(archive: &Archive, entry: &Entry) -> Promise {
    match &entry.content {
        Content::Deflated(deflated) => {
            let (start, end) = (deflated.data.start as u32, deflated.data.end as u32);
            host::inflate(&archive.0.subarray(start, end), deflated.crc, deflated.size)
        }
        _ => Promise::resolve(&JsValue::UNDEFINED),
    }
}

fn damaged(written: &str, cause: &str) -> Diagnostic {
    let title = ["Unable to unpack ", written].concat();
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
