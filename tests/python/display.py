import base64
import json

import js
from pyscript import HTML, current_target, display, document


def shown(*values, **options):
    """The HTML of a fresh element after `display` has shown `values` in it."""
    box = element()
    check("display gives None", display(*values, target=box.id, **options) is None)
    return box.innerHTML


def one(value, **options):
    """The HTML that a value alone becomes."""
    box = element()
    display(value, target=box.id, **options)
    check("one div per value", box.children.length, 1)
    return box.children[0].innerHTML


def having(**methods):
    """An object with these methods, each giving a fixed value."""

    class Value:
        def __repr__(self):
            return "plain"

    value = Value()
    for name, result in methods.items():
        setattr(value, name, lambda result=result: result)
    return value


# Where it goes: in a worker there is an element for it from the first use on.
here = "in-worker-target" if IN_WORKER else "here"
display("default")
check("default target", document.getElementById(here).innerHTML, "<div>default</div>")
check("current_target", current_target(), here)
check("one div", shown("a"), "<div>a</div>")
check("several values", shown("a", "b"), "<div>a</div><div>b</div>")
box = element()
for text in "one", "two":
    display(text, target=box.id)
check("order of calls", box.innerHTML, "<div>one</div><div>two</div>")
display("three", target="#" + box.id)
check("with #", box.children.length, 3)
display("only", target=box.id, append=False)
check("append=False empties", box.innerHTML, "only")
display("more", target=box.id)
check("append after replace", box.innerHTML, "only<div>more</div>")
display(target=box.id, append=False)
check("no value empties", box.innerHTML, "")
check("no value, append", shown(), "")
check("replace: the last text stays", shown("x", "y", append=False), "y")
check("replace: HTML accumulates", shown(HTML("<b>x</b>"), HTML("<i>y</i>"), append=False), "<b>x</b><i>y</i>")
svg = having(_repr_svg_="<svg><g></g></svg>")
check("replace: twice the same", shown(svg, svg, append=False), "<svg><g></g></svg>")
display("None is the default", target=None)
display("null too", target=js.Reflect.get(js.JSON.parse('{"a": null}'), "a"))
check("target=None", document.getElementById(here).children.length, 3)
wanted = "Cannot find element with id='{}' in the page."
raises("unknown id", ValueError, wanted.format("nope"), display, "x", target="nope")
raises("unknown #id", ValueError, wanted.format("nope"), display, "x", target="#nope")
raises("##id", ValueError, wanted.format("#" + here), display, "x", target="##" + here)
raises("empty id", ValueError, wanted.format(""), display, "x", target="")
raises("only #", ValueError, wanted.format(""), display, "x", target="#")
raises("class", ValueError, wanted.format(".cls"), display, "x", target=".cls")
foreign = element("script", type="text/plain")
display("inside", target=foreign.id)
check("another script", foreign.firstChild.outerHTML, "<div>inside</div>")
if IN_WORKER:
    display("inside", target="in-worker")
    check("the worker's script", document.getElementById("in-worker").lastChild.outerHTML, "<div>inside</div>")
else:
    own = document.querySelector("script[target=here]")
    own.id = "own"
    display("redirected", target="own")
    check("a script of the page", document.getElementById(here).lastChild.innerHTML, "redirected")
    own.removeAttribute("id")

# Plain values
check("escapes", one("<p>hello & \"you\" 'there'</p>"), "&lt;p&gt;hello &amp; \"you\" 'there'&lt;/p&gt;")
check("None", one(None), "None")
check("True", one(True), "True")
check("int", one(42), "42")
check("float", one(3.5), "3.5")
check("list", eval(one([1, 2, "3"])), [1, 2, "3"])
check("dict", eval(one({"a": 1})), {"a": 1})
check("tuple", eval(one((1, 2))), (1, 2))
check("bytes", one(b"<a>"), "b'&lt;a&gt;'")
check("repr", one(having()), "plain")
check("repr is escaped", "&lt;" in one(object()) or one(object()))
check("empty", shown(""), "")
check("newline", shown("\n"), "")
check("spaces", shown("  \t "), "")
check("text keeps its space", shown(" a "), "<div> a </div>")


class Text(str):
    def _repr_html_(self):
        return "<b>html</b>"


check("str before methods", one(Text("t")), "t")

# Rich values
pixel = b"\x89PNG\r\n\x1a\n"
coded = base64.b64encode(pixel).decode()
check("HTML", one(HTML("<b>x</b>")), "<b>x</b>")
check("HTML gives its text", HTML("<b>")._repr_html_(), "<b>")
check("a JavaScript object", one(js.Object.new()).startswith("&lt;JsProxy" if MICROPYTHON else "[object Object]"))
check("only a wide space", shown("\xa0"), "<div>&nbsp;</div>" if MICROPYTHON else "")
check("empty HTML", shown(HTML("")), "")
check("html", one(having(_repr_html_="<i>x</i>")), "<i>x</i>")
check("html with metadata", one(having(_repr_html_=("<i>x</i>", {"a": 1}))), "<i>x</i>")
check("rows lose their table", one(HTML("<tr><td>x</td></tr>")), "x")
check("png bytes", one(having(_repr_png_=pixel)), f'<img src="data:image/png;base64,{coded}">')
check("png text", one(having(_repr_png_=coded)), f'<img src="data:image/png;base64,{coded}">')
check("jpeg bytes", one(having(_repr_jpeg_=pixel)), f'<img src="data:image/jpeg;base64,{coded}">')
check("jpeg text", one(having(_repr_jpeg_=coded)), f'<img src="data:image/jpeg;base64,{coded}">')
sized = one(having(_repr_png_=(coded, {"width": 7})))
check("image metadata", sized, f'<img src="data:image/png;base64,{coded}" width="7">')
check("svg", one(svg), "<svg><g></g></svg>")
check("json", json.loads(one(having(_repr_json_='{"a": [1, null]}'))), {"a": [1, None]})
check("None is absent", one(having(_repr_html_=None)), "plain")
check("None, then the next", one(having(_repr_png_=None, _repr_html_="<i>x</i>")), "<i>x</i>")
check("png first", "<img" in one(having(_repr_png_=coded, _repr_html_="<i></i>")))
check("svg before html", one(having(_repr_svg_="<svg></svg>", _repr_html_="x")), "<svg></svg>")
check("html before json", one(having(_repr_json_="1", _repr_html_="h")), "h")
check("others are ignored", one(having(_repr_markdown_="m", _repr_latex_="l", _repr_pdf_="p", _ipython_display_="i")), "plain")


class Figure:
    def savefig(self, file, format=None):
        check("savefig format", format, "png")
        file.write(pixel)


check("savefig", one(Figure()), f'<img src="data:image/png;base64,{coded}">')

pyplot = type(json)("pyplot") if not MICROPYTHON else Figure()
pyplot.savefig = Figure().savefig
check("a module with savefig", one(pyplot), f'<img src="data:image/png;base64,{coded}">')


class Broken:
    def _repr_html_(self):
        raise KeyError("mine")


raises("errors pass through", KeyError, "mine", display, Broken(), target="here")
raises("a class has no instance", TypeError, "", display, Broken, target="here")

# Scripts
document.ran = 0
one(HTML("<script>document.ran += 1</script>"))
check("a script in HTML runs", document.ran, 1)
one(having(_repr_svg_="<svg><script>document.ran += 1</script></svg>"))
check("a script in SVG does not", document.ran, 1)

# Bundles
check("bundle", one(having(_repr_mimebundle_={"text/html": "<b>x</b>", "text/plain": "x"})), "<b>x</b>")
check("bundle of text", one(having(_repr_mimebundle_={"text/plain": "<b>"})), "&lt;b&gt;")
bundle = ({"image/png": coded}, {"image/png": {"width": "7"}})
check("bundle metadata", 'width="7"' in one(having(_repr_mimebundle_=bundle)))
bundle = {"image/png": (coded, {"width": "8"})}
check("own metadata", 'width="8"' in one(having(_repr_mimebundle_=bundle)))
bundle = ({"image/png": (coded, {"alt": "own"})}, {"image/png": {"width": "7", "alt": "shared"}})
both = one(having(_repr_mimebundle_=bundle))
check("merged metadata", 'width="7"' in both and 'alt="own"' in both or both)
unknown = having(_repr_mimebundle_={"application/x": "1"}, _repr_html_="<u>h</u>")
check("unsupported only", one(unknown), "<u>h</u>")
check("no bundle", one(having(_repr_mimebundle_=None)), "plain")
check("empty bundle", one(having(_repr_mimebundle_={})), "plain")
check("json in a bundle", one(having(_repr_mimebundle_={"application/json": "[1]"})), "[1]")

report()
