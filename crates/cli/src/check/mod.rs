//! `pyxide check`: what a browser would say about pages and configurations, without one.

mod config;
mod folder;
mod local;
mod page;
mod tags;

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};
use pyxide_config::{Format, parse_source, read};
use pyxide_diagnostic::{Diagnostic, Source};

use crate::report;
use folder::Folder;

/// What was found.
#[derive(Debug, Default)]
pub struct Findings {
    /// Everything that is wrong, file by file.
    pub diagnostics: Vec<Diagnostic>,
    /// How many pages, and how many configurations that were named themselves.
    pub files: usize,
    /// What was found already: pages share configurations.
    seen: HashSet<String>,
}

impl Findings {
    fn add(&mut self, found: impl IntoIterator<Item = Diagnostic>) {
        for diagnostic in found {
            if self.seen.insert(diagnostic.render()) {
                self.diagnostics.push(diagnostic);
            }
        }
    }
}

/// Checks files and folders and prints what was found, a file that cannot be opened last.
pub fn run(paths: &[impl AsRef<Path>], json: bool) -> anyhow::Result<ExitCode> {
    let mut findings = Findings::default();
    let mut unreadable = None;
    for path in paths {
        match check(path.as_ref(), &mut findings) {
            Ok(()) => {}
            Err(error) if unreadable.is_none() => unreadable = Some(error),
            Err(error) => eprintln!("error: {error:#}"),
        }
    }
    report::print(&findings, json);
    if let Some(error) = unreadable {
        return Err(error);
    }
    let errors = findings.diagnostics.iter().any(Diagnostic::is_error);
    Ok(if errors { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Checks a page, a configuration, or all pages of a folder.
///
/// # Errors
/// A file or folder that cannot be opened, or that is nothing of these.
pub fn check(path: &Path, findings: &mut Findings) -> anyhow::Result<()> {
    let name = path.display().to_string();
    if path.is_dir() {
        let folder = Folder::new(path)?;
        let pages = folder.pages()?;
        if pages.is_empty() {
            bail!("there is no page in {name}: no file ends in .html or .htm");
        }
        for page in &pages {
            let text = text(page, &folder.shown(page))?;
            findings.add(page::check(&text, page, &folder));
        }
        findings.files += pages.len();
        return Ok(());
    }
    let extension = path.extension().unwrap_or_default();
    if is_page(extension) {
        let text = text(path, &name)?;
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let folder = Folder::new(parent.unwrap_or(Path::new(".")))?;
        let page = fs::canonicalize(path).with_context(|| name.clone())?;
        findings.add(page::check(&text, &page, &folder));
    } else if let Some(format) = format_of(extension) {
        let source = Source::new(&name, &text(path, &name)?);
        let parsed = parse_source(&source, format);
        findings.add(parsed.diagnostics);
        findings.add(parsed.value.into_iter().flat_map(|value| read(&value, &source).1));
    } else {
        bail!(
            "{name} is no page and no configuration: it should end in .html, .htm, .toml or .json"
        );
    }
    findings.files += 1;
    Ok(())
}

/// The diagnostics of a page whose text is given. What it names is looked for on the disk, below
/// `folder` only.
#[must_use]
pub fn check_text(html: &str, page: &Path, folder: &Path) -> Vec<Diagnostic> {
    page::check(html, page, &Folder::at(folder))
}

fn is_page(extension: &OsStr) -> bool {
    ["html", "htm"].iter().any(|other| extension.eq_ignore_ascii_case(other))
}

fn format_of(extension: &OsStr) -> Option<Format> {
    if extension.eq_ignore_ascii_case("toml") {
        Some(Format::Toml)
    } else if extension.eq_ignore_ascii_case("json") {
        Some(Format::Json)
    } else {
        None
    }
}

/// The text of a file, without a byte order mark.
fn text(path: &Path, name: &str) -> anyhow::Result<String> {
    let bytes = fs::read(path).with_context(|| format!("{name} cannot be read"))?;
    let mut text = String::from_utf8(bytes).with_context(|| format!("{name} is not UTF-8"))?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}
