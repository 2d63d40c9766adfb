import js
import polyscript
from pyscript import storage

# Every method of a dict is written
store = await storage("better")
store.clear()
store.update({"a": 1, "b": 2}, c=3)
store.update([("d", 4)])
check("pop", [store.pop("a"), store.pop("z", 9)], [1, 9])
raises("pop nothing", KeyError, "", store.pop, "z")
check("setdefault", [store.setdefault("b", 5), store.setdefault("e", 5)], [2, 5])
removed = store.popitem()
await store.sync()
again = await storage("better")
check("written", sorted(list(again.items()) + [removed]), [("b", 2), ("c", 3), ("d", 4), ("e", 5)])
if MICROPYTHON:
    # The operator makes a new, plain dict here
    check("in place", type(store | {"f": 6}) is dict)
else:
    store |= {"f": 6}
    await store.sync()
    check("in place", [type(store).__name__, (await storage("better"))["f"]], ["Storage", 6])
store.clear()
raises("popitem of nothing", KeyError, "empty", store.popitem)

# Equal is not the same
store["mixed"] = [[1], [True], [1.0]]
await store.sync()
check("mixed", [type(item[0]) for item in (await storage("better"))["mixed"]], [int, bool, float])
raises("nested bytes", TypeError, "not JSON serializable", store.__setitem__, "x", [b"x"])
if MICROPYTHON:
    raises("nan", ValueError, "cannot be written", store.__setitem__, "x", float("nan"))
else:
    store["nan"] = float("nan")
    await store.sync()
    kept = (await storage("better"))["nan"]
    check("nan", type(kept) is float)
    check("nan again", kept != kept)

# One bad key does not take the others with it
store[(1, 2)] = "bad"
store[True] = "bad"
store["good"] = "kept"
try:
    await store.sync()
    check("bad key", "no exception", "DataError")
except Exception as error:
    check("bad key", "DataError" in repr(error) + str(error) or repr(error))
await store.sync()
check("the good one", (await storage("better"))["good"], "kept")

# What cannot be read is left out, and said
raw = await polyscript.storage("@pyscript/better")
raw.set("broken", "nonsense")
raw.set("single", "[1]")
raw.set("future", '[["1",0],"decimal"]')
await raw.sync()
opened = await storage("better")
check("broken", ["broken" in opened, "single" in opened, opened["good"]], [False, False, "kept"])
check("of a kind to come", opened["future"], '[["1",0],"decimal"]')

# No room: what the database says is raised
js.eval("""
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError") };
  globalThis.makeRoom = () => { IDBObjectStore.prototype.put = put };
""")
opened["more"] = 1
try:
    await opened.sync()
    check("no room", "no exception", "QuotaExceededError")
except Exception as error:
    check("no room", "QuotaExceededError" in repr(error) + str(error) or repr(error))
js.makeRoom()
opened["more"] = 2
await opened.sync()
check("room again", (await storage("better"))["more"], 2)

report()
