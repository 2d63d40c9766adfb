import asyncio

import js
from pyscript import document
from pyscript.ffi import create_proxy, to_js

# Nothing, in both directions
check("null", js.nil() is None, MICROPYTHON)
check("undefined", js.nothing() is None, not MICROPYTHON)
check("None in JavaScript", js.received(None), "null" if MICROPYTHON else "undefined")
check("null and back", js.received(js.nil()), "null")
check("undefined and back", js.received(js.nothing()), "undefined")
check("plain values", js.received(True, 5, 0.5, "é"), 'true,5,0.5,"é"')

# Proxies
check("identity", document.body is document.body, MICROPYTHON)
check("equality", document.body == document.body)
check("inequality", document.body == document.head, False)
check("class", type(document).__name__, "JsProxy")
check("absent", hasattr(document, "nonsense"), False)
raises("read the absent", AttributeError, "nonsense", lambda: document.nonsense)
made = js.Object.new()
made.a = 1
check("set and get", [made.a, hasattr(made, "b")], [1, False])
check("set on JavaScript's side", js.text(made), '{"a":1}')

# Arrays
array = js.Array.of("a", "b", "c")
check("length", array.length, 3)
check("index", [array[0], array[2]], ["a", "c"])
check("iteration", list(array), ["a", "b", "c"])
first, *rest = array
check("parts", [first, rest], ["a", ["b", "c"]])
array[1] = "B"
check("set an item", js.text(array), '["a","B","c"]')
check("an empty one is", bool(js.Array.new()), MICROPYTHON)
if MICROPYTHON:
    raises("len", TypeError, "", lambda: len(array))
    check("item of an object", made["a"], 1)
else:
    check("len", len(array), 3)
    raises("item of an object", TypeError, "", lambda: made["a"])
    check("slice", list(array[1:]), ["B", "c"])
    del made.a
    check("delete", js.text(made), "{}")

# Calls
check("keywords", js.received(1, b=2), '1,{"b":2}')
check("new", js.text(js.Kind.new(1, "x").args), '[1,"x"]')
check("method", document.createElement("p").tagName, "P")
check("callback", js.Array.of(1, 2, 3).map(create_proxy(lambda value, *_: value * 2)).join(), "2,4,6")
check("a list as a value", js.received(to_js([1, {"a": [None]}])), '[1,{"a":[null]}]')
check("symbols", js.symbols(create_proxy([1, 2])), "function")

# Promises
check("await", await js.Promise.resolve(5), 5)
check("await a value", (await js.Promise.resolve(array))[0], "a")


async def python(value):
    await asyncio.sleep(0)
    return value


check("a coroutine for JavaScript", await js.Promise.resolve(create_proxy(python)("x")), "x")
if not MICROPYTHON:
    check("wait_for", await asyncio.wait_for(js.Promise.resolve(7), 5), 7)
    check("big", [js.Number.MAX_SAFE_INTEGER, js.received(2**40)], [2**53 - 1, str(2**40)])

report()
