//! The table of codes and its documentation agree.

use pyxide_diagnostic::{Code, Severity};

const DOCS: &str = include_str!("../../../docs/errors.md");

/// The text of the section of a code: from its heading to the next one.
fn section(code: Code) -> Option<&'static str> {
    let heading = format!("## {} {}\n", code.id(), code.name());
    let (_, rest) = DOCS.split_once(&heading)?;
    Some(rest.split("\n## ").next().unwrap_or(rest))
}

#[test]
fn every_code_has_a_section() {
    for &code in Code::ALL {
        let Some(text) = section(code) else {
            panic!("docs/errors.md has no section `## {} {}`", code.id(), code.name());
        };
        assert!(text.contains(code.meaning()), "{} does not give its meaning", code.id());
        let reserved = code.meaning().starts_with("Reserved");
        if !reserved {
            assert!(text.contains("```"), "{} has no example", code.id());
            assert!(text.contains("**What to do:**"), "{} does not say what to do", code.id());
        }
    }
}

#[test]
fn every_section_has_a_code() {
    for line in DOCS.lines() {
        if let Some(heading) = line.strip_prefix("## PY") {
            let id = format!("PY{}", heading.split(' ').next().unwrap_or_default());
            assert!(Code::from_id(&id).is_some(), "docs/errors.md describes the unknown {id}");
        }
    }
}

#[test]
fn numbers_are_unique_sorted_and_well_formed() {
    let ids: Vec<_> = Code::ALL.iter().map(|code| code.id()).collect();
    let mut sorted = ids.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(ids, sorted);
    for id in ids {
        let digits = id.strip_prefix("PY").unwrap_or_default();
        assert!(digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()), "{id}");
    }
}

#[test]
fn known_numbers_keep_their_meaning() {
    let known = [
        (Code::Generic, "PY0000"),
        (Code::Fetch, "PY0001"),
        (Code::FetchUnauthorized, "PY0401"),
        (Code::FetchForbidden, "PY0403"),
        (Code::FetchNotFound, "PY0404"),
        (Code::Conflict, "PY0409"),
        (Code::FetchServer, "PY0500"),
        (Code::FetchUnavailable, "PY0503"),
        (Code::BadConfig, "PY1000"),
        (Code::PackageInstall, "PY1001"),
        (Code::PluginExtension, "PY2000"),
        (Code::PluginExport, "PY2001"),
        (Code::TopLevelAwait, "PY9000"),
    ];
    for (code, id) in known {
        assert_eq!(code.id(), id);
        assert_eq!(Code::from_id(id), Some(code));
    }
    assert_eq!(Code::from_id("PY4242"), None);
}

#[test]
fn leniency_is_a_warning() {
    assert_eq!(Code::LenientToml.severity(), Severity::Warning);
    assert_eq!(Code::UnknownKey.severity(), Severity::Warning);
    assert_eq!(Code::BadConfig.severity(), Severity::Error);
}
