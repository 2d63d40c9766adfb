//! Waiting for edits.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// Editors write a file in several steps, tools write many files: the edit is over after this.
const QUIET: Duration = Duration::from_millis(150);

/// Watches folders and files for changes of content.
pub struct Watch {
    root: PathBuf,
    events: Receiver<notify::Result<Event>>,
    /// Dropping it ends the watching.
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Starts watching those of the paths (relative to `root`) that exist.
    pub fn start(root: &Path, paths: &[&str]) -> Result<Self> {
        let (sender, events) = channel();
        let mut watcher = notify::recommended_watcher(move |event| {
            // The receiver is gone when the command ends.
            let _ = sender.send(event);
        })?;
        for path in paths.iter().map(|path| root.join(path)).filter(|path| path.exists()) {
            watcher
                .watch(&path, RecursiveMode::Recursive)
                .with_context(|| format!("cannot watch {}", path.display()))?;
        }
        Ok(Self { root: root.to_path_buf(), events, _watcher: watcher })
    }

    /// Waits for an edit and returns the files it touched.
    pub fn next(&mut self) -> Result<Vec<String>> {
        let mut changed = BTreeSet::new();
        loop {
            let received = if changed.is_empty() {
                self.events.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                self.events.recv_timeout(QUIET)
            };
            match received {
                Ok(event) => changed.extend(self.edited(event?)),
                Err(RecvTimeoutError::Timeout) => return Ok(changed.into_iter().collect()),
                Err(RecvTimeoutError::Disconnected) => bail!("watching for changes ended"),
            }
        }
    }

    fn edited(&self, event: Event) -> Vec<String> {
        let is_edit = match event.kind {
            EventKind::Create(_) | EventKind::Remove(_) => true,
            EventKind::Modify(kind) => !matches!(kind, notify::event::ModifyKind::Metadata(_)),
            _ => false,
        };
        if !is_edit {
            return Vec::new();
        }
        let relative =
            |path: PathBuf| path.strip_prefix(&self.root).map_or(path.clone(), Path::to_path_buf);
        event
            .paths
            .into_iter()
            .map(|path| relative(path).display().to_string())
            .filter(|path| !is_scratch(path))
            .collect()
    }
}

/// Files that editors keep beside the real ones.
fn is_scratch(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.starts_with('.')
        || name.starts_with('#')
        || name.ends_with('~')
        || name.ends_with(".swp")
        || name == "4913"
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn an_edit_is_reported_once_with_its_files() {
        let root = std::env::temp_dir().join(format!("pyxide-watch-{}", std::process::id()));
        fs::create_dir_all(root.join("src")).unwrap();
        let mut watch = Watch::start(&root, &["src", "missing"]).unwrap();
        fs::write(root.join("src/.a.rs.swp"), "scratch").unwrap();
        fs::write(root.join("src/a.rs"), "one").unwrap();
        fs::write(root.join("src/b.rs"), "two").unwrap();
        assert_eq!(watch.next().unwrap(), ["src/a.rs", "src/b.rs"]);
        fs::remove_dir_all(&root).unwrap();
    }
}
