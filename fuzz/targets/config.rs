//! Any text as a configuration, from finding out what it is to the plan of a boot.
//!
//! The first line is a hint about the format, as the attribute `type` is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pyxide_config::{
    Config, Detected, FileEntry, detect, detect_worker, parse_source, read, to_json,
};
use pyxide_diagnostic::Source;
use pyxide_fuzz::{check_problems, check_span};
use pyxide_page::ScriptType;
use pyxide_plan::{Configured, Expansion, Host, PackageKind, plan};

struct Page;

const PAGE: &str = "https://example.org/app/index.html";

impl Host for Page {
    fn file(&self, name: &str) -> String {
        format!("https://example.org/dist/{name}")
    }

    fn page(&self) -> &str {
        PAGE
    }

    fn resolve(&self, url: &str, base: &str) -> Option<String> {
        Some(url::Url::parse(base).ok()?.join(url).ok()?.into())
    }
}

fuzz_target!(|text: &str| {
    let (hint, text) = text.split_once('\n').unwrap_or(("", text));
    let detected = match detect(text, Some(hint)) {
        Ok(detected) => detected,
        Err(problem) => return check_problems([&*problem]),
    };
    for detected in [detected, detect_worker(text)] {
        let Detected::Inline(format) = detected else { continue };
        let source = Source::inline("<py-config>", text);
        let parsed = parse_source(&source, format);
        check_problems(&parsed.diagnostics);
        let Some(value) = &parsed.value else { continue };
        let (config, problems) = read(value, &source);
        check_problems(&problems);
        check_config(&config, text);
        for script_type in ScriptType::ALL {
            check_plan(script_type, &config, &source);
        }
    }
});

fn check_config(config: &Config, text: &str) {
    let files = config.files.iter().chain(&config.fetch);
    for FileEntry { source, destination, archive } in files {
        check_span(source.span, text);
        check_span(destination.span, text);
        assert_eq!(archive.is_some(), destination.value.ends_with('/'), "{destination:?}");
        assert!(!destination.value.is_empty());
    }
    let modules = config.js_modules.main.iter().chain(&config.js_modules.worker);
    for module in modules {
        check_span(module.source.span, text);
        check_span(module.name.span, text);
    }
    for list in [&config.packages, &config.plugins, &config.index_urls] {
        list.iter().for_each(|item| check_span(item.span, text));
    }
    let mut paths: Vec<_> = config.files.iter().filter(|file| file.archive.is_none()).collect();
    let all = paths.len();
    paths.sort_by_key(|file| &file.destination.value);
    paths.dedup_by_key(|file| &file.destination.value);
    assert_eq!(paths.len(), all, "two files have one destination");
}

fn check_plan(script_type: ScriptType, config: &Config, source: &Source) {
    let mut configured =
        Configured { config: config.clone(), source: Some(source.clone()), base: PAGE.into() };
    if let Some(mut expansion) = Expansion::new(script_type, &configured, &Page) {
        let mut count = 0;
        // Every description says the same as the configuration that names it.
        while expansion.next().is_some() && count < 50 {
            expansion.describe(Ok((&config.tree, source)));
            count += 1;
        }
        let (expanded, problems) = expansion.finish();
        check_problems(&problems);
        let _ = to_json(&expanded.config.tree);
        configured = expanded;
    }
    match plan(script_type, &configured, &Page) {
        Ok((plan, problems)) => {
            check_problems(&problems);
            let files = plan.files.iter().chain(&plan.fetch).map(|file| &file.url);
            let modules = plan.js_modules.iter().map(|module| &module.url);
            let packages = plan.packages.list.iter().filter_map(|package| match &package.kind {
                PackageKind::Wheel { url } | PackageKind::Module { url } => Some(url),
                _ => None,
            });
            for url in files.chain(modules).chain(packages) {
                assert!(url::Url::parse(url).is_ok(), "{url} is not absolute");
            }
            assert!(url::Url::parse(plan.interpreter.module()).is_ok());
        }
        Err(problem) => check_problems([&*problem]),
    }
}
