//! Address, text or nothing; and which of a page's configurations counts.
#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers outside of test functions

use pyxide_config::{
    ConfigAttribute, ConfigElement, Detected, Facts, Format, Located, Place, detect, detect_worker,
    locate,
};

const TOML: Detected = Detected::Inline(Format::Toml);
const JSON: Detected = Detected::Inline(Format::Json);
const TOML_URL: Detected = Detected::Url(Format::Toml);
const JSON_URL: Detected = Detected::Url(Format::Json);

#[test]
fn values_are_recognised() {
    for (value, hint, wanted) in [
        ("", None, Detected::Nothing),
        (" \n ", Some(""), Detected::Nothing),
        ("", Some("json"), JSON),
        ("", Some("toml"), Detected::Nothing),
        (" {\"a\": 1}\n", None, JSON),
        ("{}", Some("toml"), JSON),
        ("{\"a\": \"x.toml\"}", None, JSON),
        ("./a.json", None, JSON_URL),
        (" a.toml ", None, TOML_URL),
        ("a.JSON", None, JSON_URL),
        ("https://x.y/a.toml?v=1", None, TOML_URL),
        ("a.json?x=a/b.toml", None, JSON_URL),
        ("a.toml", Some("toml"), TOML_URL),
        ("a.json", Some("json"), JSON_URL),
        ("a.json", Some("yaml"), JSON_URL),
        ("my config.toml", None, TOML_URL),
        ("/a=b/c.toml", None, TOML_URL),
        ("debug = true", None, TOML),
        ("[1]", Some("json"), JSON),
        ("hello", None, TOML),
        // Text that ends like an address.
        ("x = 1.5", None, TOML),
        ("x=1.5", None, TOML),
        ("[files]\na = 1.5", None, TOML),
        ("debug = true # see a.toml", None, TOML),
        ("# see a.toml", None, TOML),
        ("a = 1\n# see docs.html", None, TOML),
        ("name='x' # a.toml", None, TOML),
        ("x = 'what?'", None, TOML),
    ] {
        assert_eq!(detect(value, hint), Ok(wanted), "{value:?} {hint:?}");
    }
}

#[test]
fn other_addresses_are_refused() {
    for (value, hint, message) in [
        ("nope.yaml", None, "(PY1000): Invalid URL: nope.yaml"),
        ("a.json", Some("toml"), "(PY1000): Invalid URL: a.json\nexpected toml content"),
        ("a.toml", Some("json"), "(PY1000): Invalid URL: a.toml\nexpected json content"),
        ("a.yaml?x=1", Some("yaml"), "(PY1000): Invalid URL: a.yaml?x=1\nexpected yaml content"),
    ] {
        let problem = detect(value, hint).unwrap_err();
        assert_eq!(problem.message(), message);
        assert!(problem.help.is_some());
    }
}

#[test]
fn workers_take_other_values() {
    for (value, wanted) in [
        ("", Detected::Nothing),
        ("config.txt", Detected::Nothing),
        ("./a.json", JSON_URL),
        ("./a.json?v=1", JSON_URL),
        ("a.toml", TOML_URL),
        ("{\"a\": 1}", JSON),
        ("{\"a\": \"b.toml\"}", JSON),
        ("{bad", JSON),
        ("x = 1.5", TOML),
        ("x.yaml", TOML),
        ("debug = true", TOML),
    ] {
        assert_eq!(detect_worker(value), wanted, "{value:?}");
    }
}

fn attribute(value: &str) -> ConfigAttribute<'_> {
    ConfigAttribute { value, parser: None }
}

fn text(text: &str) -> ConfigElement<'_> {
    ConfigElement { text, ..ConfigElement::default() }
}

fn found<'a>(
    elements: &'a [ConfigElement<'a>],
    attributes: &'a [ConfigAttribute<'a>],
) -> Result<Option<Located<'a>>, String> {
    let facts = Facts { kind: "mpy", elements, attributes };
    locate(facts).map_err(|problem| problem.headline())
}

#[test]
fn contradictions_are_refused() {
    let (element, attributes) = (text("a = 1"), [attribute("a.toml"), attribute("b.toml")]);
    assert_eq!(found(&[element, element], &[]).unwrap_err(), "(PY0409): Too many mpy-config");
    assert_eq!(
        found(&[element, element], &attributes).unwrap_err(),
        "(PY0409): Too many mpy-config"
    );
    assert_eq!(
        found(&[element], &attributes).unwrap_err(),
        "(PY0409): Ambiguous mpy-config VS config attribute"
    );
    assert_eq!(
        found(&[element], &[attribute("")]).unwrap_err(),
        "(PY0409): Ambiguous mpy-config VS config attribute"
    );
    assert_eq!(
        found(&[], &attributes).unwrap_err(),
        "(PY0409): Unable to use different configs on main"
    );
    assert_eq!(
        found(&[], &[attribute(""), attribute("a.toml")]).unwrap_err(),
        "(PY0409): Unable to use different configs on main"
    );
}

#[test]
fn what_counts_is_found() {
    assert_eq!(found(&[], &[]), Ok(None));
    assert_eq!(found(&[], &[attribute(""), attribute("")]), Ok(None));
    assert_eq!(found(&[text(" \n")], &[]), Ok(None));

    let attributes = [
        ConfigAttribute { value: "a.toml", parser: Some("p.js") },
        ConfigAttribute { value: "a.toml", parser: Some("other.js") },
    ];
    let wanted =
        Located { value: "a.toml", hint: None, parser: Some("p.js"), place: Place::Attribute };
    assert_eq!(found(&[], &attributes), Ok(Some(wanted)));

    let element = ConfigElement {
        src: Some("a.json"),
        format: Some("json"),
        parser: Some(""),
        text: "ignored",
    };
    let wanted =
        Located { value: "a.json", hint: Some("json"), parser: None, place: Place::ElementSrc };
    assert_eq!(found(&[element], &[]), Ok(Some(wanted)));

    let element = ConfigElement { src: Some(""), text: "a = 1", ..ConfigElement::default() };
    let wanted = Located { value: "a = 1", hint: None, parser: None, place: Place::ElementText };
    assert_eq!(found(&[element], &[]), Ok(Some(wanted)));

    // White space is no JSON, which the reader of JSON reports; nothing at all is nothing.
    let element = ConfigElement { format: Some("json"), text: " \n", ..ConfigElement::default() };
    assert!(found(&[element], &[]).is_ok_and(|located| located.is_some()));
    let element = ConfigElement { format: Some("json"), ..ConfigElement::default() };
    assert_eq!(found(&[element], &[]), Ok(None));
}
