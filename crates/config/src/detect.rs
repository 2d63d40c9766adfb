//! What a configuration value is: an address, a text, nothing.

use crate::Format;
use pyxide_diagnostic::{Code, Diagnostic};

/// What a configuration value turned out to be.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Detected {
    /// No configuration.
    Nothing,
    /// The value itself is the configuration.
    Inline(Format),
    /// The value, trimmed, is the address of the configuration.
    Url(Format),
}

/// For the main configuration. `hint` is the `type` attribute of the element.
///
/// # Errors
/// A diagnostic if the value looks like an address that cannot be a configuration.
pub fn detect(value: &str, hint: Option<&str>) -> Result<Detected, Box<Diagnostic>> {
    let value = value.trim();
    let hint = hint.map(str::trim).filter(|hint| !hint.is_empty());
    let hinted = |name: &str| hint.is_some_and(|hint| hint.eq_ignore_ascii_case(name));
    if value.starts_with('{') && value.ends_with('}') {
        return Ok(Detected::Inline(Format::Json));
    }
    if let Some(extension) = extension(value).filter(|extension| !is_toml_text(value, extension)) {
        return match format_of(extension) {
            Some(Format::Json) if !hinted("toml") => Ok(Detected::Url(Format::Json)),
            Some(Format::Toml) if !hinted("json") => Ok(Detected::Url(Format::Toml)),
            _ => Err(Box::new(invalid_url(value, hint))),
        };
    }
    Ok(if hinted("json") {
        // Also without any text: then the reader of JSON says what is missing.
        Detected::Inline(Format::Json)
    } else if value.is_empty() {
        Detected::Nothing
    } else {
        Detected::Inline(Format::Toml)
    })
}

/// For the configuration of a worker.
#[must_use]
pub fn detect_worker(value: &str) -> Detected {
    let value = value.trim();
    let address = extension(value).filter(|extension| !is_toml_text(value, extension));
    if value.is_empty() || address.is_some_and(|extension| extension.eq_ignore_ascii_case("txt")) {
        Detected::Nothing
    } else if let (Some(format), false) = (address.and_then(format_of), value.starts_with('{')) {
        Detected::Url(format)
    } else if value.starts_with('{') {
        Detected::Inline(Format::Json)
    } else {
        Detected::Inline(Format::Toml)
    }
}

fn format_of(extension: &str) -> Option<Format> {
    if extension.eq_ignore_ascii_case("json") {
        Some(Format::Json)
    } else if extension.eq_ignore_ascii_case("toml") {
        Some(Format::Toml)
    } else {
        None
    }
}

fn invalid_url(value: &str, hint: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::error(Code::BadConfig, ["Invalid URL: ", value].concat())
        .with_help("the address of a configuration ends in `.toml` or `.json`");
    match hint {
        Some(hint) => diagnostic.with_detail(["expected ", hint, " content"].concat()),
        None => diagnostic,
    }
}

/// The text before a query.
fn without_query(value: &str) -> &str {
    value.split('?').next().unwrap_or_default()
}

/// `toml` of `a.toml` and of `a.toml?v=1`: a word at the end, after a dot.
fn extension(value: &str) -> Option<&str> {
    let path = match value.split_once('?') {
        Some((path, query)) if !query.is_empty() && !query.contains(char::is_whitespace) => path,
        _ => value,
    };
    let (_, word) = path.rsplit_once('.')?;
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    (!word.is_empty() && word.bytes().all(is_word)).then_some(word)
}

/// Whether a value that ends like an address is TOML nevertheless: `x = 1.5`, or several lines of
/// which the last ends in a comment.
fn is_toml_text(value: &str, extension: &str) -> bool {
    if value.contains('\n') || value.starts_with(['#', '[']) {
        return true;
    }
    let Some((key, rest)) = without_query(value).split_once('=') else { return false };
    if format_of(extension).is_none() {
        return true;
    }
    let spaced = key.ends_with(char::is_whitespace) || rest.starts_with(char::is_whitespace);
    spaced || rest.starts_with(['"', '\'', '[', '{'])
}
