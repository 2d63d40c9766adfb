use super::*;

fn slice(html: &str, span: Span) -> &str {
    &html[span.start..span.end]
}

fn only(html: &str) -> Tag {
    let mut tags = parse(html).tags;
    assert_eq!(tags.len(), 1, "{html}");
    tags.remove(0)
}

#[test]
fn tags_and_attributes_have_places() {
    let html = "<p>é</p>\r\n<SCRIPT\n type=py SRC = 'a.py' async>x < y </b> &lt;</script>";
    let tag = only(html);
    assert_eq!(tag.name, "script");
    assert_eq!(slice(html, tag.span), "<SCRIPT\n type=py SRC = 'a.py' async>");
    let src = tag.attribute("src").unwrap();
    assert_eq!((src.value.as_str(), slice(html, src.span())), ("a.py", "a.py"));
    assert_eq!(slice(html, src.name_span), "SRC");
    assert_eq!(slice(html, tag.attribute("async").unwrap().span()), "async");
    assert_eq!(tag.text.as_str(), "x < y </b> &lt;");
    assert!(tag.markup.is_none());
}

#[test]
fn the_first_of_equal_attributes_counts() {
    assert_eq!(only("<py-script src=a src=b>").value("src"), Some("a"));
}

#[test]
fn text_of_elements_is_decoded_and_knows_where_it_was() {
    let html = "<py-config>a &lt; b\r\n&amp;<i>c</i>d &eacute;f <!-- no -->g</py-config>h";
    let tag = only(html);
    assert_eq!(tag.text.as_str(), "a < b\n&cd éf g");
    assert_eq!(
        tag.markup.map(|span| slice(html, span)),
        Some("a &lt; b\r\n&amp;<i>c</i>d &eacute;f <!-- no -->g")
    );
    for part in ["a", "b", "c", "d", "f", "g"] {
        let at = tag.text.as_str().find(part).unwrap();
        let place = tag.text.place(Span::new(at, at + 1), html);
        assert_eq!(slice(html, place), part);
    }
    for (decoded, written) in [("<", "&lt;"), ("&", "&amp;"), ("é", "&eacute;")] {
        let at = tag.text.as_str().find(decoded).unwrap();
        let place = tag.text.place(Span::new(at, at + decoded.len()), html);
        assert_eq!(slice(html, place), written);
    }
    let end = tag.text.as_str().len();
    assert!(html[tag.text.place(Span::new(end, end), html).start..].starts_with("</py-config>"));
}

#[test]
fn values_of_attributes_know_where_they_were() {
    for html in [
        "<script type=py config='{&quot;a&quot;: &quot;&copy=&quot;, &QUOT;x\":\r\n1}'>",
        "<script type=py config=\"{&quot;a&quot;: &quot;&copy=&quot;, &QUOT;x&#34;:\r\n1}\">",
    ] {
        let tag = only(html);
        let config = &tag.attribute("config").unwrap().value;
        assert_eq!(config.as_str(), "{\"a\": \"&copy=\", \"x\":\n1}");
        for part in ["a", "&copy=", "x", "1"] {
            let at = config.as_str().find(part).unwrap();
            let place = config.place(Span::new(at, at + part.len()), html);
            assert_eq!(slice(html, place), part, "{html}");
        }
    }
}

#[test]
fn what_is_no_element_of_the_page_is_left_out() {
    for html in [
        "<!-- <script type=py></script> -->",
        "<textarea><py-script></py-script></textarea>",
        "<style><script type=py></style>",
        "<noscript><script type=py></script></noscript>",
        "<template><b id=b><py-script></py-script></template>",
        "<p title='<script type=py>'>",
        "<script type=py",
    ] {
        let document = parse(html);
        assert!(document.tags.is_empty() && document.ids.is_empty(), "{html}");
    }
    assert_eq!(parse("<template></template><py-script>").tags.len(), 1);
    assert_eq!(parse("<b><template shadowrootmode=open><py-script></template>").tags.len(), 1);
    assert_eq!(only("<script>'<py-config>'</script>").name, "script");
}

#[test]
fn an_element_ends_with_what_contains_it() {
    let html = "<div><py-config>a<br>b</b></div>c<img id=x><i id=y>";
    let document = parse(html);
    assert_eq!(document.tags[0].text.as_str(), "ab");
    assert_eq!(document.tags[0].markup.map(|span| slice(html, span)), Some("a<br>b</b>"));
    assert_eq!(document.ids, ["x", "y"]);
}

#[test]
fn many_elements_take_no_long_time() {
    let deep = 50_000;
    let html = ["<py-config><b>x".repeat(deep), "</i></u>".repeat(deep)].concat();
    assert_eq!(parse(&html).tags.len(), deep);
}
