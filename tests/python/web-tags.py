# Every tag has a class, and its properties given as text come back typed. `web.py` goes on and reports.
from pyscript import document, web
from pyscript.web import Element, page

ROWS = """
area shape=rect coords=0,0,9,9 href=http://localhost/a target=_self alt=text
audio controls=True/True
canvas width=100/100 height=120/120
data value=1
option value=1
del cite=http://localhost/why
ins cite=http://localhost/why
q cite=http://localhost/why
details open=True/True
dialog open=True/True
embed src=about:blank type=text/html width=250 height=200
object data=about:blank type=text/html width=250 height=200
iframe src=about:blank width=250 height=200
fieldset name=group
map name=places
form action=http://localhost/save method=post name=it autocomplete=on rel=help
img alt=text width=100/100 height=50/50
input type=text value=v name=n autofocus=True/True pattern=[a-z] placeholder=here required=True/True size=20/20
link href=http://localhost/none rel=prefetch type=text/css
meter value=50.0/50.0 min=0.5/0.5 max=100.0/100.0 low=30.0/30.0 high=80.0/80.0 optimum=60.0/60.0
optgroup label=group
progress value=50.0/50.0 max=100.0/100.0
source src=about:blank type=audio/mp3
track src=about:blank kind=subtitles srclang=en label=English
video controls=True/True width=100/100 height=120/120
"""


def named(tag):
    return getattr(web, tag + "_" if tag in ("del", "input", "map", "object") else tag)


def typed(text):
    given, _, expected = text.partition("/")
    if text.count("/") != 1 or expected not in ("True", given):
        return text, text
    number = True if expected == "True" else float(expected) if "." in expected else int(expected)
    return given, number


properties = {}
for row in ROWS.strip().split("\n"):
    tag, *pairs = row.split(" ")
    properties[tag] = [pair.split("=", 1) for pair in pairs]

specials = "canvas datalist optgroup select video".split()
for tag in web.CONTAINER_TAGS + web.VOID_TAGS + specials:
    cls = named(tag)
    given = {name: typed(text)[0] for name, text in properties.get(tag, ())}
    # Some parts of a page are not found in it again: they are put into nothing.
    box = web.div()
    made = cls(id="made", **given)
    box.append(made)
    found = box.find("#made")
    check(f"<{tag}> found", (len(found), type(found[0]) is cls, found[0] == made), (1, True, True))
    check(f"<{tag}> tag", (made.tagName, made.get_tag_name(), made.outerHTML.startswith(f"<{tag} ")), (tag.upper(), tag, True))
    for name, text in properties.get(tag, ()):
        check(f"<{tag}> {name}", getattr(made, name), typed(text)[1])
    if tag not in web.VOID_TAGS and tag not in ("html", "head", "body", "frameset"):
        other = cls(web.b("x"), id="other")
        check(f"<{tag}> holds", (other.children[0] == other.find("b")[0], other.textContent), (True, "x"))
    check(f"<{tag}> wrapped", type(Element.wrap_dom_element(document.createElement(tag))) is cls)
