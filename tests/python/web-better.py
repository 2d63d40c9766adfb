import js
from pyscript import document, web, when, window
from pyscript.web import Element, ElementCollection, page

raw = document.getElementById


def html(element):
    return element.outerHTML


# Children
node = document.createElement("i")
check("a node", html(web.p(node)), "<p><i></i></p>")
check("lists", html(web.ul([web.li("1"), (web.li("2"), [web.li("3")])])), "<ul><li>1</li><li>2</li><li>3</li></ul>")
check("nothing", html(web.p("a", None, "b")), "<p>ab</p>")
check("a text node", html(web.p(document.createTextNode("<"))), "<p>&lt;</p>")
fragment = document.createDocumentFragment()
fragment.append(document.createElement("b"), "c")
check("a fragment", html(web.p(fragment)), "<p><b></b>c</p>")
check("escape", html(web.p(web.escape("<b> & \"'"))), "<p>&lt;b&gt; &amp; \"'</p>")
raises("a dictionary", TypeError, "Cannot append dict to element.", web.p, {})
box = web.div()
box.append(raw("list").children)
check("a live collection", html(box), "<div><li>1</li><li>2</li><li>3</li></div>")
box.append(document.createTextNode("t"))
check("append a text node", box._dom_element.lastChild.textContent, "t")
before = box.outerHTML
raises("append fails", TypeError, "Cannot append set to element.", box.append, "text", set())
check("and adds nothing", box.outerHTML, before)
box[0].replace_with(web.b("1"), "2")
check("replace_with", box.outerHTML, "<div><b>1</b>2<li>2</li><li>3</li>t</div>")
for tag in "bdi bdo dfn noscript rp rt ruby samp search slot".split():
    check(f"<{tag}>", (getattr(web, tag)("x").tagName, type(Element.wrap_dom_element(document.createElement(tag))) is getattr(web, tag)), (tag.upper(), True))

# Attributes
one = web.p(id="i", title="t", class_="c", lang="de")
one.id = one.title = one.class_ = None
check("None takes an attribute away", html(one), '<p lang="de"></p>')
one.update(lang=None)
check("in update too", html(one), "<p></p>")
check("None in the constructor", html(web.a("x", href=None, id=None)), "<a>x</a>")
one.onclick = None
check("None stays None", one._dom_element.onclick is None or one._dom_element.onclick is web._null)
copy = web.p("x", id="original").clone()
check("clone has no id", html(copy), "<p>x</p>")


class Card(web.div):
    @property
    def heading(self):
        return self.title.upper()

    @heading.setter
    def heading(self, value):
        self.title = value.lower()


card = Card(heading="HELLO")
check("properties of a subclass", (card.title, card.heading, card.tagName), ("hello", "HELLO", "CARD"))
plain = web.div(heading="x")
card.heading = "Again"
check("and of its parent", (plain.heading, card.title, plain._dom_element.heading), ("x", "again", "x"))

# Ids
for key in "1", "a.b", "x:y", "#1", "#a.b":
    found = page[key]
    check(f"id {key}", found is not None and found.id == key.lstrip("#"))
check("in an element", page["stage"]["a.b"].textContent, "dot")
check("in a collection", page.find("#stage")["x:y"].textContent, "colon")
check("no such id", (page["2"], page["no.pe"], page["%"]), (None, None, None))

# Identity
check("hash", len({page["para"], page["para"], page["list"]}), 2)
check("not an element", page["para"] == "para", False)

# Classes
para = page["para"]
classes = para.classes
para.className = "x y"
check("read afresh", (sorted(classes), "a" in classes, classes == {"x", "y"}, classes != {"x"}, set(classes) == {"x", "y"}), (["x", "y"], False, True, True, True))
classes.update(["p", "q r"], ("s",))
check("update", para.className, "x y p q r s")
para.classes |= {"t"}
para.classes -= {"x", "y"}
check("in place", sorted(para.className.split()), ["p", "q", "r", "s", "t"])
para.classes &= {"p", "q", "z"}
check("and", sorted(para.className.split()), ["p", "q"])
para.classes ^= {"q", "v"}
check("xor", sorted(para.className.split()), ["p", "v"])
classes.difference_update({"p"})
check("difference_update", para.className, "v")
check("pop", (classes.pop(), para.className), ("v", ""))
raises("pop of nothing", KeyError, "", classes.pop)
para.classes = ["m", "n"]
check("assigned", para.className, "m n")
para.classes = "o"
check("assigned text", para.className, "o")
classes = para.classes
if MICROPYTHON:
    # It has no method for this operator.
    classes.update({"u"})
else:
    classes |= {"u"}
check("in place of a variable", (sorted(para.className.split()), classes is para.classes), (["o", "u"], True))
classes.add("")
classes.add("v\tw")
check("any white space", sorted(para.className.split()), ["o", "u", "v", "w"])
check("twice", web.p(classes=["a", "a b"]).className, "a b")
page.find("#list, #para").update_all(classes=("k",))
check("update_all", [e.classes.__contains__("k") for e in page.find("#list, #para")], [True, True])

# Style
style = para.style
check("styles of the page", (style["color"], style["margin-top"], "color" in style, sorted(style)), ("red", "5px", True, ["color", "margin-top"]))
dom = para._dom_element.style
dom.color = "blue"
check("read afresh", (style["color"], style.get("color"), dict(style.items())["color"]), ("blue", "blue", "blue"))
style.update({"color": "green", "width": "1px"})
check("update", (dom.color, dom.width), ("green", "1px"))
style.color = "red"
style.margin_top = "2px"
style["backgroundColor"] = "black"
check("names", (dom.color, dom.marginTop, dom.backgroundColor, style.margin_top, style["background-color"], style.backgroundColor), ("red", "2px", "black", "2px", "black", "black"))
style["color"] = "red !important"
check("important", (dom.color, dom.getPropertyPriority("color")), ("red", "important"))
style["color"] = None
check("None", (dom.color, "color" in style), ("", False))
check("pop", (style.pop("width"), dom.width, style.pop("width", 7)), ("1px", "", 7))
raises("pop of nothing", KeyError, "", style.pop, "width")
check("setdefault", (style.setdefault("width", "3px"), style.setdefault("width", "4px"), dom.width), ("3px", "3px", "3px"))
key, value = style.popitem()
check("popitem", (key in style, dom.getPropertyValue(key), bool(value)), (False, "", True))
check("copy", type(style.copy()) is dict and "margin-top" in style.copy())
style.clear()
check("clear", (para.getAttribute("style") or "", len(style)), ("", 0))
para.style = "color: red"
check("assigned CSS", (dom.color, style["color"]), ("red", "red"))
para.style = {"width": "5px"}
check("assigned", (dom.color, dom.width, dict(style.items())), ("", "5px", {"width": "5px"}))
para.update(style="height: 6px; color: blue")
check("CSS in update", (dom.width, dom.height, dom.color), ("5px", "6px", "blue"))
check("CSS in the constructor", web.p(style="color: red").style["color"], "red")
first = web.p(style={"color": "#F00", "marginTop": "1px", "width": "2px !important", "height": None})
check("first styles", (first._dom_element.style.cssText, first.style["color"], first.style["margin-top"], sorted(first.style)), ("color: rgb(255, 0, 0); margin-top: 1px; width: 2px !important;", "#F00", "1px", ["color", "margin-top", "width"]))
first.style["color"] = "#00F"
check("then others", (first.style["color"], first._dom_element.style.color, first.style["width"]), ("#00F", "rgb(0, 0, 255)", "2px !important"))
para.style = None
check("none", len(para.style), 0)
raises("unknown style", KeyError, "nope", lambda: style["nope"])

# Events
for name, element in (
    ("input", web.input_()), ("change", web.select()), ("keydown", web.input_()), ("keyup", web.div()),
    ("mouseover", web.div()), ("toggle", web.details()), ("error", web.div()), ("pointerdown", web.p()),
):
    calls = []
    element.update(**{"on_" + name: lambda event: calls.append(event.type)})
    element.dispatchEvent(window.Event.new(name))
    await delivered()
    check("on_" + name, calls, [name])
calls = []
when("click", [web.p()] + [page["para"], raw("list")])(lambda event: calls.append(1))
page["para"].click()
raw("list").click()
await delivered()
check("when with a mixed list", len(calls), 2)

# Options
select = web.select()
options = select.options
options.add(value=0, text="")
check("zero", (options[0].value, options[0].text), ("0", ""))
options.add(value="last", before="")
check("no place is the end", options[1].value, "last")
select.append(web.optgroup(web.option("inner", value="inner"), label="g"))
options.add(value="new", before=2)
check("inside of a group", (options[2].value, options[2].parent.tagName), ("new", "OPTGROUP"))
for tag in web.datalist, web.optgroup:
    owner = tag(web.option(value="x"))
    around = web.div(owner)
    owner.options.add(value="y", before=0)
    check("add", [o.value for o in owner.options], ["y", "x"])
    owner.options.remove(0)
    check("remove", ([o.value for o in owner.options], len(around.children)), (["x"], 1))
    owner.options.clear()
    check("clear", (len(owner.options), owner.children.elements), (0, []))

# Canvas and video
red = web.canvas(width=2, height=2)
pen = red.getContext("2d")
pen.fillStyle = "red"
pen.fillRect(0, 0, 2, 2)
picture = web.canvas(width=4, height=4)
picture.draw(red, width=4)


def pixel(x, y):
    return list(picture.getContext("2d").getImageData(x, y, 1, 1).data)


check("only a width", (pixel(3, 1), pixel(3, 3)), ([255, 0, 0, 255], [0, 0, 0, 0]))
film = web.video()
check("snap to an element", film.snap(to=picture, width=1, height=1) == picture)
raises("snap to another", TypeError, "Element to snap to must be a canvas.", film.snap, web.p())

# What does not work says so
raises("unknown", AttributeError, "<p> has no attribute 'unknown'", lambda: web.p().unknown)
raises("no such class", AttributeError, "module 'pyscript.web' has no attribute 'nope'", lambda: web.nope)
raises("no child", IndexError, "<ul> has no child 5", lambda: web.ul()[5])
raises("children", TypeError, "children must be a list, not tuple", web.p, children=())
check("all", [name for name in web.__all__ if not hasattr(web, name)], [])
check("dir", [name for name in ("div", "input_", "canvas", "page", "escape") if name not in dir(web)] if not MICROPYTHON else [], [])

report()
