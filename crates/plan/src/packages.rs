//! What the entries of `packages` are, and where each is fetched from.

use pyxide_config::PackagesCache;
use pyxide_diagnostic::Span;
use pyxide_page::ScriptType;

use crate::{Configured, Host};

/// The index of MicroPython's own package manager.
const MIP: &str = "https://micropython.org/pi/v2";

/// One entry of `packages`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackagePlan {
    /// The entry as Python sees it: as written, or made absolute.
    pub entry: String,
    /// What it is.
    pub kind: PackageKind,
    /// Where the configuration names it.
    pub span: Span,
}

/// What an entry of `packages` is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackageKind {
    /// For the installer to make sense of: a name, a path in the interpreter's file system.
    Named,
    /// A wheel to fetch.
    Wheel {
        /// The absolute URL.
        url: String,
    },
    /// A remote description: more `packages`, with `files` and `js_modules`.
    Description {
        /// The absolute URL.
        url: String,
    },
    /// One module for MicroPython.
    Module {
        /// The absolute URL.
        url: String,
        /// Where it goes.
        path: String,
    },
    /// A package for MicroPython, by the address of its `package.json`.
    Mip {
        /// The absolute URL.
        url: String,
    },
    /// Not a package but a build of MicroPython.
    Build,
}

/// All packages of one interpreter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackagesPlan {
    /// In the order of the configuration.
    pub list: Vec<PackagePlan>,
    /// Whether a second visit may skip the installation.
    pub cache: PackagesCache,
    /// The package indexes, by absolute URL; none means the usual ones.
    pub indexes: Vec<String>,
}

impl PackagesPlan {
    pub(crate) fn new(script_type: ScriptType, configured: &Configured, host: &dyn Host) -> Self {
        let config = &configured.config;
        let base = &configured.base;
        let indexes: Vec<String> =
            config.index_urls.iter().map(|index| absolute(&index.value, base, host)).collect();
        let mut list = Vec::with_capacity(config.packages.len());
        for package in &config.packages {
            let written = package.value.trim();
            let mut kind = classify(script_type, written, base, host);
            if let (PackageKind::Mip { url }, Some(index)) = (&mut kind, indexes.first())
                && let Some(path) = url.strip_prefix(MIP)
            {
                *url = [index.trim_end_matches('/'), path].concat();
            }
            let entry = match (&kind, script_type) {
                (PackageKind::Wheel { url }, ScriptType::Py) if written.starts_with('.') => url,
                _ => written,
            };
            list.push(PackagePlan { entry: entry.to_owned(), kind, span: package.span });
        }
        let mut cache = config.packages_cache;
        // A wheel may be another one tomorrow under the same address.
        let local = |package: &PackagePlan| {
            matches!(package.kind, PackageKind::Wheel { .. })
                || package.entry.starts_with(['/', '.'])
                || package.entry.starts_with("emfs:")
                || package.entry.starts_with("file:")
                // Extras are not part of what is remembered.
                || package.entry.contains('[')
        };
        if cache == PackagesCache::On && list.iter().any(local) {
            cache = PackagesCache::Never;
        }
        Self { list, cache, indexes }
    }

    /// Whether the entries select the build of MicroPython that has `ulab`.
    #[must_use]
    pub fn has_ulab(&self) -> bool {
        self.list.iter().any(|package| package.kind == PackageKind::Build)
    }
}

/// An index may have a placeholder in braces, which stays as it is.
fn absolute(index: &str, base: &str, host: &dyn Host) -> String {
    if index.contains("://") {
        return index.to_owned();
    }
    let url = host.resolve(index, base).unwrap_or_else(|| index.to_owned());
    url.replace("%7B", "{").replace("%7D", "}")
}

/// What an entry is. `base` is the configuration or the description that has it.
#[must_use]
pub fn classify(
    script_type: ScriptType,
    written: &str,
    base: &str,
    host: &dyn Host,
) -> PackageKind {
    let mip = script_type == ScriptType::Mpy;
    let address = if mip { repository(written) } else { None };
    let written = address.as_deref().unwrap_or(written);
    let path = written.split(['?', '#']).next().unwrap_or_default();
    let is_path = written.contains("://") || written.starts_with(['.', '/']);
    let inside = written.starts_with("emfs:") || written.starts_with("file:");
    let url = if inside { None } else { host.resolve(written, base) };
    let ends = |extension: &str| path.ends_with(extension);
    match url {
        Some(url) if ends(".whl") && !path.contains(" @ ") => PackageKind::Wheel { url },
        Some(url) if address.is_none() && (ends(".toml") || ends(".json")) => {
            PackageKind::Description { url }
        }
        Some(url) if mip && is_path && (ends(".py") || ends(".mpy")) => {
            let name = path.rsplit('/').next().unwrap_or_default();
            PackageKind::Module { url, path: ["/lib/", name].concat() }
        }
        Some(url) if mip && is_path => {
            let url = if ends(".json") { url } else { [&url, "/package.json"].concat() };
            PackageKind::Mip { url }
        }
        _ if mip && written == "ulab" => PackageKind::Build,
        _ if mip => {
            let (name, version) = written.split_once('@').unwrap_or((written, "latest"));
            PackageKind::Mip { url: [MIP, "/package/py/", name, "/", version, ".json"].concat() }
        }
        _ => PackageKind::Named,
    }
}

/// `github:owner/repository/path@branch` as the address of the file.
fn repository(written: &str) -> Option<String> {
    let (host, rest) = written.split_once(':')?;
    let (rest, branch) = rest.split_once('@').unwrap_or((rest, "HEAD"));
    let mut parts = rest.splitn(3, '/');
    let (owner, name, path) = (parts.next()?, parts.next()?, parts.next().unwrap_or_default());
    let parts = match host {
        "github" => {
            ["https://raw.githubusercontent.com/", owner, "/", name, "/", branch, "/", path]
        }
        "gitlab" => ["https://gitlab.com/", owner, "/", name, "/-/raw/", branch, "/", path],
        _ => return None,
    };
    Some(parts.concat().trim_end_matches('/').to_owned())
}
