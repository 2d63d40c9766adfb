import js
from pyscript import document, ffi, web, when, window
from pyscript.web import Classes, Element, ElementCollection, Page, Style, page

stage = page["stage"]
raw = document.getElementById


def put(*args, tag=web.div, **kwargs):
    """A new element at the end of the page."""
    made = tag(*args, **kwargs)
    stage.append(made)
    return made


def ids(elements):
    return [element.id for element in elements]


def html(element):
    return element.outerHTML


# Names
for name in (
    "page Page Element ContainerElement ElementCollection Classes Style HasOptions Options Event "
    "CONTAINER_TAGS VOID_TAGS document console create_proxy is_none"
).split():
    check(name, hasattr(web, name))
check("the document", web.document == document)
check("how many containers", len(web.CONTAINER_TAGS), 87)
check("how many voids", sorted(web.VOID_TAGS), "area base br col embed hr img input link source track".split())
check("tags have no underscore", [tag for tag in "del map object".split() if tag not in web.CONTAINER_TAGS], [])
check("special tags are in no list", [t for t in "canvas video select datalist optgroup".split() if t in web.CONTAINER_TAGS + web.VOID_TAGS], [])
for name in "svg math input del nope".split():
    check("no web." + name, hasattr(web, name), False)
raises("unknown tag", AttributeError, "", lambda: web.nope)
check("doc names the tag", "div" in (web.div.__doc__ or "div") and "del" in (web.del_.__doc__ or "del"))
check("a container", issubclass(web.div, web.ContainerElement) and issubclass(web.div, Element))
check("a void", issubclass(web.br, Element) and not issubclass(web.br, web.ContainerElement))
check("a special", issubclass(web.select, web.HasOptions) and issubclass(web.select, web.ContainerElement))

# Registry
registry = Element.element_classes_by_tag_name
check("by tag", registry["div"] is web.div and registry["input"] is web.input_)
check("in", "del" in registry and "del_" not in registry and "select" in registry)
check("get", registry.get("nope") is None)
check("every tag", [tag for tag in web.CONTAINER_TAGS + web.VOID_TAGS if tag not in registry.keys()], [])
check("get_tag_name", (web.del_.get_tag_name(), web.div.get_tag_name(), web.p().get_tag_name()), ("del", "div", "p"))


class my_card(web.div):
    pass


class Fancy(web.div):
    @classmethod
    def get_tag_name(cls):
        return "fancy-box"


check("own tag", html(my_card("x")), "<mycard>x</mycard>")
check("chosen tag", html(Fancy()), "<fancy-box></fancy-box>")
check("not registered", type(Element.wrap_dom_element(Fancy()._dom_element)) is Element)
Element.register_element_classes([Fancy])
check("registered", type(Element.wrap_dom_element(Fancy()._dom_element)) is Fancy)
Element.unregister_element_classes([Fancy])
Element.unregister_element_classes([Fancy, my_card])
check("no longer", type(Element.wrap_dom_element(Fancy()._dom_element)) is Element)
check("else the class itself", type(web.div.wrap_dom_element(Fancy()._dom_element)) is web.div)
Element.unregister_element_classes([web.i])
check("tag taken out", type(Element.wrap_dom_element(web.i()._dom_element)) is Element)
Element.register_element_classes([web.i])
check("and in", type(Element.wrap_dom_element(web.i()._dom_element)) is web.i)
svg = document.createElementNS("http://www.w3.org/2000/svg", "svg")
svg_a = document.createElementNS("http://www.w3.org/2000/svg", "a")
check("svg", type(Element.wrap_dom_element(svg)) is Element)
check("a of svg", type(Element.wrap_dom_element(svg_a)) is web.a)

# Construction
check("nothing", html(web.div()), "<div></div>")
check("text is HTML", html(web.div("<b>x</b> & y")), "<div><b>x</b> &amp; y</div>")
check("elements", html(web.div(web.p("a"), "b", web.br())), "<div><p>a</p>b<br></div>")
check("children", html(web.ul(children=[web.li("1"), web.li("2")])), "<ul><li>1</li><li>2</li></ul>")
check("both", html(web.ul(web.li("1"), children=[web.li("2"), "3"])), "<ul><li>1</li><li>2</li>3</ul>")
check("a collection", html(web.div(web.ul(web.li("1"), web.li("2")).children)), "<div><li>1</li><li>2</li></div>")
check("numbers", html(web.p(5, 1.5, True)), "<p>51.5true</p>")
check("in its context", html(web.tr("<td>x</td>")), "<tr><td>x</td></tr>")
raises("children is a list", TypeError, "", web.div, children=("a",))
check("innerHTML first", html(web.div("b", innerHTML="<i>a</i>")), "<div><i>a</i>b</div>")
wrapped = web.div(dom_element=raw("para"))
check("wrapped", (wrapped.id, wrapped.tagName), ("para", "P"))
check("void wrapped by position", Element(raw("para")).id, "para")
check("classes text", web.p(classes="a b").className, "a b")
check("classes list", web.p(classes=["a", "b"]).className, "a b")
check("classes tuple", web.p(classes=("a", "b")).className, "a b")
check("style", web.p(style={"color": "red", "margin-top": "2px"})._dom_element.style.color, "red")
check("classes come first", web.p(classes="a", className="b").className, "b")
check("class_", html(web.p(class_="c")), '<p class="c"></p>')

# Attributes
label = web.label("t", for_="x")
check("for_", (label.for_, label.htmlFor, label.getAttribute("for")), ("x", "x", "x"))
check("class", web.p(**{"class": "k"}).class_, "k")
check("keywords of wrapping", web.p(dom_element=document.createElement("p"), id="w", classes="a", style={"color": "red"}).outerHTML.count("=") , 3)
field = web.input_(type="number", value=5)
check("numbers to text", (field.value, field.type_, field.type), ("5", "number", "number"))
field.value = "7"
check("written", (field.value, field.valueAsNumber), ("7", 7))
check("booleans", (web.input_(disabled=False).disabled, web.input_(disabled=True).disabled), (False, True))
check("truth is that of JavaScript", web.input_(type="checkbox", checked="False").checked)
check("typed", (web.meter(value="0.5").value, web.td(colSpan="3").colSpan, web.ol(start="4").start), (0.5, 3, 4))
one = web.p()
one._mine = 5
check("private", (one._mine, hasattr(one._dom_element, "_mine")), (5, False))
one._dom_element._theirs = "node"
check("private of the node", one._theirs, "node")
raises("unknown", AttributeError, "", lambda: one.unknown)
check("hasattr", (hasattr(one, "unknown"), hasattr(one, "title")), (False, True))
check("getattr", getattr(one, "unknown", 3), 3)
one.unknown = "kept"
check("expando", (one.unknown, one._dom_element.unknown, html(one)), ("kept", "kept", "<p></p>"))
expando = web.p(data_x="1", **{"data-y": "2"})
check("keywords are properties", html(expando), "<p></p>")
one.dataset.fooBar = "1"
check("dataset", (one.getAttribute("data-foo-bar"), one.dataset.fooBar), ("1", "1"))
check("DOM names", html(web.p(tabIndex=3)), '<p tabindex="3"></p>')
check("aria", web.p(ariaLabel="x", role="note").getAttribute("aria-label"), "x")
one.textContent = "<&>"
check("textContent", (one.innerHTML, one.textContent), ("&lt;&amp;&gt;", "<&>"))
one.innerHTML = "<b>x</b>"
check("innerHTML", (one.textContent, one.tagName, one.innerText), ("x", "P", "x"))
check("methods", one.querySelector("b") == one._dom_element.firstChild)
one.setAttribute("lang", "de")
check("setAttribute", (one.lang, one.matches("p")), ("de", True))
box = put(web.i("gone"))
box.remove()
check("remove", box.parent is None)
check("replaceChildren", (label.replaceChildren("y"), label.textContent)[1], "y")
check("value of inputs", [web.input_(type=t, value=v).value for t, v in (("text", "a"), ("number", "1"), ("color", "#ff0000"), ("password", "p"))], ["a", "1", "#ff0000", "p"])
old = web.p("text")
for name in "content", "html", "text":
    check("no " + name, hasattr(old, name), False)
old.content = "new"
check("expando too", html(old), "<p>text</p>")

# Reading the tree
ul = page["list"]
check("children", (type(ul.children) is ElementCollection, ids(ul.children)), (True, ["one", "two", "three"]))
snapshot = ul.children
ul.append(web.li("4", id="four"))
check("a snapshot", (len(snapshot), len(ul.children)), (3, 4))
page["four"].remove()
check("parent", ul[0].parent == ul and type(ul.parent) is web.div)
check("no parent", web.p().parent is None)
check("index", (ul[0].id, ul[-1].id, ul[2].id, ul[-3].id), ("one", "three", "three", "one"))
for index in 3, -4:
    raises(f"out of range {index}", IndexError, "", lambda: ul[index])
check("slice", (ids(ul[0:2]), ids(ul[1:]), ids(ul[5:]), type(ul[0:1]) is ElementCollection), (["one", "two"], ["two", "three"], [], True))
check("by id", (ul["two"].id, ul["#two"].id, ul["nope"], ul["stage"]), ("two", "two", None, None))
check("deep by id", page["box"]["deep"].tagName, "B")
check("detached", web.div(web.p(web.b(id="inner")))["inner"].tagName, "B")
check("a selector after the id", page["box b"].id, "deep")
for key, name in (None, "NoneType"), (1.5, "float"), (("a",), "tuple"):
    raises("key " + name, TypeError, f"Element indices must be integers, slices, or strings, not {name}.", lambda: ul[key])
check("find", (ids(ul.find(".item")), ids(ul.find(".last")), len(ul.find("p"))), (["one", "two", "three"], ["two"], 0))
check("iteration", [type(item) is web.li for item in ul], [True, True, True])
check("iteration of a void", list(web.br()), [])
raises("no len", TypeError, "", lambda: len(ul))
check("truth", bool(web.div()))
check("equal", (page["one"] == ul[0], page["one"] == ul[1], page["one"] == raw("one"), page["one"] != ul[1]), (True, False, False, True))
check("new objects", page["one"] is page["one"], False)
check("in", (page["two"] in ul.children, page["box"] in ul.children), (True, False))
check("_find_by_id", (web._find_by_id(document, "one").id, web._find_by_id(ul._dom_element, "one").id, web._find_by_id(document, "nope")), ("one", "one", None))
check("_find_and_wrap", (ids(web._find_and_wrap(document, "#list > li")), len(web._find_and_wrap(ul._dom_element, "b"))), (["one", "two", "three"], 0))
check("_wrap_if_not_none", (web._wrap_if_not_none(None), web._wrap_if_not_none(raw("nope")), web._wrap_if_not_none(raw("one")).id), (None, None, "one"))

# Changing the tree
box = web.div("a")
check("append gives None", box.append(web.b("b")) is None)
box.append("<i>", 1, 1.5, True, False)
check("text and numbers", html(box), "<div>a<b>b</b>&lt;i&gt;11.5truefalse</div>")
check("text nodes", box._dom_element.childNodes.length, 7)
box = web.div()
box.append([web.i(), (web.b(), [web.u()])], web.ul(web.li("1"), web.li("2")).children)
check("lists and collections", html(box), "<div><i></i><b></b><u></u><li>1</li><li>2</li></div>")
box = put()
node = document.createElement("em")
box.append(node)
box.append(page["one"])
check("moved", (html(box), len(ul.children)), ('<div><em></em><li id="one" class="item">1</li></div>', 2))
ul.append(page["one"])
other = web.div("<s></s><s></s><s></s>")
box.append(other._dom_element.querySelectorAll("s"))
check("NodeList", html(box), "<div><em></em><s></s><s></s><s></s></div>")
for item, name in (None, "NoneType"), ({}, "dict"), (b"x", "bytes"), (object(), "object"):
    raises(f"append {name}", TypeError, f"Cannot append {name} to element.", box.append, item)
one = web.p()
check("update gives None", one.update(classes="a b", style={"color": "red"}, id="u", title="t") is None)
check("update", (one.className, one._dom_element.style.color, one.id, one.title), ("a b", "red", "u", "t"))
one.update(classes=["c"])
one.update()
check("adds", one.className, "a b c")
original = put("x", web.b("y"), id="original", classes="k")
copy = original.clone("copy")
check("clone", (type(copy) is web.div, copy.parent), (True, None))
check("clone's parts", (copy.id, copy.className, copy.innerHTML, original.id), ("copy", "k", "x<b>y</b>", "original"))
check("show_me", original.show_me() is None)

# Classes
para = page["para"]
classes = para.classes
check("a set", isinstance(classes, set) and isinstance(classes, Classes))
check("read", ("a" in classes, "z" in classes, len(classes), sorted(classes), classes == {"a", "b"}, bool(classes)), (True, False, 2, ["a", "b"], True, True))
check("the same", para.classes is classes)
classes.add("c")
classes.add("d e")
check("add", (para.className, len(classes), classes == {"a", "b", "c", "d", "e"}), ("a b c d e", 5, True))
classes.add("a")
classes.remove("d")
classes.remove("b c")
check("remove", (para.className, sorted(classes)), ("a e", ["a", "e"]))
classes.discard("e")
classes.discard("nope")
check("discard", (para.className, sorted(classes)), ("a", ["a"]))
para._dom_element.classList.add("dom")
classes.discard("dom")
check("discard what only the DOM has", para.className, "a")
classes.clear()
check("clear", (para.className, len(classes), bool(classes)), ("", 0, False))
check("none", len(web.p().classes), 0)

classes.add("k")
classes.remove("nope")
check("remove of nothing is a warning, see the case", sorted(classes), ["k"])
classes.clear()

# Style
style = para.style
check("a dict", isinstance(style, dict) and isinstance(style, Style))
check("empty", (len(style), bool(style), para.style is style), (0, False, True))
style["color"] = "red"
style["margin-top"] = "5px"
style["--mine"] = 7
dom = para._dom_element.style
check("set", (dom.color, dom.marginTop, dom.getPropertyValue("--mine")), ("red", "5px", "7"))
check("read", (style["color"], style["margin-top"], "color" in style, len(style), sorted(style)), ("red", "5px", True, 3, ["--mine", "color", "margin-top"]))
style["color"] = "#FF0000"
check("as it was set", (style["color"], style.get("color"), dom.color), ("#FF0000", "#FF0000", "rgb(255, 0, 0)"))
del style["color"]
check("del", (dom.color, "color" in style), ("", False))
raises("not there", KeyError, "", lambda: style["color"])


def delete():
    del style["width"]


raises("del of nothing", KeyError, "", delete)
style["width"] = "not a width"
check("an invalid value", (style["width"], dom.width), ("not a width", ""))
style["margin-top"] = ""
check("empty text", (dom.marginTop, style["margin-top"]), ("", ""))
style["width"] = "1px"
del style["width"]
check("del after set", (dom.width, "width" in style), ("", False))
check("get", (style.get("nope"), style.get("nope", 5)), (None, 5))

# Events
calls = []
button = put("go", tag=web.button)


@when(button.on_click)
def clicked(event):
    calls.append((event.type, event.target == button._dom_element))


button.click()
await delivered()
check("when on_click", calls, [("click", True)])
check("an Event", (isinstance(button.on_click, web.Event), button.on_click is button.get_event("on_click")), (True, True))
for make in (
    lambda listener: put("x", tag=web.button, on_click=listener),
    lambda listener: [b := put("x", tag=web.button), setattr(b, "on_click", listener)][0],
    lambda listener: [b := put("x", tag=web.button), b.update(on_click=listener)][0],
    lambda listener: [b := put("x", tag=web.button), b.on_click.add_listener(listener)][0],
):
    calls.clear()
    make(lambda event: calls.append(event.type)).click()
    await delivered()
    check("a listener", calls, ["click"])
calls.clear()
button = put("x", tag=web.button, on_click=lambda event: calls.append(1))
button.on_click = lambda event: calls.append(2)
button.click()
await delivered()
check("adds, never replaces", calls, [1, 2])
calls.clear()
again = Element.wrap_dom_element(button._dom_element)
again.on_click = lambda event: calls.append(3)
button.click()
await delivered()
check("two wrappers", sorted(calls), [1, 2, 3])
raises("not callable", ValueError, "Listener must be callable.", web.button, "x", on_click=5)
raises("no on_", ValueError, "Event names must start with 'on_'.", button.get_event, "click")
raises("no such event", ValueError, "Element has no 'chicken' event.", lambda: button.on_chicken)
raises("hasattr too", ValueError, "Element has no 'chicken' event.", lambda: hasattr(button, "on_chicken"))
for name, tag in (
    ("focus", web.div), ("blur", web.div), ("scroll", web.div), ("submit", web.form), ("reset", web.form),
    ("select", web.input_), ("play", web.audio), ("ended", web.video), ("close", web.dialog),
):
    check("on_" + name, isinstance(tag().get_event("on_" + name), web.Event))
check("a property is taken for an event", isinstance(button.on_title, web.Event))
calls.clear()
field = put(tag=web.input_)
when("input", field)(lambda event: calls.append(event.type))
field.dispatchEvent(window.Event.new("input"))
await delivered()
check("when for what on_ did not know", calls, ["input"])
calls.clear()
button = put("x", tag=web.button)
when("click", button)(lambda event: calls.append("when"))
button.click()
await delivered()
check("when with an element", calls, ["when"])
calls.clear()


async def later(event):
    await js.Promise.resolve(1)
    calls.append("later")


button = put("x", tag=web.button, on_click=later)
button.click()
await delivered()
await until(lambda: calls)
check("async", calls, ["later"])

# Collections
items = page.find("#list > li")
check("len and truth", (len(items), bool(items), bool(page.find(".none"))), (3, True, False))
check("elements", (items.elements[0] == items[0], type(items.elements) is list), (True, True))
mine = [web.p(), web.p()]
check("the list given", ElementCollection(mine).elements is mine)
order = ids(items)
check("index", (items[0].id, items[-1].id, ids(items[1:]), type(items[1:]) is ElementCollection), (order[0], order[-1], order[1:], True))
raises("collection out of range", IndexError, "", lambda: items[3])
check("reversed", ids(reversed(items)), order[::-1])
check("equal", (items == page.find("#list > li"), items == items[1:], items == items.elements, items[0:2] == items[:2]), (True, False, False, True))
check("by id", (items["two"].id, items["#two"].id, items["nope"], page.find("div")["deep"].id), ("two", "two", None, "deep"))
raises("collection key", TypeError, "Collection indices must be integers, slices, or strings, not float", lambda: items[1.5])
check("find in each", ids(page.find("#stage, #box").find("b#deep")), ["deep", "deep"])
check("update_all", items.update_all(classes="all", style={"color": "blue"}, title="t") is None)
check("updated", [(i.className.endswith("all"), i._dom_element.style.color, i.title) for i in items], [(True, "blue", "t")] * 3)
check("repr", repr(items).startswith("ElementCollection (length: 3) ["))
check("wrap_dom_elements", ids(ElementCollection.wrap_dom_elements(document.querySelectorAll("#deep"))), ["deep"])
for name in "innerHTML", "append", "classes", "on_click":
    check("a collection has no " + name, hasattr(items, name), False)
items.innerHTML = "written"
check("writing is Python's own", (items.innerHTML, items[0].innerHTML == "written"), ("written", False))
calls.clear()
when("click", items)(lambda event: calls.append(event.target.id))
items[1].click()
await delivered()
check("when with a collection", calls, [items[1].id])

# Options
select = put(tag=web.select)
options = select.options
check("no options", (len(options), list(options), select.options is options), (0, [], True))
raises("none selected", IndexError, "", lambda: options.selected)
options.add(value="1", html="One")
options.add(value="2", text="Two")
options.add(value="3", html="<b>Three</b>", selected=True)
check("added", [(o.value, o.textContent) for o in options], [("1", "One"), ("2", "Two"), ("3", "Three")])
check("selected", options.selected.value, "3")
options.add(value="0", html="first", before=0)
options.add(value="a", before=options[1])
options.add(value="b", before=options[2]._dom_element)
options.add(value="z", before=99)
check("before", [o.value for o in options], ["0", "a", "b", "1", "2", "3", "z"])
options.add("")
check("blank", (options[-1].value, options[-1].innerHTML), ("", ""))
check("slice", [o.value for o in options[0:2]], ["0", "a"])
check("options.options", (len(options.options), type(options.options[0]) is web.option), (8, True))
options.remove(0)
options.remove(99)
check("removed", (len(options), options[0].value), (7, "a"))
select.selectedIndex = 1
check("selectedIndex", options.selected.value, "b")
select.selectedIndex = -1
check("none is the last", options.selected.value, "")
check("repr of options", repr(options).startswith("Options (length: 7) ["))
options.clear()
check("cleared", (len(options), html(select)), (0, "<select></select>"))
data = web.datalist(web.option(value="x"), web.option(value="y"))
check("datalist", [o.value for o in data.options], ["x", "y"])

# Canvas and video
picture = web.canvas(width=4, height=4)
check("size", (picture.width, picture.height), (4, 4))
red = web.canvas(width=2, height=2)
pen = red.getContext("2d")
pen.fillStyle = "red"
pen.fillRect(0, 0, 2, 2)


def pixel(canvas, x, y):
    return list(canvas.getContext("2d").getImageData(x, y, 1, 1).data)


picture.draw(red)
check("draw", (pixel(picture, 0, 0), pixel(picture, 3, 3)), ([255, 0, 0, 255], [0, 0, 0, 0]))
picture.draw(red._dom_element, width=4, height=4)
check("draw scaled, raw", pixel(picture, 3, 3), [255, 0, 0, 255])
links = []
linked = web.create_proxy(lambda event: (event.preventDefault(), links.append(event.target)))
# The option is for workers, where the call comes too late.
picture._dom_element.addEventListener("click", linked, ffi.to_js({"invoke": "preventDefault"}))
picture.download("red.png")
await delivered()
check("download", (links[0].download, links[0].href.startswith("data:image/png")), ("red.png", True))
picture.download()
await delivered()
check("its default name", links[1].download, "snapped.png")
film = web.video()
target = put(tag=web.canvas, id="target", width=5)
check("snap", type(film.snap(width=3, height=2)) is web.canvas)
check("size of a snap", (film.snap(width=3, height=2).width, film.snap(width=3, height=2).height), (3, 2))
check("snap to a selector", film.snap("#target", width=3, height=2) == target)
check("snap to a node", film.snap(target._dom_element, width=3, height=2) == target)
raises("no match", TypeError, "No element with selector #nope to snap to.", film.snap, "#nope")
raises("no canvas", TypeError, "Element to snap to must be a canvas.", film.snap, "#list")

# The page
check("page", isinstance(page, Page))
check("parts", (type(page.html) is web.html, type(page.head) is web.head, type(page.body) is web.body), (True, True, True))
check("kept", (page.body is page.body, page.body == Element(document.body)), (True, True))
before = page.title
page.title = "another"
check("title", (before, page.title, document.title), ("The suite in a worker" if IN_WORKER else "pyscript.web", "another", "another"))
check("page by id", (page["one"].id, page["#one"].id, page["nope"], page["#nope"]), ("one", "one", None, None))
raises("page key", AttributeError, "", lambda: page[0])
check("page.find", ids(page.find("#box, #list")), ["list", "box"])
check("page.append", (page.append(web.s("end", id="end")), raw("end").parentElement == document.body), (None, True))
page["end"].remove()

report()
