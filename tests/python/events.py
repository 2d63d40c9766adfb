import js
from pyscript import Event, document, when, window

calls = []
a = document.getElementById("a")
b = document.getElementById("b")


async def called(*clicked):
    """What the handlers noted down when these elements were clicked."""
    calls.clear()
    for button in clicked:
        button.click()
    await delivered()
    return list(calls)


async def soon(count, *clicked):
    """The same, for handlers that are started and not waited for."""
    await called(*clicked)
    await until(lambda: len(calls) == count)
    return list(calls)


def button(**attributes):
    return element("button", **attributes)


# What can be listened to
def on_target(event):
    calls.append(event.type)


# The window first: see the page of what is better.
when("made-up", window)(on_target)
when("made-up", document)(on_target)
window.dispatchEvent(window.Event.new("made-up"))
document.dispatchEvent(window.Event.new("made-up"))
await delivered()
check("window and document", calls, ["made-up", "made-up"])


@when("click", ".pair")
def both(event):
    calls.append(event.target.id)


check("every match", await called(a, b), ["a", "b"])
check("elements that come later", await called(button(**{"class": "pair"})), [])
one = button()


@when("click", "#" + one.id)
def plain():
    calls.append("plain")


check("no argument", await called(one), ["plain"])
one = button()
when("click", one)(lambda event: calls.append(event.type))
check("an element, called as a function", await called(one), ["click"])
one, two = button(), button()
when("click", [one, two])(lambda event: calls.append(event.target.id))
check("a list of elements", await called(one, two), [one.id, two.id])


# What the handler gets
for name, handler, expected in (
    ("one argument", lambda event: calls.append(event.type), ["click"]),
    ("a default", lambda event=None: calls.append(event.type), ["click"]),
    ("one and a default", lambda event, more=2: calls.append((event.type, more)), [("click", 2)]),
    ("none", lambda: calls.append("none"), ["none"]),
):
    one = button()
    when("click", one)(handler)
    check(name, await called(one), expected)


one = button()
when("click", one)(lambda *args: calls.append(len(args)))
check("any number", await called(one), [0 if MICROPYTHON else 1])


def outer(word):
    def inner(event):
        calls.append(word + event.type)

    return inner


one = button()
when("click", one)(outer("closure "))
check("a closure", await called(one), ["closure click"])

# Options
one = button()
when("click", one, once=True)(lambda event: calls.append("once"))
check("once", await called(one, one), ["once"])
inside = button()
around = element()
around.append(inside)
when("click", around)(lambda event: calls.append("bubble"))
when("click", around, capture=True)(lambda event: calls.append("capture"))
when("click", inside)(lambda event: calls.append("target"))
check("capture", await called(inside), ["capture", "target", "bubble"])
one = button()
controller = window.AbortController.new()
when("click", one, signal=controller.signal)(lambda event: calls.append("signal"))
check("before abort", await called(one), ["signal"])
controller.abort()
check("after abort", await called(one), [])
box = element("input", type="checkbox")
when("click", box)(lambda event: event.preventDefault())
box.click()
await delivered()
# In a worker that comes too late: there it is the option `invoke` that prevents.
check("preventDefault", box.checked, IN_WORKER)

# Errors
missing = "Selector required for DOM event handling."
for name, selector in ("nothing", None), ("empty text", ""), ("empty list", []):
    raises(name, ValueError, missing, when, "click", selector)
raises("no match", ValueError, "No elements found for selector: #nope", when, "click", "#nope")
raises("no match, class", ValueError, "No elements found for selector: .no p", when, "click", ".no p")

# The function that is returned
one = button()


def original(event):
    calls.append("original")
    return 5


returned = when("click", one)(original)
check("another function", returned is original, False)
check("callable", returned("x"), 5)
check("it does what it did", calls.pop(), "original")
silent = when("click", one)(lambda: 7)
check("swallows arguments", silent(1, 2), 7)
one, two = button(), button()


@when("click", one)
@when("click", two)
def stacked(event):
    calls.append(event.target.id)


check("stacked", await called(one, two), [one.id, two.id])
one = button()
twice = lambda event: calls.append("twice")
when("click", one)(twice)
when("click", one)(twice)
check("decorated twice", await called(one), ["twice", "twice"])

# Asynchronous
one = button()


@when("click", one)
async def later(event):
    calls.append("start " + event.type)
    await js.Promise.resolve(1)
    calls.append("end")


check("async", await soon(2, one), ["start click", "end"])
one = button()


@when("click", one)
async def later_without():
    await js.Promise.resolve(1)
    calls.append("async without")


check("async without argument", await soon(1, one), ["async without"])

# Event
event = Event()
check("no listeners", event._listeners, [])
check("trigger gives None", event.trigger(1) is None)
first = lambda value: calls.append(("first", value))
second = lambda value: calls.append(("second", value))
event.add_listener(first)
event.add_listener(second)
event.add_listener(first)
check("listeners", len(event._listeners), 2)
calls.clear()
event.trigger("x")
check("in order, once", calls, [("first", "x"), ("second", "x")])
event.remove_listener(second, print)
check("removed, unknown ignored", event._listeners == [first])
event.add_listener(second)
event.remove_listener()
check("all removed", event._listeners, [])
raises("not callable", ValueError, "Listener must be callable.", event.add_listener, 5)
raises("trigger needs a value", TypeError, "", event.trigger)


async def slow(value):
    calls.append("slow starts")
    await js.Promise.resolve(1)
    calls.append("slow ends")


event.add_listener(slow)
event.add_listener(first)
calls.clear()
event.trigger("y")
check("async comes after sync", calls, [("first", "y")])
await until(lambda: len(calls) == 3)
check("async runs", calls, [("first", "y"), "slow starts", "slow ends"])
event.remove_listener()


def failing(value):
    raise KeyError("failing")


event.add_listener(failing)
event.add_listener(first)
calls.clear()
raises("a listener raises", KeyError, "failing", event.trigger, 1)
check("later ones are not called", calls, [])

# when with Event
event = Event()


@when(event)
def with_value(value):
    calls.append(value)


@when(event)
def without_value():
    calls.append("without")


calls.clear()
event.trigger(3)
check("when(event)", calls, [3, "without"])
event.remove_listener(with_value)
calls.clear()
event.trigger(4)
check("the wrapper can be removed", calls, ["without"])
one, two = Event(), Event()


@when([one, two])
def of_list(value):
    calls.append(value)


calls.clear()
one.trigger(1)
two.trigger(2)
check("a list of events", calls, [1, 2])
check("an empty list", when([])(original) is not original)
one = Event()
when([one, one])(original)
check("the same twice", len(one._listeners), 1)
event = Event()
when(event, "#ignored", once=True)(lambda value: calls.append(value))
calls.clear()
event.trigger(1)
event.trigger(2)
check("selector and options are ignored", calls, [1, 2])


@when(event)
async def event_async(value):
    await js.Promise.resolve(1)
    calls.append("async")


calls.clear()
event.trigger(3)
await until(lambda: len(calls) == 2)
check("async with when", calls, [3, "async"])
source = Event()
one = button()


@when("click", one)
@when(source)
def mixed(value):
    calls.append("mixed")


calls.clear()
source.trigger(1)
check("mixed forms", calls + await called(one), ["mixed", "mixed"])

report()
