//! Which folder answers which address.

use std::path::{Path, PathBuf};

use axum::Router;
use axum::middleware;
use tower_http::services::ServeDir;

use crate::{guard, headers, not_found};

/// The folders of one server.
#[derive(Debug, Clone)]
pub struct Site {
    root: PathBuf,
    mounts: Vec<(String, PathBuf)>,
}

impl Site {
    /// A site whose `/` is this folder.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), mounts: Vec::new() }
    }

    /// Adds a folder below an address such as `/dist`; it hides what the root has there.
    #[must_use]
    pub fn mount(mut self, address: &str, folder: impl Into<PathBuf>) -> Self {
        let address = address.trim_matches('/');
        self.mounts.push((format!("/{address}"), folder.into()));
        self
    }

    /// The folders that must exist for the site to make sense.
    pub(crate) fn folders(&self) -> impl Iterator<Item = &Path> {
        std::iter::once(&self.root)
            .chain(self.mounts.iter().map(|(_, folder)| folder))
            .map(PathBuf::as_path)
    }

    pub(crate) fn router(&self) -> Router {
        let mut router = Router::new().fallback_service(files(&self.root, None));
        for (address, folder) in &self.mounts {
            router = router.nest_service(address, files(folder, Some(address)));
        }
        // The last layer is the first to see a request.
        router
            .layer(middleware::from_fn(not_found::explain))
            .layer(middleware::from_fn(guard::refuse_hidden))
            .layer(middleware::from_fn(headers::add))
    }
}

fn files(folder: &Path, address: Option<&str>) -> ServeDir {
    let files = ServeDir::new(folder).precompressed_br().precompressed_gzip();
    match address {
        Some(address) => files.redirect_path_prefix(address),
        None => files,
    }
}
