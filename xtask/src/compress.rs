//! `.br` and `.gz` beside every file of the bundle that gets smaller by it.
//!
//! Brotli at its best quality takes half a minute for the largest interpreter, so results are kept
//! in cargo's target folder by content and made once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::build::Profile;
use crate::paths::Paths;
use crate::process;
use crate::progress;
use crate::stamp::{Inputs, files_below};

/// Too small for a header of its own to pay.
const SMALLEST: usize = 256;
const COMPRESSIBLE: [&str; 9] = ["js", "mjs", "css", "wasm", "json", "bin", "zip", "py", "svg"];

/// Name for the compressor, and the extension.
const ENCODINGS: [(&str, &str); 2] = [("brotli", "br"), ("gzip", "gz")];

/// One file to compress in one way.
struct Job {
    from: PathBuf,
    to: PathBuf,
    encoding: &'static str,
    /// Where the result is kept.
    kept: PathBuf,
    size: usize,
}

/// Makes the bundle's compressed files anew. A development build has none: a server that found a
/// stale one would send it.
pub fn compress(paths: &Paths, profile: Profile) -> Result<()> {
    let files = files_below(&paths.dist)?;
    let (compressed, originals): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|file| has_extension(file, &ENCODINGS.map(|(_, ext)| ext)));
    for file in compressed {
        if profile == Profile::Dev || !file.with_extension("").is_file() {
            remove(&file)?;
        }
    }
    if profile == Profile::Dev {
        return Ok(());
    }
    let jobs = jobs(&originals, &paths.target.join("xtask/compressed"))?;
    let missing: Vec<_> = jobs.iter().filter(|job| !job.kept.is_file()).collect();
    if missing.is_empty() {
        progress::unchanged("compress");
    } else {
        let what = format!("brotli and gzip, {} files", missing.len());
        progress::step("compress", &what, || run(paths, &missing))?;
    }
    jobs.iter().try_for_each(place)
}

fn jobs(files: &[PathBuf], cache: &Path) -> Result<Vec<Job>> {
    let mut jobs = Vec::new();
    for from in files.iter().filter(|file| has_extension(file, &COMPRESSIBLE)) {
        let bytes = process::read(from)?;
        let key = Inputs::new().value(&bytes).finish();
        for (encoding, extension) in ENCODINGS {
            let to = from.with_added_extension(extension);
            if bytes.len() < SMALLEST {
                // One may be left from when the file was larger.
                remove(&to)?;
                continue;
            }
            let kept = cache.join(format!("{key:016x}.{extension}"));
            jobs.push(Job { from: from.clone(), to, encoding, kept, size: bytes.len() });
        }
    }
    // The longest first, so that they do not wait for the rest.
    jobs.sort_by_key(|job| std::cmp::Reverse(job.size));
    Ok(jobs)
}

fn run(paths: &Paths, jobs: &[&Job]) -> Result<()> {
    let mut lines = String::new();
    for job in jobs {
        if let Some(folder) = job.kept.parent() {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot create {}", folder.display()))?;
        }
        let (from, to) = (job.from.display(), job.kept.display());
        lines.push_str(&format!("{}\t{from}\t{to}\n", job.encoding));
    }
    let script = paths.root.join("xtask/scripts/compress.mjs");
    process::output_with_input(Command::new("node").arg(script), &lines)?;
    Ok(())
}

/// Puts a kept result beside its file, if it is smaller.
fn place(job: &Job) -> Result<()> {
    let compressed = process::read(&job.kept)?;
    if compressed.len() < job.size {
        process::write_if_changed(&job.to, &compressed)?;
        Ok(())
    } else {
        remove(&job.to)
    }
}

fn has_extension(file: &Path, extensions: &[&str]) -> bool {
    file.extension().is_some_and(|own| extensions.iter().any(|extension| own == *extension))
}

fn remove(file: &Path) -> Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", file.display()))
        }
        _ => Ok(()),
    }
}
