import js
from pyscript import document
from pyscript.ffi import create_proxy, to_js

# What JavaScript throws can be caught, and nothing is lost with it.
for name, call, text in (
    ("function", lambda: js.JSON.parse("{bad"), "JSON"),
    ("method", lambda: document.querySelector("#.bad"), "#.bad"),
    ("constructor", lambda: js.Uint8Array.new(-1), "-1"),
    ("keywords", lambda: js.structuredClone(js.nothing), ""),
    ("setter", lambda: setattr(js.Object.freeze(to_js({"a": 1})), "a", 2), "a"),
    ("getter", lambda: js.Map.prototype.size, ""),
):
    raises(name, Exception, text, call)


def inner():
    try:
        js.JSON.parse("{bad")
    finally:
        seen.append("finally")


seen = []
raises("through a function", Exception, "", inner)
check("finally", seen, ["finally"])


def fails():
    raise ValueError("mine: really")


raises("Python's own, through JavaScript", ValueError, "mine: really", js.Reflect.apply, fails, None, to_js([]))
for _ in range(400):
    try:
        js.JSON.parse("{bad")
    except Exception:
        pass
check("many", js.text(to_js([1])), "[1]")

# A function of the window that is also a method of another object
document.addEventListener("one", create_proxy(lambda event: None))
js.addEventListener("one", create_proxy(lambda event: seen.append(event.type)))
js.dispatchEvent(js.Event.new("one"))
check("a function of the window", seen[-1], "one")
js.globalThis.setTimeout(create_proxy(lambda: None), 0)
js.setTimeout(create_proxy(lambda: seen.append("timeout")), 0)
await until(lambda: seen[-1] == "timeout")
check("setTimeout", seen[-1], "timeout")
# Promises can be rejected with anything
for reason, text in ("text", "text"), (5, "5"), (js.Error.new("wrong"), "wrong"), (to_js({"name": "Odd", "message": "odd"}), "odd"):
    try:
        await js.Promise.reject(reason)
        check("rejected", "no exception", text)
    except Exception as error:
        check("rejected", [type(error).__name__, text in str(error) + repr(error)], ["JsException", True])

report()
