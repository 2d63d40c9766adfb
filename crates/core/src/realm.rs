//! What a page and a worker have in common: where the page is, and where the bundle is.

use pyxide_plan::Host;
use web_sys::Url;

/// The place that code runs in.
pub struct Realm {
    bundle: String,
    url: String,
}

impl Realm {
    /// Of a bundle's folder, ending in `/`, and a page's address.
    pub fn new(bundle: String, url: &str) -> Self {
        Self { bundle, url: url.strip_prefix("blob:").unwrap_or(url).to_owned() }
    }

    /// Where the page was opened from: no server, so nothing beside it can be read.
    pub fn is_from_disk(&self) -> bool {
        self.url.starts_with("file:")
    }
}

impl Host for Realm {
    fn bundle(&self) -> &str {
        &self.bundle
    }

    fn page(&self) -> &str {
        &self.url
    }

    fn resolve(&self, url: &str, base: &str) -> Option<String> {
        Url::new_with_base(url, base).ok().map(|url| url.href())
    }
}
