//! `pyxide check`.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};
use pyxide_config::{Format, parse_source, read};
use pyxide_diagnostic::{Diagnostic, Source};

use crate::report;

/// Checks files and prints what was found, a file that cannot be opened last.
pub fn run(paths: &[impl AsRef<Path>], json: bool) -> anyhow::Result<ExitCode> {
    let mut diagnostics = Vec::new();
    let mut unreadable = None;
    for path in paths {
        match check(path.as_ref()) {
            Ok(found) => diagnostics.extend(found),
            Err(error) if unreadable.is_none() => unreadable = Some(error),
            Err(error) => eprintln!("error: {error:#}"),
        }
    }
    report::print(&diagnostics, json);
    if let Some(error) = unreadable {
        return Err(error);
    }
    let errors = diagnostics.iter().any(Diagnostic::is_error);
    Ok(if errors { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What the browser would say about one configuration file.
fn check(path: &Path) -> anyhow::Result<Vec<Diagnostic>> {
    let name = path.display().to_string();
    let extension = path.extension().unwrap_or_default();
    let format = if extension.eq_ignore_ascii_case("toml") {
        Format::Toml
    } else if extension.eq_ignore_ascii_case("json") {
        Format::Json
    } else {
        bail!("{name} is no configuration: it should end in .toml or .json");
    };
    let bytes = fs::read(path).with_context(|| format!("{name} cannot be read"))?;
    let text = String::from_utf8(bytes).with_context(|| format!("{name} is not UTF-8"))?;
    let source = Source::new(&name, &text);
    let parsed = parse_source(&source, format);
    let mut diagnostics = parsed.diagnostics;
    if let Some(value) = parsed.value {
        diagnostics.extend(read(&value, &source).1);
    }
    Ok(diagnostics)
}
