# pyright: reportMissingParameterType=true, reportUnknownParameterType=true, reportUnknownVariableType=true
# pyright: reportUnknownMemberType=true, reportUnknownArgumentType=true, reportUnknownLambdaType=true
"""What a type checker knows of `pyscript.web`. Checked, never run."""

from typing import Any, assert_type

import js
from pyscript import document, web, when
from pyscript.web import (
    Classes,
    Element,
    ElementCollection,
    Event,
    HasOptions,
    Options,
    Page,
    Style,
    page,
)

box = web.div(
    web.p("text", 1, None, id="p", classes="a b", style={"color": "red"}, tabIndex=3),
    [web.b("x"), web.br()],
    children=["more"],
    classes=["a"],
    style="color: red",
    on_click=print,
)
assert_type(box, web.div)
assert_type(box.textContent, Any)
assert_type(box[0], Element)
assert_type(box[1:], ElementCollection)
assert_type(box["p"], Element | None)
assert_type(box.children, ElementCollection)
assert_type(box.parent, Element | None)
assert_type(box.find("p"), ElementCollection)
assert_type([child for child in box], list[Element])
assert_type(box.clone(), web.div)
assert_type(box == page.body, bool)
assert_type({box}, set[web.div])
assert_type(box.get_event("on_click"), Event)
assert_type(web.div.get_tag_name(), str)
assert_type(Element.wrap_dom_element(document.body), Element)
assert_type(web.CONTAINER_TAGS, list[str])
assert_type(web.escape("<"), str)
box.title = "title"
box.append("text", 1, web.hr(), [web.i()], document.createElement("b"), box.children)
box.replace_with(web.p())
box.update("a", {"color": None}, id="x")
box.show_me()
field = web.input_(type="text", value="v")
assert_type(field, web.input_)

assert_type(box.classes, Classes)
box.classes.add("a")
box.classes |= {"b"}
box.classes = ["c"]
assert_type(box.style, Style)
box.style["color"] = "red"
box.style.backgroundColor = "red"
box.style.update("color: red")
box.style.update({"color": "red"}, margin_top="2px")
box.style = "color: red"

items = page.find("li")
assert_type(items, ElementCollection)
assert_type(items[0], Element)
assert_type(items[:2], ElementCollection)
assert_type(items["x"], Element | None)
assert_type(items.elements, list[Element])
assert_type(len(items), int)
items.update_all(classes="a", title="t")

assert_type(page, Page)
assert_type(page["x"], Any)
assert_type(page.title, str)
assert_type(page.body, Element)
page.append(box)

choice = web.select(web.option("a", value="a"))
choices: list[HasOptions] = [choice, web.datalist(), web.optgroup()]
assert_type(choice.options, Options)
assert_type(choice.options[0], Element)
assert_type(choice.options[0:1], list[Element])
assert_type(choice.options.selected, Element)
choice.options.add(value=1, text="one", before=0, selected=True)
choice.options.remove(0)
choice.options.clear()

picture = web.video().snap(width=10)
assert_type(picture, web.canvas)
picture.draw(js.document.querySelector("img"), width=5)
picture.download("a.png")


@when(box.on_click)
def clicked(event: Any) -> None:
    print(event)


when("click", items)(clicked)


class my_card(web.div):
    pass


Element.register_element_classes([my_card])
assert_type(my_card("x").clone("id"), my_card)

# Each of these is a mistake that the stubs find.
web.nothing_of_this_name  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
web.div(children=("a",))  # pyright: ignore[reportArgumentType]
box[None]  # pyright: ignore[reportArgumentType, reportCallIssue]
page.find(1)  # pyright: ignore[reportArgumentType]
choice.options.remove("a")  # pyright: ignore[reportArgumentType]
