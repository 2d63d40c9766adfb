import asyncio
import sys
from array import array

from pyscript import PyWorker, create_named_worker, document, ffi, window, workers

PYODIDE = sys.implementation.name == "cpython"
if PYODIDE:
    from pyodide.ffi import JsException
else:
    from jsffi import JsException
wrong = []
kind = window.kind


def check(name, got, expected=True):
    if got != expected:
        wrong.append(f"{name}: {got!r} instead of {expected!r}")


async def failure(awaitable):
    try:
        result = await awaitable
    except Exception as error:
        return type(error).__name__ + ": " + str(error)
    return f"no exception, but {result!r}"


def raised(kind, function):
    try:
        function()
    except kind:
        return True
    except Exception as error:
        return repr(error)
    return False


def is_data(value):
    return not (value is None or isinstance(value, (bool, int, float, str)))


class Mine:
    pass


async def rows(where, worker, of_pyodide):
    """Everything that may be between this interpreter and one in a worker."""

    def same(name, got, expected=True):
        check(f"{where}, {name}", got, expected)

    # Arguments.
    for name, args, expected in (
        ("numbers", (1, 0.5, -7, 2**31 - 1), "1,0.5,-7,2147483647"),
        ("texts", ("a", "é\U0001f600"), "a,é\U0001f600"),
        ("flags", (True, False), "True,False"),
        ("None", (None, 1, None), "None,1,None"),
        ("only None", (None,), "None"),
        ("list", ([1, "x", [True]],), "[number 1,string x,[boolean true]]"),
        ("tuple", ((1, 2),), "[number 1,number 2]"),
        ("dict", ({"a": [1]},), '{"a":[1]}'),
        ("bytes", (b"ab",), "Uint8Array 97,98"),
        ("bytearray", (bytearray([1]),), "Uint8Array 1"),
        ("array", (array("h", [-1, 2]),), "Int16Array -1,2"),
        ("memoryview", (memoryview(array("d", [1, 2, 3]))[1:],), "Float64Array 2,3"),
        ("to_js", (ffi.to_js({"a": 1}), ffi.to_js([1])), '{"a":1},[number 1]'),
    ):
        same(name, await worker.described(*args), expected)
    same("entries", list(await worker.entries({"a": 1, "deep": {"b": [0, {"c": "x"}]}, "no": None})), [1, 1, True, "x", True])
    # MicroPython itself cuts off what JavaScript gives it.
    if of_pyodide:
        same("large", await worker.is_large(2**40))
    for name, value in (("function", rows), ("lambda", lambda: 1), ("instance", Mine()), ("inside", [Mine()]), ("node", document.body)):
        text = await failure(worker.described(value))
        same(name, "could not be cloned" in text or text)

    # Keywords.
    same("keywords", await worker.named(1, third=4), "1 2 4")
    same("only keywords", await worker.named(first="x", second=None), "x None 3")
    same("keywords, async", await worker.named_later(1, second="b"), "1 b")
    text = await failure(worker.named(1, fourth=1))
    same("wrong keyword", "TypeError" in text and ("fourth" in text or not of_pyodide) or text)
    text = await failure(worker.assigned(a=1))
    same("keywords of no export", "is not in __export__" in text or text)
    same("assigned", await worker.assigned(1, 2), 2)

    # Results.
    for name, expected in (("int", 7), ("float", 0.5), ("str", "é"), ("bool", True), ("none", None)):
        got = await worker.give(name)
        same(name, got, expected)
        same(f"{name} is", is_data(got), False)
    if PYODIDE:
        same("large", await worker.give("large"), 2**40)
    same("nothing", await worker.nothing() is None)
    for name, expected in (
        ("list", "[number 1,string two,null]"),
        ("tuple", "[number 1,number 2]"),
        ("bytes", "Uint8Array 97,98"),
        ("bytearray", "Uint8Array 1,2"),
        ("array", "Int16Array -1,2"),
        ("memoryview", "Float32Array 1.5"),
    ):
        got = kind(await worker.give(name))
        same(f"result {name}", got.replace("undefined undefined", "null"), expected)
    data = await worker.give("dict")
    same("attribute and item", [data.a, data["a"], data["b"]["c"][0], data.b.c[0], data["no"] is None], [1, 1, 2, 2, True])
    data["a"] = 3
    same("set item", [data.a, kind(data.b)], [3, '{"c":[2]}'])
    if PYODIDE:
        same("in", ["a" in data, "z" in data, raised(KeyError, lambda: data["z"])], [True, False, True])
        same("to_py", data.to_py()["b"], {"c": [2]})
        same("numbers", (await worker.give("memoryview")).to_py().tolist(), [1.5])
    same("set", (await worker.give("set")).has(5))
    for name in ("function", "instance"):
        text = await failure(worker.give(name))
        same(f"result {name}", "could not be cloned" in text or text)

    # Errors.
    text = await failure(worker.broken())
    same("raises", ["JsException" in text, "Traceback" in text, "ValueError: of the worker" in text, "worker.py" in text], [True] * 4)
    text = await failure(worker.broken_later())
    same("raises later", ["Traceback" in text, "KeyError" in text], [True] * 2)
    text = await failure(worker.described())
    same("none", await worker.described(), "")
    text = await failure(worker.named())
    same("arity", "TypeError" in text or text)
    for name in ("nowhere", "value"):
        text = await failure(getattr(worker, name)())
        same(name, "JsException: TypeError: " in text or "TypeError" in text or text)

    # Side by side, in the order of the calls.
    slow = asyncio.create_task(call(worker.slow("slow", 0.1)))
    quick = asyncio.create_task(call(worker.slow("quick", 0.01)))
    same("side by side", [await slow, await quick], ["slow", "quick"])
    same("in order", list(await worker.history()), ["slow begins", "quick begins", "quick ends", "slow ends"])

    # What this side offers.
    worker.answers = ffi.create_proxy(answers)
    worker.nothing = ffi.create_proxy(lambda: None)
    worker.row = ffi.create_proxy(lambda: array("f", [1]))
    worker.raises = ffi.create_proxy(raises)
    same("offered", list(await worker.asks()), [3, "hi!", 2, True, "Float32Array"])
    text = await worker.ask_wrong()
    same("offered raises", "on the page" in text or text)


async def started():
    """Workers that have no tag."""
    own, other = ("pyodide", "micropython") if PYODIDE else ("micropython", "pyodide")
    short = {"pyodide": "py", "micropython": "mpy"}
    worker = PyWorker("made.py", config={"name": "P", "list": [2]})
    check("there at once", [worker.constructor.name, hasattr(worker, "ready")], ["Worker", True])
    check("ready", (await worker.ready).constructor.name, "Worker")
    check("its own type, and a dict", list(await worker.sync.told()), [short[own], "P", 2])
    for name, options, expected in (
        ("of the other type", {"type": other}, [short[other], "", 0]),
        ("a configuration by URL", {"type": "micropython", "config": "./settings.json"}, ["mpy", "by URL", 3]),
        ("a configuration as text", {"type": "micropython", "config": '{"name": "text"}'}, ["mpy", "text", 0]),
    ):
        other_worker = PyWorker("made.py", **options)
        await other_worker.ready
        check(name, list(await other_worker.sync.told()), expected)
        other_worker.terminate()
    for options in {"async": True}, {"async_": True}:
        waiting = PyWorker("awaits.py", type="micropython", **options)
        await waiting.ready
        check("await", await waiting.sync.waited(), "waited")
        waiting.terminate()
    worker.sync.twice = ffi.create_proxy(lambda value: value * 2)
    check("offered to it", await worker.sync.ask_twice(4), 8)
    worker.terminate()
    text = await failure(worker.sync.told())
    check("terminated", "the worker has ended" in text or text)
    check("no such type", raised(JsException, lambda: PyWorker("made.py", type="nope")))
    text = await failure(PyWorker("nowhere.py", type="micropython").ready)
    check("no such file", "(PY0404): Fetching from URL nowhere.py" in text or text)


async def call(coming):
    return await coming


def answers(data):
    return {"total": data.list[0] + data.list[1], "text": data.text + "!", "bytes": b"ab"}


def raises():
    raise LookupError("on the page")


async def main():
    same, other = await workers["same"], await workers.other
    for where, worker in (("same", same), ("other", other)):
        await rows(where, worker, (where == "same") == PYODIDE)
    await started()
    coming = workers.same
    check("awaited again", [await (await coming).nothing(), await (await coming).nothing()], [None, None])

    # The registry is no list and no dict.
    check("len", raised(TypeError, lambda: len(workers)))
    check("for", raised(TypeError, lambda: list(workers)))
    check("in", raised(TypeError, lambda: "same" in workers))

    def assign():
        workers["x"] = 1

    check("set item", raised(TypeError, assign))
    for name in "get has set includes next then constructor".split():
        check(f"reserved {name}", ffi.is_none(workers[name]))
    workers.shadowed = 1
    check("set attribute", workers.shadowed, 1)

    # Workers that Python makes.
    made = await create_named_worker("made.py", "made", {"name": "Ada", "list": [1, {"a": None}]})
    check("made", list(await made.told()), ["py", "Ada", 1])
    made = await create_named_worker("made.py", name="of mpy", config='{"name": "Bob"}', type="mpy")
    check("made of mpy", list(await made.told()), ["mpy", "Bob", 0])
    check("by its name", list(await (await workers["of mpy"]).told()), ["mpy", "Bob", 0])
    script = document.querySelector("[name='of mpy']")
    check("tag", [script.type, script.getAttribute("src"), script.parentNode.nodeName], ["mpy", "made.py", "BODY"])
    made = await create_named_worker("made.py", "inherits", {}, "mpy")
    check("empty config", [document.querySelector("[name=inherits]").hasAttribute("config"), (await made.told())[0]], [False, "mpy"])
    check("unknown type", await failure(create_named_worker("made.py", "bad", type="nope")), "ValueError: type is \"py\" or \"mpy\", not 'nope'")
    text = await failure(create_named_worker("missing.py", "missing", type="mpy"))
    check("missing", "(PY0404): Fetching from URL missing.py" in text or text)
    text = await failure(create_named_worker("made.py", "crashed", {"version": "./none.mjs"}, "mpy"))
    check("crashed", "(PY3000): MicroPython could not be started from" in text or text)
    text = await failure(create_named_worker("exports.py", "exports", type="mpy"))
    check("exports", ["NameError" in text, "no_such" in text, "in __export__ is not defined" in text], [True] * 3)


try:
    await main()
except Exception as error:
    wrong.append(repr(error))
document.querySelector("#out").textContent = "\n".join(wrong) or "all as expected"
document.documentElement.className = "finished"
