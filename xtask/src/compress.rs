//! `.br` and `.gz` beside every file of the bundle that gets smaller by it.
//!
//! Brotli at its best quality takes many seconds for the interpreters, so results are kept in
//! cargo's target folder by content and made once.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result};

use crate::build::Profile;
use crate::paths::Paths;
use crate::process;
use crate::progress;
use crate::stamp::{Inputs, files_below};

/// Too small for a header of its own to pay.
const SMALLEST: usize = 256;
const COMPRESSIBLE: [&str; 9] = ["js", "mjs", "css", "wasm", "json", "bin", "zip", "py", "svg"];

#[derive(Clone, Copy)]
enum Encoding {
    Brotli,
    Gzip,
}

impl Encoding {
    const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    fn extension(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gz",
        }
    }

    fn compress(self, bytes: &[u8]) -> Result<Vec<u8>> {
        match self {
            Self::Brotli => brotli(bytes),
            Self::Gzip => {
                let mut encoder =
                    flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
                encoder.write_all(bytes)?;
                Ok(encoder.finish()?)
            }
        }
    }
}

/// Brotli at its best quality with the largest window that browsers accept.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params)?;
    Ok(out)
}

/// Makes the bundle's compressed files anew. A development build has none: a server that found a
/// stale one would send it.
pub fn compress(paths: &Paths, profile: Profile) -> Result<()> {
    let mut jobs = Vec::new();
    for file in files_below(&paths.dist)? {
        let extension = file.extension().unwrap_or_default().to_string_lossy().into_owned();
        if Encoding::ALL.iter().any(|encoding| encoding.extension() == extension) {
            let original = file.with_extension("");
            if profile == Profile::Dev || !original.is_file() {
                fs::remove_file(&file)
                    .with_context(|| format!("cannot remove {}", file.display()))?;
            }
        } else if COMPRESSIBLE.contains(&extension.as_str()) {
            jobs.extend(Encoding::ALL.map(|encoding| (file.clone(), encoding)));
        }
    }
    if profile == Profile::Dev {
        return Ok(());
    }
    let cache = paths.target.join("xtask").join("compressed");
    progress::step("compress", "brotli and gzip", || {
        let made = in_parallel(&jobs, |(file, encoding)| compress_file(file, *encoding, &cache))?;
        progress::note(format!("{} of {} files made anew", made, jobs.len()));
        Ok(())
    })
}

/// Writes one compressed file; says whether it had to be computed.
fn compress_file(file: &Path, encoding: Encoding, cache: &Path) -> Result<bool> {
    let bytes = process::read(file)?;
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(encoding.extension());
    let target = file.with_file_name(&name);
    if bytes.len() < SMALLEST {
        // One may be left from when the file was larger.
        let _ = fs::remove_file(&target);
        return Ok(false);
    }
    let key = Inputs::new().value(&bytes).finish();
    let kept = cache.join(format!("{key:016x}.{}", encoding.extension()));
    let (compressed, made) = match fs::read(&kept) {
        Ok(compressed) => (compressed, false),
        Err(_) => {
            let compressed = encoding.compress(&bytes)?;
            write_whole(&kept, &compressed)?;
            (compressed, true)
        }
    };
    if compressed.len() < bytes.len() {
        process::write_if_changed(&target, &compressed)?;
    } else {
        let _ = fs::remove_file(&target);
    }
    Ok(made)
}

/// A kept file is either whole or not there, even if the build is interrupted.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let part = path.with_added_extension("part");
    process::write(&part, bytes)?;
    fs::rename(&part, path).with_context(|| format!("cannot write {}", path.display()))
}

/// Runs the jobs on all cores and counts those that did something.
fn in_parallel(
    jobs: &[(PathBuf, Encoding)],
    work: impl Fn(&(PathBuf, Encoding)) -> Result<bool> + Sync,
) -> Result<usize> {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let workers = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let run = || -> Result<usize> {
        let mut done = 0;
        while let Some(job) = jobs.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
            done += usize::from(work(job).with_context(|| job.0.display().to_string())?);
        }
        Ok(done)
    };
    thread::scope(|scope| {
        let handles: Vec<_> = (0..workers).map(|_| scope.spawn(run)).collect();
        let mut total = 0;
        for handle in handles {
            total +=
                handle.join().unwrap_or_else(|_| Err(anyhow::anyhow!("the compressor crashed")))?;
        }
        Ok(total)
    })
}
