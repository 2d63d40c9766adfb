//! What a page and a worker have in common: where the page is, and where files are.

use pyxide_plan::Host;
use web_sys::Url;

use crate::host;

/// The place that code runs in.
pub struct Realm {
    url: String,
    is_worker: bool,
}

impl Realm {
    /// Of a page's address.
    pub fn new(url: &str, is_worker: bool) -> Self {
        Self { is_worker, url: url.strip_prefix("blob:").unwrap_or(url).to_owned() }
    }

    /// Where the page was opened from: no server, so nothing beside it can be read.
    pub fn is_from_disk(&self) -> bool {
        self.url.starts_with("file:")
    }
}

impl Host for Realm {
    fn file(&self, name: &str) -> String {
        host::file(name)
    }

    fn page(&self) -> &str {
        &self.url
    }

    fn is_worker(&self) -> bool {
        self.is_worker
    }

    fn resolve(&self, url: &str, base: &str) -> Option<String> {
        Url::new_with_base(url, base).ok().map(|url| url.href())
    }
}
