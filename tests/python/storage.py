import js
import polyscript
from pyscript import Storage, storage

# Names
for name in "", None:
    try:
        await storage(name)
        check(f"name {name!r}", "no exception", "ValueError")
    except ValueError as error:
        check(f"name {name!r}", str(error), "Storage name must be a non-empty string")
try:
    await storage()
    check("no name", "no exception", "ValueError")
except ValueError as error:
    check("no name", "non-empty" in str(error))
numbered = await storage(5)
numbered["n"] = 1
await numbered.sync()
check("a number as name", (await storage(name="5"))["n"], 1)

# As a dict
store = await storage("first")
store.clear()
check("empty", [len(store), "a" in store, store.get("a"), store.get("a", 7)], [0, False, None, 7])
store["a"] = 1
store["a"] = "one"
store["b"] = 2
check("set", [store["a"], len(store), "b" in store, sorted(store.keys())], ["one", 2, True, ["a", "b"]])
check("items", sorted(store.items()), [("a", "one"), ("b", 2)])
check("values", list(store.values()), ["one", 2])
check("iteration", sorted(key for key in store), ["a", "b"])
check("kinds", [isinstance(store, Storage), isinstance(store, dict)], [True, True])
del store["a"]
check("deleted", [len(store), "a" in store], [1, False])
raises("delete again", KeyError, "", lambda: store.__delitem__("a"))
raises("read it", KeyError, "", lambda: store["a"])
store.mine = 5
check("attribute", [store.mine, "mine" in store], [5, False])
check("copy", type(store.copy()) is dict)

# Values
values = {
    "yes": True, "no": False, "zero": 0, "none": None, "int": 42, "big": 2**40, "float": 1.5,
    "text": "é\n", "empty": "", "list": [1, [2, {"k": None}]], "no list": [], "no dict": {},
    "dict": {"a": {"b": "c"}}, "tuple": (1, "x"), "bytes": bytearray(b"\x00\xff"),
    "view": memoryview(bytearray(b"view")), "": "the empty key", "a b/c.d": 1,
}
for key in values:
    store[key] = values[key]
loop = [1]
loop.append(loop)
store["loop"] = loop
store[1] = "number"
store["1"] = "text"
check("the same object", store["list"] is values["list"] and type(store["tuple"]) is tuple)
for value, name in ((b"x", "bytes"), ({1}, "set"), (js.document, "JsProxy")):
    raises(name, TypeError, "Cannot serialize type ", store.__setitem__, "bad", value)
check("nothing changed", "bad" in store, False)
await store.sync()
again = await storage("first")
for key in values:
    expected = list(values[key]) if type(values[key]) is tuple else values[key]
    got = again[key]
    check(f"again {key}", bytes(got) if key == "view" else got, b"view" if key == "view" else expected)
    check(f"kind of {key}", type(got) is type(expected))
check("again loop", again["loop"][1] is again["loop"])
check("numbers are numbers", [again[1], again["1"]], ["number", "text"])
check("as many", len(again), len(store))

# As it is written
raw = await polyscript.storage("@pyscript/first")
for key, text in (
    ("int", '[["1", 42], "generic"]'),
    ("none", '[["1", 0], "null"]'),
    ("bytes", '[["1", "2"], "bytearray", [0, 255]]'),
    ("view", '[["1", "2"], "memoryview", [118, 105, 101, 119]]'),
):
    check(f"text of {key}", raw.get(key), text)

# Snapshots, other stores, other classes
store["later"] = 1
await store.sync()
check("a snapshot", "later" in again, False)
second = await storage("second")
second.clear()
second["a"] = "other"
await second.sync()
check("independent", ["yes" in second, (await storage("first")).get("a")], [False, None])
log = []


class Logged(Storage):
    def __setitem__(self, key, value):
        log.append(("set", key))
        super().__setitem__(key, value)

    def __delitem__(self, key):
        log.append(("delete", key))
        super().__delitem__(key)


logged = await storage("second", storage_class=Logged)
check("class", [isinstance(logged, Logged), logged["a"]], [True, "other"])
logged["b"] = 1
del logged["a"]
check("hooks", log, [("set", "b"), ("delete", "a")])
await logged.sync()
check("written", sorted((await storage("second", Logged)).items()), [("b", 1)])
second.clear()
await second.sync()
check("cleared", len(await storage("second")), 0)

# Keys that are none
second[(1, 2)] = 3
try:
    await second.sync()
    check("bad key", "no exception", "JsException")
except Exception as error:
    check("bad key", type(error).__name__, "JsException")

report()
