//! Skipping steps whose inputs have not changed: a stamp is a hash of everything a step read,
//! kept in a file beside what the step made.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process;

/// Collects a step's inputs. 64 bits and a hash that may differ between compilers are enough:
/// a new compiler only repeats the work.
#[derive(Default)]
pub struct Inputs(DefaultHasher);

impl Inputs {
    pub fn new() -> Self {
        Self::default()
    }

    /// A value that shapes the result: an option, a tool's version.
    pub fn value(mut self, value: impl Hash) -> Self {
        value.hash(&mut self.0);
        self
    }

    /// A file's content; a file that is not there is an input too.
    pub fn file(mut self, path: &Path) -> Result<Self> {
        if path.is_file() {
            process::read(path)?.hash(&mut self.0);
        } else {
            "absent".hash(&mut self.0);
        }
        Ok(self)
    }

    /// Every file below a folder, with its name.
    pub fn folder(mut self, folder: &Path) -> Result<Self> {
        for path in files_below(folder)? {
            path.strip_prefix(folder).unwrap_or(&path).hash(&mut self.0);
            self = self.file(&path)?;
        }
        Ok(self)
    }

    pub fn finish(&self) -> u64 {
        self.0.finish()
    }
}

/// The stamp of one step.
pub struct Stamp {
    file: PathBuf,
    inputs: String,
}

impl Stamp {
    pub fn new(folder: &Path, step: &str, inputs: &Inputs) -> Self {
        Self { file: folder.join("stamps").join(step), inputs: format!("{:016x}", inputs.finish()) }
    }

    /// Whether the step already ran with these inputs and what it made is still there.
    pub fn is_fresh(&self, outputs: &[PathBuf]) -> bool {
        outputs.iter().all(|path| path.exists())
            && std::fs::read_to_string(&self.file).is_ok_and(|kept| kept == self.inputs)
    }

    /// Records that the step has run.
    pub fn set(&self) -> Result<()> {
        process::write(&self.file, &self.inputs)
    }
}

/// All files below a folder, sorted by path. A folder that is not there has none.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        if !folder.is_dir() {
            continue;
        }
        let entries = std::fs::read_dir(&folder)
            .with_context(|| format!("cannot list {}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    Ok(files)
}
