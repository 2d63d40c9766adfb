//! Entries, configuration and the host's abilities to a boot plan, as data.
//!
//! A plan names everything that one interpreter needs, by absolute URL, before anything of it is
//! fetched. What cannot be planned becomes a diagnostic, and the rest of the plan stands.

mod expansion;
mod interpreter;
mod packages;

use pyxide_config::{ArchiveFormat, Config, FileEntry, Spanned};
use pyxide_diagnostic::{Code, Diagnostic, Source, Span};
use pyxide_page::ScriptType;

pub use expansion::Expansion;
pub use interpreter::InterpreterPlan;
pub use packages::{MIP, PackageKind, PackagePlan, PackagesPlan};

/// What the host offers, and where the page and the bundle are.
pub trait Host {
    /// The address of a file of the bundle, or of a folder, whose name ends in `/`.
    fn file(&self, name: &str) -> String;
    /// The page's address, from which an interpreter's address is resolved.
    fn page(&self) -> &str;
    /// `url` made absolute from `base`; `None` if it is not a URL.
    fn resolve(&self, url: &str, base: &str) -> Option<String>;
    /// Whether this is a worker, which has JavaScript modules of its own.
    fn is_worker(&self) -> bool {
        false
    }
}

/// A configuration with the text it was read from.
#[derive(Clone, Debug)]
pub struct Configured {
    /// The configuration.
    pub config: Config,
    /// Its text; absent where there is none.
    pub source: Option<Source>,
    /// Where its relative URLs start.
    pub base: String,
}

impl Configured {
    /// What counts when there is no configuration.
    #[must_use]
    pub fn nothing(base: &str) -> Self {
        Self { config: Config::empty(), source: None, base: base.to_owned() }
    }
}

/// A file to fetch, and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePlan {
    /// The source as written, for messages.
    pub written: String,
    /// The absolute URL.
    pub url: String,
    /// The path in the interpreter's file system, relative to its working directory: of the file,
    /// or of the folder that an archive is unpacked into.
    pub path: String,
    /// How to unpack it; absent for what is written as it is.
    pub archive: Option<ArchiveFormat>,
    /// Where the configuration names it.
    pub span: Span,
}

/// A JavaScript module to import, or a stylesheet to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsModulePlan {
    /// The source as written, for messages.
    pub written: String,
    /// The absolute URL.
    pub url: String,
    /// What Python calls it.
    pub name: String,
    /// Whether it is a stylesheet.
    pub is_css: bool,
    /// Where the configuration names it.
    pub span: Span,
}

/// All that one interpreter on the page needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BootPlan {
    /// Which kind of script it is for.
    pub script_type: ScriptType,
    /// The interpreter itself.
    pub interpreter: InterpreterPlan,
    /// The packed Python package.
    pub package: String,
    /// The configured files.
    pub files: Vec<FilePlan>,
    /// Files configured in the older way, written after the others.
    pub fetch: Vec<FilePlan>,
    /// The JavaScript modules and stylesheets of the page, or of the worker; of several with one name the last counts.
    pub js_modules: Vec<JsModulePlan>,
    /// The configured packages.
    pub packages: PackagesPlan,
    /// Whether the interpreter runs in its debug mode.
    pub debug: bool,
    /// Whether Python values that JavaScript got as arguments outlive the call.
    pub keep_proxies: bool,
}

/// Plans the interpreter of one type; what cannot be planned is left out and reported.
///
/// # Errors
/// A problem without which there is nothing to boot: an interpreter that is no URL.
pub fn plan(
    script_type: ScriptType,
    configured: &Configured,
    host: &dyn Host,
) -> Result<(BootPlan, Vec<Diagnostic>), Box<Diagnostic>> {
    let packages = PackagesPlan::new(script_type, configured, host);
    let interpreter = InterpreterPlan::new(script_type, configured, packages.has_ulab(), host)?;
    let mut urls = Urls { configured, host, problems: Vec::new() };
    let config = &configured.config;
    let plan = BootPlan {
        script_type,
        interpreter,
        package: package(script_type, host),
        files: urls.files("files", &config.files),
        fetch: urls.files("fetch", &config.fetch),
        js_modules: urls.js_modules(),
        packages,
        debug: config.debug,
        keep_proxies: config.create_proxy,
    };
    Ok((plan, urls.problems))
}

/// What [`plan`] gives for a configuration that says nothing.
#[must_use]
pub fn bare(script_type: ScriptType, host: &dyn Host) -> BootPlan {
    BootPlan {
        script_type,
        interpreter: InterpreterPlan::bundled(script_type, host),
        package: package(script_type, host),
        files: Vec::new(),
        fetch: Vec::new(),
        js_modules: Vec::new(),
        packages: PackagesPlan::default(),
        debug: false,
        keep_proxies: false,
    }
}

fn package(script_type: ScriptType, host: &dyn Host) -> String {
    host.file(&["pyscript.", script_type.name(), ".bin"].concat())
}

/// Makes the addresses of a configuration absolute, and reports those that cannot be.
struct Urls<'a> {
    configured: &'a Configured,
    host: &'a dyn Host,
    problems: Vec<Diagnostic>,
}

impl Urls<'_> {
    fn resolve(&mut self, key: &str, source: &Spanned<String>) -> Option<String> {
        let url = self.host.resolve(&source.value, &self.configured.base);
        if url.is_none() {
            let title = ["Invalid URL in ", key, ": ", &source.value].concat();
            let problem = Diagnostic::error(Code::BadFile, title).with_help(
                "name a file by a path relative to the configuration, or by a complete URL",
            );
            self.problems.push(at(self.configured, source.span, problem));
        }
        url
    }

    fn files(&mut self, key: &str, entries: &[FileEntry]) -> Vec<FilePlan> {
        let mut plans = Vec::with_capacity(entries.len());
        for entry in entries {
            if let Some(url) = self.resolve(key, &entry.source) {
                plans.push(FilePlan {
                    written: entry.source.value.clone(),
                    url,
                    path: entry.destination.value.clone(),
                    archive: entry.archive,
                    span: entry.source.span,
                });
            }
        }
        plans
    }

    fn js_modules(&mut self) -> Vec<JsModulePlan> {
        let mut plans = Vec::new();
        let modules = &self.configured.config.js_modules;
        let modules = if self.host.is_worker() { &modules.worker } else { &modules.main };
        for module in modules {
            if let Some(url) = self.resolve("js_modules", &module.source) {
                let path = url.split(['?', '#']).next().unwrap_or_default();
                plans.push(JsModulePlan {
                    written: module.source.value.clone(),
                    is_css: path.ends_with(".css"),
                    url,
                    name: module.name.value.clone(),
                    span: module.source.span,
                });
            }
        }
        plans
    }
}

/// A diagnostic about a place in the configuration.
#[must_use]
pub fn at(configured: &Configured, span: Span, diagnostic: Diagnostic) -> Diagnostic {
    match &configured.source {
        Some(source) => diagnostic.with_source(source, span),
        None => diagnostic,
    }
}

#[cfg(test)]
mod tests;
