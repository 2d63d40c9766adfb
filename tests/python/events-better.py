import asyncio
from functools import partial

import js
from pyscript import Event, document, when, window

calls = []


def button():
    return element("button")


async def clicked(handler):
    """What a handler noted down when its button was clicked."""
    calls.clear()
    one = button()
    when("click", one)(handler)
    one.click()
    await delivered()
    return list(calls)


# What can be decorated
class Thing:
    def __init__(self, event=None):
        if event:
            calls.append("class " + event.type)

    def with_event(self, event):
        calls.append("method " + event.type)

    def without(self):
        calls.append("method")

    async def later(self, event):
        calls.append("async method " + event.type)

    def __call__(self, event):
        calls.append("instance " + event.type)

    def wrong(self):
        calls.append("wrong")
        raise TypeError("my own argument")


thing = Thing()
check("bound method", await clicked(thing.with_event), ["method click"])
check("bound method without argument", await clicked(thing.without), ["method"])
check("instance", await clicked(thing), ["instance click"])
check("class", await clicked(Thing), ["class click"])
check("builtin", await clicked(lambda event: calls.append(repr(event is not None))), ["True"])
check("builtin method", [call.type for call in await clicked(calls.append)], ["click"])
partly = partial(lambda word, event: calls.append(word + event.type), "partial ")
check("partial", await clicked(partly), ["partial click"])
await clicked(thing.later)
await until(lambda: calls)
check("async method", calls, ["async method click"])

# What can be listened to
many = document.querySelectorAll(".many")
for name, targets in (
    ("NodeList", many),
    ("HTMLCollection", document.getElementsByClassName("many")),
    ("tuple", tuple(many)),
    ("generator", (node for node in many)),
    ("nested", [[many[0]], (many[1],)]),
):
    calls.clear()
    when(name, targets)(lambda event: calls.append(event.type))
    for node in many:
        node.dispatchEvent(window.Event.new(name))
    await delivered()
    check(name, calls, [name, name])


when("click", button())(lambda: None)
calls.clear()
when("made-up-too", window)(lambda event: calls.append(event.type))
window.dispatchEvent(window.Event.new("made-up-too"))
await delivered()
check("the window, after an element", calls, ["made-up-too"])


class Wrapper:
    def __init__(self, node):
        self._dom_element = node


calls.clear()
when("wrapped", [Wrapper(many[0]), Wrapper(many[1])])(lambda event: calls.append(event.type))
many[1].dispatchEvent(window.Event.new("wrapped"))
await delivered()
check("wrapped elements", calls, ["wrapped"])
one, two = Event(), Event()
when((one, two))(lambda value: calls.append(value))
two.trigger("tuple of events")
check("tuple of events", calls[-1], "tuple of events")

# Errors say what is wrong, and at once
needs = "needs the name of a DOM event, an Event or a list of Event"
for name, wrong in ("None", None), ("number", 5), ("mixed", [one, "click"]), ("texts", ["click"]):
    raises(name, TypeError, needs, when, wrong, "#stage")
raises("not a target", TypeError, "not an element nor a collection", when, "click", 5)
raises("not a target inside", TypeError, "not an element nor", when, "click", [5])
raises("empty NodeList", ValueError, "", when, "click", document.querySelectorAll(".none"))
raises("bad CSS", Exception, "'#.bad' is not a valid selector", when, "click", "#.bad")

# invoke
box = element("input", type="checkbox")
when("click", box, invoke="preventDefault")(lambda: None)
box.click()
await delivered()
check("invoke", box.checked, False)
outer = element()
inner = button()
outer.append(inner)
calls.clear()
when("click", outer)(lambda: calls.append("outer"))
when("click", inner, invoke=["preventDefault", "stopPropagation"])(lambda: calls.append("inner"))
inner.click()
await delivered()
check("invoke several", calls, ["inner"])

# Listeners that change during a trigger
event = Event()


def leaves(value):
    calls.append("leaves")
    event.remove_listener(leaves)


event.add_listener(leaves)
event.add_listener(lambda value: calls.append("next"))
calls.clear()
event.trigger(1)
event.trigger(2)
check("nobody is skipped", calls, ["leaves", "next", "next"])

# Asynchronous handlers do not disturb who sleeps
one = button()


@when("click", one)
async def sleeps(event):
    await asyncio.sleep(0.01)
    calls.append("woke")


calls.clear()
for _ in range(3):
    one.click()
await until(lambda: len(calls) == 3)
check("handlers and script woke up", calls, ["woke", "woke", "woke"])

report()
