import js
import polyscript
from polyscript import JSON, IDBMap, IDBMapSync, storage
from pyscript import ffi

# A map in the database
map = IDBMap.new("kernel")
check("nothing yet", [await map.size, await map.has("a")], [0, False])
await map.set("a", 1)
await map.set("b", "two")
await map.set("c", ffi.to_js([1, 2]))
check("size", await map.size, 3)
check("get", [await map.get("a"), await map.get("b"), (await map.get("c"))[1]], [1, "two", 2])
check("has", [await map.has("a"), await map.has("z")], [True, False])
check("keys", [key for key in await map.keys()], ["a", "b", "c"])
check("values", (await map.values())[1], "two")
check("entries", [entry[0] for entry in await map.entries()], ["a", "b", "c"])
check("delete", [await map.delete("a"), await map.delete("a"), await map.size], [True, False, 2])
await map.close()

# The same in memory, written in the background
copy = IDBMapSync.new("kernel")
copy.set("early", True)
await copy.sync()
check("loaded", [copy.size, copy.get("b"), copy.get("early")], [3, "two", True])
copy.set("d", 4).set("e", 5)
copy.delete("b")
await copy.sync()
await copy.close()
again = await storage("kernel")
check("written", [again.get("d"), again.get("e"), again.has("b"), again.size], [4, 5, False, 4])

# One write that fails does not take the others with it, and is told once
again.set("before", 1)
again.set(ffi.to_js({"no": "key"}), 2)
again.set("after", 3)
try:
    await again.sync()
    check("bad key", "no exception", "DataError")
except Exception as error:
    check("bad key", "DataError" in repr(error) or "DataError" in str(error) or repr(error))
await again.sync()
await again.close()
last = await storage("kernel")
check("the others", [last.get("before"), last.get("after")], [1, 3])
last.clear()
await last.sync()
await last.close()
empty = await storage("kernel")
check("cleared", empty.size, 0)
await empty.close()

# Bytes for everything that can be cloned
value = js.eval(
    """(() => {
      const date = new Date(5), list = [1, -0, NaN, Infinity, null, undefined, "x", 10n ** 20n, true];
      const value = { date, list, map: new Map([["k", new Set([1, date])]]), bytes: new Uint8Array([7, 8]),
        buffer: new Uint8Array([9]).buffer, pattern: /a.b/gi, error: new TypeError("oh"), words: new Uint16Array([300]) };
      value.self = value;
      list.push(list);
      return value;
    })()"""
)
data = JSON.stringify(value)
check("an array of numbers", js.Array.isArray(data) and data[0] < 256)
js.result = JSON.parse(js.Uint8Array.new(data).buffer)
for expression in (
    "result.self === result",
    "result.list.at(-1) === result.list",
    "result.list.length === 10",
    "result.list[1] === 0",
    "Number.isNaN(result.list[2]) && result.list[3] === Infinity",
    "result.list[4] === null && result.list[5] === undefined && 5 in result.list",
    "result.list[6] === 'x' && result.list[7] === 10n ** 20n && result.list[8] === true",
    "result.date instanceof Date && result.date.getTime() === 5",
    "result.map.get('k').has(result.date)",
    "result.bytes instanceof Uint8Array && result.bytes[1] === 8",
    "result.buffer instanceof ArrayBuffer && new Uint8Array(result.buffer)[0] === 9",
    "String(result.pattern) === '/a.b/gi'",
    "result.error instanceof Error && result.error.name === 'TypeError' && result.error.message === 'oh'",
    "result.words instanceof Uint16Array && result.words[0] === 300",
):
    check(expression, js.eval(expression))

check("lazy_py_modules", callable(polyscript.lazy_py_modules))

report()
