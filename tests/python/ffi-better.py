import js
from pyscript import window
from pyscript.ffi import assign, create_proxy, gather, is_none, query, shared, to_js

check("none undefined", is_none(js.nothing()), True)
check("bytes", js.kind(to_js(b"\x00\xff")), "Uint8Array")
check("their values", list(to_js(b"\x00\xff\x07")), [0, 255, 7])
check("bytearray", list(to_js(bytearray(b"ab"))), [97, 98])
check("memoryview", list(to_js(memoryview(b"abc")[1:])), [98, 99])
check("inside", js.kind(to_js({"a": [b"x"]}).a[0]), "Uint8Array")
check("2**31", js.String(to_js(2**31)), "2147483648")
check("-2**40", js.String(to_js(-(2**40))), "-1099511627776")
check("2**53 - 1", js.String(to_js(2**53 - 1)), "9007199254740991")
check("2**70", js.kind(to_js([2**70])[0]), "bigint")
check("its digits", js.String(to_js([2**70])[0]), "1180591620717411303424")
check("in a list", js.text(to_js([3000000000, [-3000000000]])), "[3000000000,[-3000000000]]")
check("set", js.kind(to_js({1, 2})), "Set")
check("its size", to_js({1, 2, 2}).size, 2)
around = [1]
around.append(around)
circle = to_js(around)
check("circular", circle[1] == circle)
check("dict_converter", js.text(to_js({"a": 1}, dict_converter=js.Object.fromEntries)), '{"a":1}')
shallow = to_js([[1]], depth=1)
check("depth", js.Array.isArray(shallow) and not js.Array.isArray(shallow[0]))
target = {"a": 1}
check("assign to a dict", assign(target, {"b": 2}, to_js({"a": 3})) is target)
check("its entries", target, {"a": 3, "b": 2})

# What workers read of the page in one go
tree = to_js({"rows": [{"name": "Ada"}, {"name": "Bob"}], "text": "four"})
for path, value in (
    ("rows[1].name", "Bob"),
    ("rows.0.name", "Ada"),
    ("rows.length", 2),
    ("text.length", 4),
    ("text", "four"),
):
    check(path, query(tree, path), value)
check("no such step", [is_none(query(tree, path)) for path in ("nope", "nope.more", "rows[7].name")], [True] * 3)
check("of the window", query(window, "location.href"), window.location.href)
found = gather(tree, "rows[0].name", "nope", "text")
check("gather", [found.length, found[0], is_none(found[1]), found[2]], [3, "Ada", True, "four"])
check("gather of the window", gather(window, "document.title")[0], window.document.title)
check("gather nothing", gather(tree).length, 0)

# Memory that a worker sees
if js.crossOriginIsolated:
    memory = shared(4)
    check("shared", [js.kind(memory), js.kind(memory.buffer), list(memory)], ["Uint8Array", "SharedArrayBuffer", [0] * 4])
    worker = js.Worker.new("data:text/javascript,onmessage = ({ data }) => { data[1] = 7; postMessage(0); }")
    answers = []
    worker.addEventListener("message", create_proxy(lambda event: answers.append(event.data)))
    worker.postMessage(memory)
    await until(lambda: answers)
    check("written by a worker", list(memory), [0, 7, 0, 0])
    worker.terminate()
js.hide()
raises("not isolated", RuntimeError, "cross-origin isolated", shared, 4)

report()
