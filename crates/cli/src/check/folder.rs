//! The folder that is checked, and what addresses mean in it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use url::Url;

use super::is_page;

/// A folder of pages. What is outside of it is not looked at.
pub struct Folder {
    /// Absolute, without links.
    root: PathBuf,
    /// As the user wrote it.
    shown: PathBuf,
}

/// What an address means on this disk.
pub enum Local {
    /// Something that is not in the folder: another host, a place above it.
    Elsewhere,
    /// A file.
    File(PathBuf),
    /// Nothing, and it should be here.
    Missing(PathBuf),
}

impl Folder {
    /// A folder that is there.
    pub fn new(path: &Path) -> anyhow::Result<Self> {
        let root = fs::canonicalize(path)
            .with_context(|| format!("{} cannot be opened", path.display()))?;
        let shown = path.strip_prefix(".").unwrap_or(path).to_path_buf();
        Ok(Self { root, shown })
    }

    /// A folder of which it is not known whether it is there.
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_path_buf(), shown: PathBuf::new() }
    }

    /// A path as the user would write it.
    pub fn shown(&self, path: &Path) -> String {
        let inner = path.strip_prefix(&self.root);
        inner
            .map_or_else(|_| path.to_path_buf(), |inner| self.shown.join(inner))
            .display()
            .to_string()
    }

    /// All pages, in the order of their names.
    pub fn pages(&self) -> anyhow::Result<Vec<PathBuf>> {
        let mut pages = Vec::new();
        let mut folders = vec![self.root.clone()];
        while let Some(folder) = folders.pop() {
            let entries = fs::read_dir(&folder)
                .with_context(|| format!("{} cannot be read", self.shown(&folder)))?;
            for entry in entries {
                let entry = entry?;
                let name = entry.file_name();
                // What other programs keep there is not the user's.
                if name.as_encoded_bytes().starts_with(b".") || name == "node_modules" {
                    continue;
                }
                let path = entry.path();
                if entry.file_type()?.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(is_page) && path.is_file() {
                    pages.push(path);
                }
            }
        }
        pages.sort();
        Ok(pages)
    }

    /// What an absolute address means.
    pub fn local(&self, url: &str) -> Local {
        let url = Url::parse(url).ok().filter(|url| url.scheme() == "file");
        let Some(path) = url.and_then(|url| url.to_file_path().ok()) else {
            return Local::Elsewhere;
        };
        if !path.starts_with(&self.root) {
            Local::Elsewhere
        } else if path.exists() {
            Local::File(path)
        } else {
            Local::Missing(path)
        }
    }
}

/// The address of a file; empty for a path that has none.
pub fn address(path: &Path) -> String {
    Url::from_file_path(path).map(String::from).unwrap_or_default()
}

/// `url` made absolute.
pub fn resolve(url: &str, base: &str) -> Option<String> {
    Some(Url::parse(base).ok()?.join(url).ok()?.into())
}
