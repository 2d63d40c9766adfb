//! What a configuration names: is it there?

use pyxide_config::{Format, Value, parse_source};
use pyxide_diagnostic::{Code, Diagnostic, Source, Span};
use pyxide_page::ScriptType;
use pyxide_plan::{Configured, Expansion, PackageKind, at, plan};

use super::folder::{Local, resolve};
use super::page::Page;
use super::text;

/// Plans a configuration and looks for the files of the plan. Other hosts are not asked.
pub fn check(page: &Page, script_type: ScriptType, configured: Configured) -> Vec<Diagnostic> {
    let (configured, mut problems) = expand(page, script_type, configured);
    let plan = match plan(script_type, &configured, page) {
        Ok((plan, more)) => {
            problems.extend(more);
            plan
        }
        Err(problem) => {
            problems.push(*problem);
            return problems;
        }
    };
    let mut named: Vec<(Code, &str, &str, Span)> = Vec::new();
    if let Some(wanted) = &configured.config.interpreter {
        named.push((Code::InterpreterLoad, &wanted.value, plan.interpreter.module(), wanted.span));
    }
    for file in plan.files.iter().chain(&plan.fetch) {
        named.push((Code::FileUnavailable, &file.written, &file.url, file.span));
    }
    let of_workers: Vec<_> = (configured.config.js_modules.worker.iter())
        .filter_map(|module| {
            Some((resolve(&module.source.value, &configured.base)?, &module.source))
        })
        .collect();
    for module in &plan.js_modules {
        named.push((Code::JsModule, &module.written, &module.url, module.span));
    }
    for (url, source) in &of_workers {
        named.push((Code::JsModule, &source.value, url, source.span));
    }
    for package in &plan.packages.list {
        if let PackageKind::Wheel { url } | PackageKind::Module { url } | PackageKind::Mip { url } =
            &package.kind
        {
            named.push((Code::PackageInstall, &package.entry, url, package.span));
        }
    }
    for (code, written, url, span) in named {
        if let Local::Missing(path) = page.folder.local(url) {
            problems.push(at(&configured, span, missing(code, written, &page.folder.shown(&path))));
        }
    }
    problems
}

fn missing(code: Code, written: &str, shown: &str) -> Diagnostic {
    Diagnostic::error(code, ["Unable to find ", written].concat())
        .with_detail(["there is no file ", shown].concat())
        .with_help("the address is relative to the configuration, or to the page that contains it")
}

/// The configuration with what its descriptions of packages add, as far as they are on this disk.
fn expand(
    page: &Page,
    script_type: ScriptType,
    configured: Configured,
) -> (Configured, Vec<Diagnostic>) {
    let Some(mut expansion) = Expansion::new(script_type, &configured, page) else {
        return (configured, Vec::new());
    };
    while let Some(url) = expansion.next().map(str::to_owned) {
        match page.folder.local(&url) {
            // One of another host adds nothing that could be checked.
            Local::Elsewhere => {
                expansion.describe(Ok((&Value::empty(), &Source::new(&url, ""))));
            }
            Local::Missing(path) => {
                let shown = page.folder.shown(&path);
                expansion.describe(Err(missing(Code::PackageInstall, &shown, &shown)));
            }
            Local::File(path) => {
                let shown = page.folder.shown(&path);
                let text = text(&path, &shown);
                let source =
                    Source::new(&shown, text.as_ref().map(String::as_str).unwrap_or_default());
                let format = if shown.ends_with(".json") { Format::Json } else { Format::Toml };
                let mut parsed = parse_source(&source, format);
                let content = match (text, &parsed.value) {
                    (Err(error), _) => {
                        Err(Diagnostic::error(Code::PackageInstall, format!("{error:#}")))
                    }
                    (Ok(_), Some(value)) => Ok((value, &source)),
                    (Ok(_), None) => Err(parsed.diagnostics.pop().unwrap_or_else(|| {
                        Diagnostic::error(Code::BadConfig, ["Invalid ", &shown].concat())
                    })),
                };
                expansion.describe(content);
            }
        }
    }
    expansion.finish()
}
