//! `packages` and the keys about installing them.

use crate::config::Reader;
use crate::{Kind, Spanned, Value};
use pyxide_diagnostic::{Code, Diagnostic};

/// `packages_cache`: whether a second visit may skip the installation.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub enum PackagesCache {
    /// What was installed is remembered, unless the page names wheels.
    #[default]
    On,
    /// Remembered, also where the page names wheels.
    All,
    /// Nothing is remembered, and what was is forgotten.
    Never,
    /// The interpreter's own loader gets the names; nothing is remembered.
    Passthrough,
}

/// A list of strings; one string counts as a list of one.
pub(crate) fn strings(
    reader: &mut Reader,
    key: &str,
    value: &Value,
    help: &str,
) -> Vec<Spanned<String>> {
    let items = match &value.kind {
        Kind::Array(items) => items.as_slice(),
        Kind::String(_) => std::slice::from_ref(value),
        _ => {
            reader.wrong_type(&["`", key, "`"].concat(), "an array of strings", value, help);
            &[]
        }
    };
    let mut strings = Vec::with_capacity(items.len());
    for item in items {
        match item.as_str() {
            Some(text) => strings.push(Spanned { value: text.to_owned(), span: item.span }),
            None => {
                reader.wrong_type(&["an entry of `", key, "`"].concat(), "a string", item, help);
            }
        }
    }
    strings
}

pub(crate) fn cache(reader: &mut Reader, value: &Value) -> PackagesCache {
    const HELP: &str = "write \"never\", \"all\" or \"passthrough\", or leave the key out";
    match value.as_str() {
        Some("never") => return PackagesCache::Never,
        Some("all") => return PackagesCache::All,
        Some("passthrough") => return PackagesCache::Passthrough,
        Some(other) => {
            let title = ["`packages_cache` has no mode \"", other, "\""].concat();
            let problem = Diagnostic::warning(Code::WrongType, title).with_help(HELP);
            reader.report(problem, value.span);
        }
        None => reader.wrong_type("`packages_cache`", "a string", value, HELP),
    }
    PackagesCache::On
}

/// `experimental_create_proxy`: only `"auto"` means something.
pub(crate) fn create_proxy(reader: &mut Reader, value: &Value) -> bool {
    let auto = value.as_str() == Some("auto");
    if !auto {
        // Without an effect since ever, so that the page runs as it always did.
        let title = "`experimental_create_proxy` has no effect: its only value is \"auto\"";
        let problem = Diagnostic::warning(Code::WrongType, title);
        let help = "write `experimental_create_proxy = \"auto\"` outside of any section";
        reader.report(problem.with_help(help), value.span);
    }
    auto
}

/// `experimental_ffi_timeout`: a number of milliseconds that JavaScript can hold exactly.
pub(crate) fn ffi_timeout(reader: &mut Reader, value: &Value) -> Option<i64> {
    const EXACT: i64 = 1 << 53;
    if let Kind::Int(milliseconds) = value.kind
        && milliseconds > -EXACT
        && milliseconds < EXACT
    {
        return Some(milliseconds);
    }
    let help = "write milliseconds: 0 is until the next turn, -1 switches it off";
    reader.wrong_type("`experimental_ffi_timeout`", "an integer of at most 53 bits", value, help);
    None
}
