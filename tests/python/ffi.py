import asyncio

import js
from pyscript import ffi, window
from pyscript.ffi import assign, create_proxy, direct, is_none, jsnull, to_js

# to_js
made = to_js({"a": 1, "b": {"c": [1, 2]}})
check("dict", js.kind(made), "Object")
check("nested dict", js.kind(made.b), "Object")
check("nested list", js.Array.isArray(made.b.c))
check("values", [made.a, made.b.c[1]], [1, 2])
check("list", js.text(to_js([1, "b", None, True, 2.5, [3]])), '[1,"b",null,true,2.5,[3]]')
check("tuple", js.text(to_js((1, (2,)))), "[1,[2]]")
check("empty dict", js.text(to_js({})), "{}")
check("empty list", js.text(to_js([])), "[]")
for name, value, kind in (
    ("str", "text", "string"),
    ("bool", True, "boolean"),
    ("int", 42, "number"),
    ("negative", -42, "number"),
    ("float", 0.5, "number"),
):
    check(name, [to_js(value), js.kind(to_js(value))], [value, kind])
check("None", to_js(None) is None)
check("None is none", is_none(to_js(None)))
array = js.Array.of(1, 2)
check("JavaScript value", to_js(array) == array)
check("function", js.kind(to_js(lambda: 1)), "function")
original = {"list": [1]}
copy = to_js(original)
copy.list.push(2)
check("a copy", original, {"list": [1]})
check("proxy class", type(to_js([])).__name__, "JsProxy")

# create_proxy
calls = []


def add(first, second=0):
    calls.append(first)
    return first + second


proxy = create_proxy(add)
check("called", proxy(1, 2), 3)
js.setTimeout(proxy, 0, "later", "")
await until(lambda: len(calls) == 2)
check("called later", calls, [1, "later"])
check("module", ffi.create_proxy is create_proxy)

# is_none, jsnull
check("none None", is_none(None), True)
check("none jsnull", is_none(jsnull), True)
check("none null", is_none(js.nil()), True)
for value in 0, "", False, [], {}, 0.0:
    check(f"none {value!r}", is_none(value), False)
check("jsnull is null", js.nil() is jsnull)
check("to JavaScript", js.kind(jsnull), "null")
check("jsnull is false", bool(jsnull), False)

# assign
target = js.Object.new()
check("assign gives the target", assign(target, {"a": 1}) is target)
check("one source", js.text(target), '{"a":1}')
assign(target, {"b": 2}, to_js({"c": 3}))
check("several sources", [target.a, target.b, target.c], [1, 2, 3])
assign(target, {"a": 4}, {"a": 5})
check("the last wins", target.a, 5)
check("no source", assign(target) is target)
element_ = element()
assign(element_, {"title": "both", "hidden": True})
check("an element", [element_.title, element_.hidden], ["both", True])

# direct
value = {"any": 1}
check("direct", direct(value) is value)

report()
