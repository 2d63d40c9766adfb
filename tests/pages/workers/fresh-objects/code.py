"""What is made for JavaScript arrives there, whenever Python's memory is cleared up."""

import js
from pyscript import ffi

once = ffi.to_js([1, "two", {"a": [3]}])


def made():
    return ffi.to_js([1, "two", {"a": [3]}])


def kept():
    return once


def an_object():
    return js.JSON.parse('[1, "two", {"a": [3]}]')


def same(count):
    """An object that comes again and again stays the same, whatever was let go of it."""
    wrong = 0
    js.globalThis.again = ffi.to_js([5])
    for index in range(count):
        again = js.globalThis.again
        if again is None or again[0] != 5 or js.globalThis.again.length != 1:
            wrong += 1
    return wrong


__export__ = ["made", "kept", "an_object"]
