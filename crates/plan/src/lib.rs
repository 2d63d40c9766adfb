//! Entries, configuration and the host's abilities to a boot plan, as data.
//!
//! A plan names everything that one interpreter needs, by absolute URL, before anything of it is
//! fetched. What cannot be planned becomes a diagnostic, and the rest of the plan stands.

mod expansion;
mod interpreter;
mod packages;

use pyxide_config::Config;
use pyxide_diagnostic::{Code, Diagnostic, Source, Span};
use pyxide_page::ScriptType;

pub use expansion::Expansion;
pub use interpreter::InterpreterPlan;
pub use packages::{MIP, PackageKind, PackagePlan, PackagesPlan};

/// What the host offers, and where the page and the bundle are.
pub trait Host {
    /// The folder of the bundle, ending in `/`.
    fn bundle(&self) -> &str;
    /// The page's address, from which an interpreter's address is resolved.
    fn page(&self) -> &str;
    /// `url` made absolute from `base`; `None` if it is not a URL.
    fn resolve(&self, url: &str, base: &str) -> Option<String>;
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

/// A file to fetch, and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePlan {
    /// The source as written, for messages.
    pub written: String,
    /// The absolute URL.
    pub url: String,
    /// The path in the interpreter's file system, relative to its working directory.
    pub path: String,
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
    let mut problems = Vec::new();
    let packages = PackagesPlan::new(script_type, configured, host);
    let interpreter = InterpreterPlan::new(script_type, configured, packages.has_ulab(), host)?;
    let files = files(configured, host, &mut problems);
    let package = [host.bundle(), "pyscript.", script_type.name(), ".bin"].concat();
    let (debug, keep_proxies) = (configured.config.debug, configured.config.create_proxy);
    Ok((
        BootPlan { script_type, interpreter, package, files, packages, debug, keep_proxies },
        problems,
    ))
}

fn files(
    configured: &Configured,
    host: &dyn Host,
    problems: &mut Vec<Diagnostic>,
) -> Vec<FilePlan> {
    let mut plans = Vec::with_capacity(configured.config.files.len());
    for entry in &configured.config.files {
        let written = &entry.source.value;
        match host.resolve(written, &configured.base) {
            Some(url) => plans.push(FilePlan {
                written: written.clone(),
                url,
                path: entry.destination.value.clone(),
                span: entry.source.span,
            }),
            None => problems.push(at(
                configured,
                entry.source.span,
                Diagnostic::error(Code::BadFile, ["Invalid URL in files: ", written].concat())
                    .with_help(
                        "name a file by a path relative to the configuration, or by a complete URL",
                    ),
            )),
        }
    }
    plans
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
