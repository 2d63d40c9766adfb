//! Where things are in the work tree.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The folders that the commands read and write.
#[derive(Debug, Clone)]
pub struct Paths {
    /// The workspace.
    pub root: PathBuf,
    /// The bundle: `www/dist`.
    pub dist: PathBuf,
    /// Made on the way to the bundle: `www/build`.
    pub glue: PathBuf,
    /// Cargo's target folder.
    pub target: PathBuf,
}

impl Paths {
    /// Finds the workspace from where this crate was compiled.
    pub fn find() -> Result<Self> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest
            .parent()
            .filter(|root| root.join("Cargo.toml").is_file())
            .context("the workspace has moved since xtask was compiled: run it as `cargo xtask`")?
            .to_path_buf();
        let target = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| root.join("target"), |folder| root.join(folder));
        Ok(Self { dist: root.join("www/dist"), glue: root.join("www/build"), target, root })
    }

    /// A program that an npm package brings.
    pub fn npm_program(&self, package: &str, file: &str) -> PathBuf {
        self.root.join("node_modules").join(package).join(file)
    }
}
