//! What the entries of `packages` are, and where each is fetched from.

use pyxide_config::PackagesCache;
use pyxide_diagnostic::Span;
use pyxide_page::ScriptType;

use crate::{Configured, Host};

/// The index of MicroPython's own package manager.
pub const MIP: &str = "https://micropython.org/pi/v2";

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
    /// Whether what earlier visits installed is to be forgotten: the page says so, or names wheels.
    pub forget: bool,
    /// The package indexes, by absolute URL; none means the usual ones.
    pub indexes: Vec<String>,
}

impl PackagesPlan {
    pub(crate) fn new(script_type: ScriptType, configured: &Configured, host: &dyn Host) -> Self {
        let config = &configured.config;
        let base = &configured.base;
        let indexes = config.index_urls.iter();
        let indexes = indexes.map(|index| absolute(&index.value, base, host)).collect();
        let entries = config.packages.iter().map(|package| (package.value.trim(), package.span));
        let mut plan = Self::of(script_type, entries, indexes, base, host);
        plan.cache = config.packages_cache;
        // A wheel may be another one tomorrow under the same address.
        let local = |package: &PackagePlan| {
            matches!(package.kind, PackageKind::Wheel { .. })
                || package.entry.starts_with(['/', '.'])
                || package.entry.starts_with("emfs:")
                || package.entry.starts_with("file:")
        };
        if plan.cache == PackagesCache::On && plan.list.iter().any(local) {
            plan.cache = PackagesCache::Never;
        }
        plan.forget = matches!(plan.cache, PackagesCache::Never | PackagesCache::Passthrough);
        // Extras are not part of what is remembered.
        let extras = |package: &PackagePlan| package.entry.contains('[');
        if plan.cache == PackagesCache::On && plan.list.iter().any(extras) {
            plan.cache = PackagesCache::Never;
        }
        plan
    }

    /// Plans entries that are named while code runs; nothing of them is remembered.
    pub fn of<'a>(
        script_type: ScriptType,
        entries: impl Iterator<Item = (&'a str, Span)>,
        indexes: Vec<String>,
        base: &str,
        host: &dyn Host,
    ) -> Self {
        let plan = |(written, span): (&str, Span)| {
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
            PackagePlan { entry: entry.to_owned(), kind, span }
        };
        let list = entries.map(plan).collect();
        Self { list, cache: PackagesCache::Never, forget: false, indexes }
    }

    /// Whether the entries select the build of MicroPython that has `ulab`.
    #[must_use]
    pub fn has_ulab(&self) -> bool {
        self.list.iter().any(|package| package.kind == PackageKind::Build)
    }
}

/// An index with a placeholder in braces stays as it is: braces are no part of a URL.
fn absolute(index: &str, base: &str, host: &dyn Host) -> String {
    let url = if index.contains('{') { None } else { host.resolve(index, base) };
    url.unwrap_or_else(|| index.to_owned())
}

/// Whether a text starts with a scheme, `https://` say. Searching for one character at a time
/// takes a tenth of the code of searching for a text.
fn has_scheme(text: &str) -> bool {
    text.split_once(':').is_some_and(|(_, rest)| rest.starts_with("//"))
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
    let is_path = has_scheme(written) || written.starts_with(['.', '/']);
    let inside = written.starts_with("emfs:") || written.starts_with("file:");
    let url = if inside { None } else { host.resolve(written, base) };
    let ends = |extension: &str| path.ends_with(extension);
    match url {
        Some(url) if ends(".whl") && !path.contains(' ') => PackageKind::Wheel { url },
        Some(url) if address.is_none() && (ends(".toml") || ends(".json")) => {
            PackageKind::Description { url }
        }
        Some(url) if mip && is_path && (ends(".py") || ends(".mpy")) => PackageKind::Module { url },
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
