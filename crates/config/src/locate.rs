//! Where the main configuration of a type comes from.

use pyxide_diagnostic::Diagnostic;

/// Facts about a page, for one type (`py` or `mpy`).
#[derive(Copy, Clone, Debug)]
pub struct Facts<'a> {
    /// `py` or `mpy`.
    pub kind: &'a str,
    /// Every `<py-config>` of the document.
    pub elements: &'a [ConfigElement<'a>],
    /// Every `config` attribute of a script or custom element of the type without `worker`.
    pub attributes: &'a [ConfigAttribute<'a>],
}

/// A `<py-config>` or `<mpy-config>` element.
#[derive(Copy, Clone, Debug, Default)]
pub struct ConfigElement<'a> {
    /// Attribute `src`.
    pub src: Option<&'a str>,
    /// Attribute `type`.
    pub format: Option<&'a str>,
    /// Attribute `config-parser`.
    pub parser: Option<&'a str>,
    /// Text content.
    pub text: &'a str,
}

/// A `config` attribute.
#[derive(Copy, Clone, Debug, Default)]
pub struct ConfigAttribute<'a> {
    /// Its value.
    pub value: &'a str,
    /// Attribute `config-parser` of the same element.
    pub parser: Option<&'a str>,
}

/// Which kind of place a configuration was found in.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Place {
    /// Text of a `<py-config>` element.
    ElementText,
    /// `src` of a `<py-config>` element.
    ElementSrc,
    /// `config` attribute of a script.
    Attribute,
}

/// The configuration that counts.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Located<'a> {
    /// The text or address, for [`detect`](crate::detect).
    pub value: &'a str,
    /// The format it claims to have.
    pub hint: Option<&'a str>,
    /// The module that parses it.
    pub parser: Option<&'a str>,
    /// Where it was.
    pub place: Place,
}

/// The configuration that counts, if there is one.
///
/// # Errors
/// A diagnostic if the page has several that contradict each other.
pub fn locate<'a>(facts: Facts<'a>) -> Result<Option<Located<'a>>, Box<Diagnostic>> {
    let _ = facts;
    Ok(None)
}
