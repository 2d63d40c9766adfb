import asyncio
import sys

import js
import polyscript
from polyscript import xworker
from pyscript import document, ffi, sync, window

PYODIDE = sys.implementation.name == "cpython"
if PYODIDE:
    from pyodide.ffi import JsException, run_sync  # noqa: F401
else:
    from jsffi import JsException
wrong = []
given = window.given


def check(name, got, expected=True):
    if got != expected:
        wrong.append(f"{name}: {got!r} instead of {expected!r}")


def local(*source):
    return js.Function.new(*source)


def error(function, *args):
    """Name, message and more of what a call raises."""
    try:
        function(*args)
    except JsException as problem:
        return problem.js_error if PYODIDE else problem.args[0]
    except Exception as problem:
        return problem
    return None


same = getattr(js.Object, "is_" if PYODIDE and hasattr(js.Object, "is_") else "is")
typeof = local("a", "return typeof a")
# MicroPython binds what it reads of an object.
instance = local("a", "of", "name", "return a instanceof of[name]")
box = document.querySelector("#box")

# What crosses.
for name, expected in ("text", "x"), ("number", 1.5), ("yes", True):
    check(name, getattr(given, name), expected)
check("null", ffi.is_none(given.nothing))
check("undefined", ffi.is_none(given.echo(js.undefined)))
if PYODIDE:
    check("large integer", given.big, 2**70)
    check("large integer back", given.same(given.big, 2**70))
for name, value, expected in (
    ("dict", {"a": [1, {"b": None}]}, None),
    ("list", [1, "x", [True]], 'Array [1,"x",[true]]'),
    ("tuple", (1, 2), "Array [1,2]"),
    ("str", "é\U0001f600", 'String "é\U0001f600"'),
    ("float", 0.5, "Number 0.5"),
):
    expected = expected or ('Object {"a":[1,{}]}' if PYODIDE else 'Object {"a":[1,{"b":null}]}')
    check(f"{name} by window", given.show(value), expected)
    check(f"{name} by sync", sync.show(value), expected)

# Identity.
check("same element", same(document.body, document.body))
check("same window", [same(window.self, window), same(window.window, window)], [True, True])
check("prototype", same(js.Object.getPrototypeOf(document.body), window.HTMLBodyElement.prototype))
check("original", given.same(box, document.querySelector("#box")))
check("original inside of a copy", same(given.echo([box])[0], box))
check("global", same(given.echo(js.globalThis), window))

# Operators.
given.fresh = 3
check("set", given.fresh, 3)
check("has", [js.Reflect.has(given, "fresh"), js.Reflect.has(given, "nope")], [True, False])
js.Reflect.deleteProperty(given, "fresh")
check("deleted", hasattr(given, "fresh") and not ffi.is_none(given.fresh), False)
point = window.Point.new(4)
check("new", [point.x, point.twice, point.add(1), window.Point.zero().x], [4, 8, 5, 0])
check("instanceof", [instance(point, window, "Point"), instance(point, js.globalThis, "Array")], [True, False])
check("typeof", [typeof(given), typeof(given.add), typeof(window.Point)], ["object", "function", "function"])
check("isArray", js.Array.isArray(given.list))
check("call, apply, bind", [given.self.call(box).id, given.add.apply(None, [1, 2]), given.add.bind(None, 1)(4)], ["box", 3, 5])
check("keys", list(js.Object.keys(given.deep)), ["a"])
check("JSON", js.JSON.stringify(given.list), '[1,"two",[3]]')
check("tag", js.Object.prototype.toString.call(given.map), "[object Map]")
check("String", js.String(given.list), "1,two,3")
check("number", js.Number(given.date), 86400000)
check("frozen", [js.Object.isFrozen(given.frozen), js.Object.isFrozen(given.list)], [True, False])
check("frozen cannot be set", getattr(error(lambda: setattr(given.frozen, "a", 2)), "name", "nothing") != "nothing" or not PYODIDE)
check("frozen is as it was", given.frozen.a, 1)
check("symbol", typeof(js.Reflect.get(given.list, js.Symbol.iterator)), "function")
check("not cloned", error(js.structuredClone, box).name, "DataCloneError")
check("iterated", [list(given.list)[:2], list(given.numbers()), list(given.set)], [[1, "two"], [1, 2], [1, 2]])
check("nodes", [item.textContent for item in document.querySelectorAll(".x")], ["1", "2"])
check("map", given.map.get("k"), 1)

# Extras, and helpers that ask once.
check("is of the page", [xworker.isWindowProxy(box), xworker.isWindowProxy(js.Object.new()), window.isWindowProxy(box)], [True, False, True])
asked = window.asked
ASKING = -(asked() - asked())


def once(name, expected, function, *args):
    before = asked()
    got = function(*args)
    requests = asked() - before - ASKING
    check(name, list(got) if isinstance(expected, list) else got, expected)
    check(f"requests for {name}", requests, 1)


for where, module in ("pyscript", ffi), ("polyscript", polyscript.ffi):
    once(f"{where} gather", ["x", 5, 1.5], module.gather, given, "text", "deep.a[0]['b c']", "number")
    once(f"{where} query", 5, module.query, given, "deep.a[0]['b c']")
    once(f"{where} assign", True, lambda: same(module.assign(box, ffi.to_js({"title": where, "lang": "en"})), box))
    check(f"{where} assigned", [box.title, box.lang], [where, "en"])
    check(f"{where} direct", js.JSON.stringify(module.direct(ffi.to_js([1]))), "[1]")
once("evaluate", 7, polyscript.ffi.evaluate, local("a", "return document.querySelectorAll('.x').length + a"), 5)

# Errors.
for where, fails in ("window", given.fails), ("sync", sync.fails):
    for kind, name, message in (
        ("type", "TypeError", None),
        ("mine", "Mine", "mine"),
        ("dom", "NotFoundError", "gone"),
        ("cause", "RangeError", "outer"),
        ("many", "AggregateError", "many"),
    ):
        found = error(fails, kind)
        check(f"{kind} of {where}", [found.name, found.message if message else None], [name, message])
    check(f"class of {where}", [instance(error(fails, "type"), js.globalThis, "TypeError"), instance(error(fails, "dom"), js.globalThis, "DOMException")], [True, True])
    check(f"field of {where}", error(fails, "mine").code, 7)
    check(f"cause of {where}", [error(fails, "cause").cause.name, error(fails, "many").errors[1].message], ["Mine", "two"])
    stack = error(fails, "mine").stack
    check(f"stack of {where}", "index.html" in stack and "the worker" in stack)
    check(f"text of {where}", "only text" in str(error(fails, "text")))

# sync: copies, and limits.
check("sync", [sync.add(1, 2), sync.later(5)], [3, 5])
cyclic = sync.cyclic()
check("sync cycle inside", same(cyclic[0], cyclic))
check("sync date", instance(sync.date(), js.globalThis, "Date"))
check("sync node", xworker.isWindowProxy(sync.node()), False)
check("sync getter", error(sync.hidden).name, "Mine")
found = error(sync.nowhere)
check("sync missing", [found.name, "sync.nowhere" in found.message], ["TypeError", True])
check("sync function", error(sync.show, lambda: 1).name, "DataCloneError")
for where, nested in ("window", lambda depth: given.echo(given.nested(depth))), ("sync", sync.nested):
    check(f"deep ({where})", js.Array.isArray(nested(1000)))
check("too deep", error(sync.nested, 100_000).name, "RangeError")
for where, enormous in ("window", given.enormous), ("sync", sync.enormous):
    check(f"too long ({where})", "too large" in error(enormous).message)
check("goes on", sync.add(2, 2), 4)

# Functions that the page calls.
heard = []


def listener(event):
    current = event.currentTarget
    heard.append((event.type, event.detail, event.target.id, None if ffi.is_none(current) else current.id))


listener = ffi.create_proxy(listener)


async def turn():
    await asyncio.sleep(0.05)


def kept(value):
    heard.append(value)


def broken():
    raise ValueError("not so")


async def main():
    check("import", (await getattr(window, "import")("./page_module.js")).where, "object")
    check("promise", await given.later(5), 5)
    try:
        await given.laterFails()
        check("rejected", False)
    except JsException as problem:
        found = problem.js_error if PYODIDE else problem.args[0]
        check("rejected", [found.name, found.code], ["Mine", 7])
    check("called twice", await given.callTwice(lambda value: value * 2), "2,4")
    check("a promise each time", [given.isPromise(lambda value: value), given.maps(lambda *values: 1)], [True, True])
    check("raised", await given.caught(broken), "PythonError ValueError ValueError: not so")

    async def later(value):
        await asyncio.sleep(0)
        return value + 1

    check("async", await given.callTwice(later), "2,3")
    # A bare function lives as long as the page has it, on Pyodide too.
    given.keep(kept)
    await turn()
    given.useKept("kept")
    await turn()
    check("kept", heard, ["kept"])
    check("same function", given.same(listener, listener))
    heard.clear()
    box.addEventListener("one", listener)
    window.fire("one")
    await turn()
    check("event", heard, [("one", 5, "box", "box")])
    box.removeEventListener("one", listener)
    window.fire("one")
    await turn()
    check("removed", len(heard), 1)
    for invoke in "preventDefault", ["stopPropagation", "preventDefault"]:
        box.addEventListener("two", listener, ffi.to_js({"invoke": invoke}))
        window.prevented.push(window.fire("two"))
        box.removeEventListener("two", listener)
    box.addEventListener("three", listener)
    window.prevented.push(window.fire("three"), window.fire("nobody"))
    js_object = ffi.to_js({"handleEvent": listener})
    box.addEventListener("four", js_object)
    heard.clear()
    window.fire("four")
    await turn()
    check("handleEvent", [it[0] for it in heard if it[0] == "four"], ["four"])
    timer = []
    window.setTimeout(lambda *values: timer.extend(values), 0, "late", 2)
    await turn()
    check("timer", timer, ["late", 2])


def fails():
    raise ValueError("for the page")


def uncopied():
    return lambda: 1


__export__ = ["fails", "uncopied"]
await main()
document.querySelector("#out").textContent = "; ".join(wrong) or "all as expected"
