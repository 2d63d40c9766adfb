//! The configurations of a page: those of its two types, and those of its workers.

use pyxide_config::{
    ConfigAttribute, ConfigElement, Detected, Facts, Format, Place, detect, detect_worker, locate,
    parse_source, read,
};
use pyxide_diagnostic::{Diagnostic, Source, Span};
use pyxide_page::ScriptType;
use pyxide_plan::{Configured, Host};

use super::folder::Local;
use super::local;
use super::page::{Page, type_of};
use super::text;
use crate::html::{Attribute, Tag, Text};

/// Checks the main configuration of a type, and that of each worker which has its own.
pub fn check(page: &mut Page, script_type: ScriptType) {
    let document = page.document;
    let elements: Vec<&Tag> =
        document.tags.iter().filter(|tag| tag.name == script_type.config_element()).collect();
    let owners = document.tags.iter().filter(|tag| type_of(tag) == Some(script_type));
    let (workers, owners): (Vec<&Tag>, Vec<&Tag>) = owners
        .filter(|tag| tag.attribute("config").is_some())
        .partition(|tag| tag.attribute("worker").is_some());
    main(page, script_type, &elements, &owners);
    for worker in workers {
        let Some(config) = worker.attribute("config") else { continue };
        let written = Written { text: &config.value, at: config.span(), attribute: Some(config) };
        let detected = detect_worker(config.value.as_str());
        check_written(page, script_type, detected, &written, None);
    }
}

fn main(page: &mut Page, script_type: ScriptType, elements: &[&Tag], owners: &[&Tag]) {
    let facts_of_elements: Vec<ConfigElement> = elements
        .iter()
        .map(|tag| ConfigElement {
            src: tag.value("src"),
            format: tag.value("type"),
            parser: tag.value("config-parser"),
            text: tag.text.as_str(),
        })
        .collect();
    let facts_of_owners: Vec<ConfigAttribute> = owners
        .iter()
        .map(|tag| ConfigAttribute {
            value: tag.value("config").unwrap_or_default(),
            parser: tag.value("config-parser"),
        })
        .collect();
    let facts = Facts {
        kind: script_type.name(),
        elements: &facts_of_elements,
        attributes: &facts_of_owners,
    };
    let located = match locate(facts) {
        Ok(None) => return,
        Ok(Some(located)) => located,
        Err(conflict) => return page.report(*conflict, conflicting(elements, owners)),
    };
    let tag = elements.first().or(owners.first());
    let Some(tag) = tag else { return };
    let attribute = match located.place {
        Place::ElementText => None,
        Place::ElementSrc => tag.attribute("src"),
        Place::Attribute => tag.attribute("config"),
    };
    let written = Written {
        text: attribute.map_or(&tag.text, |attribute| &attribute.value),
        at: attribute.map_or(tag.span, Attribute::span),
        attribute,
    };
    let parser = located.parser.and_then(|_| tag.attribute("config-parser"));
    match detect(located.value, located.hint) {
        Ok(detected) => check_written(page, script_type, detected, &written, parser),
        Err(problem) => page.report(*problem, written.at),
    }
}

/// The second of two things that contradict each other.
fn conflicting(elements: &[&Tag], owners: &[&Tag]) -> Span {
    let value = |tag: &Tag| tag.value("config").map(str::to_owned);
    let different = owners.iter().find(|tag| value(tag) != value(owners[0]));
    let owner = if elements.is_empty() { different } else { owners.first() };
    let attribute = owner.and_then(|tag| tag.attribute("config"));
    match (elements, attribute) {
        ([_, second, ..], _) => second.span,
        (_, Some(attribute)) => attribute.span(),
        _ => Span::default(),
    }
}

/// What the page says about a configuration, and where.
struct Written<'a> {
    text: &'a Text,
    at: Span,
    attribute: Option<&'a Attribute>,
}

fn check_written(
    page: &mut Page,
    script_type: ScriptType,
    detected: Detected,
    written: &Written,
    parser: Option<&Attribute>,
) {
    let value = written.text.as_str();
    let (source, format, base) = match detected {
        Detected::Nothing => return,
        Detected::Inline(format) => {
            (Source::inline("config", value), format, page.page().to_owned())
        }
        Detected::Url(format) => match page.local(value) {
            Local::Elsewhere => return,
            Local::Missing(_) => {
                return written.attribute.into_iter().for_each(|named| page.require(named));
            }
            Local::File(path) => match text(&path, value.trim()) {
                Ok(content) => {
                    // `<base>` counts for the configuration, not for what it names.
                    let base = page.resolve(value.trim(), page.page()).unwrap_or_default();
                    (Source::new(&page.folder.shown(&path), &content), format, base)
                }
                Err(error) => {
                    let reason = format!("{error:#}");
                    return page
                        .report(Diagnostic::fetch_failed(value.trim(), &reason), written.at);
                }
            },
        },
    };
    if let (Format::Toml, Some(parser)) = (format, parser) {
        // Only that module knows what the text means.
        return page.require(parser);
    }
    let parsed = parse_source(&source, format);
    let mut problems = parsed.diagnostics;
    if let Some(value) = parsed.value {
        let (config, more) = read(&value, &source);
        problems.extend(more);
        let configured = Configured { config, source: Some(source), base };
        problems.extend(local::check(page, script_type, configured));
    }
    for problem in problems {
        page.report_in(problem, Some(written.text));
    }
}
