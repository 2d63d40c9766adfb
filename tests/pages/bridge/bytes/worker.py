import sys
from array import array

from pyscript import document, ffi, sync, window
from pyscript.util import as_bytearray

PYODIDE = sys.implementation.name == "cpython"
# All that MicroPython has is one megabyte.
LARGE = (3 << 20) if PYODIDE else 300_000
wrong = []


def check(name, given, expected):
    if given != expected:
        wrong.append(f"{name}: {given} instead of {expected}")


def text(array):
    """A typed array that came from the page."""
    return f"{array.constructor.name} {','.join(str(array[i]) for i in range(array.length))}"


KINDS = (
    ("b", "Int8Array"),
    ("B", "Uint8Array"),
    ("h", "Int16Array"),
    ("H", "Uint16Array"),
    ("i", "Int32Array"),
    ("I", "Uint32Array"),
    ("l", "Int32Array"),
    ("L", "Uint32Array"),
    ("q", "BigInt64Array"),
    ("Q", "BigUint64Array"),
    ("f", "Float32Array"),
    ("d", "Float64Array"),
)
rows = [
    ("bytes", b"abc", "Uint8Array 97,98,99"),
    ("no bytes", b"", "Uint8Array "),
    ("bytearray", bytearray(b"\x00\xff"), "Uint8Array 0,255"),
    ("memoryview", memoryview(b"abcd")[1:3], "Uint8Array 98,99"),
    ("memoryview of an array", memoryview(array("f", [0, 1, 2, 3]))[1:3], "Float32Array 1,2"),
    ("memoryview of doubles", memoryview(array("d", [0, 1, 2]))[2:], "Float64Array 2"),
    ("no numbers", array("d"), "Float64Array "),
    ("many bytes", bytes(70000), "Uint8Array 70000"),
    ("many numbers", array("d", [1.5] * 20000), "Float64Array 20000"),
    ("large", bytearray(LARGE), f"Uint8Array {LARGE}"),
    ("part of many", memoryview(array("h", [3] * 9000))[2:8999], "Int16Array 8997"),
    ("list", [b"a", array("h", [-1]), 1], "[Uint8Array 97; Int16Array -1; number 1]"),
    ("tuple", (b"a", "b"), "[Uint8Array 97; string b]"),
    ("dict", {"a": b"a", "b": [array("f", [0.5])]}, "{a: Uint8Array 97,b: [Float32Array 0.5]}"),
    ("two that are lent", [bytes(9000), array("i", [5] * 9000)], "[Uint8Array 9000; Int32Array 9000]"),
    ("set", {1, "a"}, "Set number 1,string a"),
    ("large number inside", [2**40, -(2**31) - 1, 2**70], f"[number {2**40}; number {-(2**31) - 1}; bigint {2**70}]"),
    ("to_js", ffi.to_js(array("h", [1, -2])), "Int16Array 1,-2"),
]
for code, name in KINDS:
    rows.append((f"array {code}", array(code, [1, 2, 100]), f"{name} 1,2,100"))
if PYODIDE:
    import ctypes

    numbers = array("d", [1, 2, 3, 4, 5, 6])
    rows += [
        ("every second", memoryview(numbers)[::2], "Float64Array 1,3,5"),
        ("backwards", memoryview(array("h", range(6000)))[::-1][:2], "Int16Array 5999,5998"),
        ("rows", memoryview(numbers).cast("B").cast("d", [2, 3]), "[Float64Array 1,2,3; Float64Array 4,5,6]"),
        ("ctypes", (ctypes.c_uint16 * 2).from_buffer(bytearray(b"\1\0\2\0")), "Uint16Array 1,2"),
        ("flags", memoryview(b"\x01\x00").cast("?"), "[boolean true; boolean false]"),
    ]

kind = window.kind
asked = window.asked
# To ask is to ask.
ASKING = -(asked() - asked())
for name, value, expected in rows:
    for where, function in (("window", kind), ("sync", sync.kind)):
        before = asked()
        try:
            given = function(value)
        except Exception as error:
            given = repr(error)
        requests = asked() - before - ASKING
        check(f"{name} ({where})", given, expected)
        check(f"requests for {name} ({where})", requests, 1)
check("many, added up", window.sum(array("H", [2] * 30000)), 60000)
check("many, added up by sync", sync.sum(array("H", [2] * 30000)), 60000)

# What is set, made and kept.
window.kept = array("f", [1, 2])
check("set", kind(window.kept), "Float32Array 1,2")
check("of an object", window.kind(window.Object.assign(window.Object.new(), {"x": b"x"})), "{x: Uint8Array 120}")
check("made", window.Blob.new([b"ab", array("h", [1])]).size, 4)
check("changed", [window.Uint8Array.new(bytearray(b"xy"))[1], window.Float64Array.new(array("d", [2.5]))[0]], [121, 2.5])
target = bytearray(b"before")
window.kept = target
target[0] = 0
check("a copy", kind(window.kept), "Uint8Array 98,101,102,111,114,101")

# Results.
for where, give in (("window", window.give), ("sync", sync.give)):
    check(f"floats ({where})", text(give("f")), "Float32Array 0.5,1.5")
    check(f"part ({where})", text(give("part")), "Int16Array 2,3")
    before = asked()
    long = give("long")
    requests = asked() - before - ASKING
    check(f"long ({where})", [long.length, long[0], long[(3 << 20) - 1]], [3 << 20, 7, 7])
    # One more, where the memory for it must be made.
    check(f"requests for long ({where})", requests <= 2, True)
    check(f"buffer ({where})", as_bytearray(give("buffer")), bytearray([1, 2, 3]))
    check(f"as bytes ({where})", as_bytearray(long.slice(-300))[-2:], bytearray([7, 7]))
    check(f"blob ({where})", give("blob").size, 3)
    nested = give("nested")
    check(f"nested ({where})", text(nested.a[0]), "Uint8Array 1,2")
    if PYODIDE:
        check(f"bigint ({where})", give("q")[0], -(2**40))
        view = give("f").to_py()
        check(f"memoryview ({where})", [view.format, view.tolist()], ["f", [0.5, 1.5]])


def numbers():
    return array("f", [0.5, 1.5])


def some_bytes():
    return bytearray([1, 2, 3])


def echo(value):
    return value


# Functions that the page calls: what they give, and what they are given.
async def ask():
    check("called back", await window.call(ffi.create_proxy(lambda value: array("h", [value])), 4), "Int16Array 4")


__export__ = ["numbers", "some_bytes", "echo"]
await ask()
document.querySelector("#out").textContent = "; ".join(wrong) or "all as expected"
