//! Where the main configuration of a type comes from.

use pyxide_diagnostic::{Code, Diagnostic};

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
    let kind = facts.kind;
    match (facts.elements, facts.attributes) {
        ([], []) => Ok(None),
        ([_, _, ..], _) => {
            let help = "put everything into one of them";
            Err(conflict(["Too many ", kind, "-config"].concat(), help))
        }
        ([_], [_, ..]) => {
            let title = ["Ambiguous ", kind, "-config VS config attribute"].concat();
            Err(conflict(title, "keep the element or the attribute"))
        }
        ([element], []) => Ok(from_element(element)),
        ([], [first, others @ ..]) => {
            if others.iter().any(|other| other.value != first.value) {
                let title = "Unable to use different configs on main".to_owned();
                let help = "all scripts of a type share one interpreter: give them the same `config`, or none to all but one";
                return Err(conflict(title, help));
            }
            let empty = first.value.trim().is_empty();
            Ok((!empty).then_some(Located {
                value: first.value,
                hint: None,
                parser: given(first.parser),
                place: Place::Attribute,
            }))
        }
    }
}

fn from_element<'a>(element: &ConfigElement<'a>) -> Option<Located<'a>> {
    let (value, place) = match given(element.src) {
        Some(src) => (src, Place::ElementSrc),
        None => (element.text, Place::ElementText),
    };
    let hint = given(element.format);
    // With a format, even white space means something: JSON needs more than that.
    let nothing = value.is_empty() || (value.trim().is_empty() && hint.is_none());
    let parser = given(element.parser);
    (!nothing).then_some(Located { value, hint, parser, place })
}

/// An attribute without a value counts as absent.
fn given(attribute: Option<&str>) -> Option<&str> {
    attribute.filter(|value| !value.is_empty())
}

fn conflict(title: String, help: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(Code::Conflict, title).with_help(help))
}
