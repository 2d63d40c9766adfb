"""Values that stay when the page is closed, kept in the browser's database."""

import js
import polyscript

from pyscript import flatted
from pyscript._types import Storage
from pyscript.ffi import is_none, to_js

_PLAIN = (bool, int, float, str, list, dict, tuple)


async def storage(name="", storage_class=Storage):
    """Open the store with that name, or make it; all pages of the origin share it.

    What others change later is not seen. `storage_class` is `Storage` or a class
    derived from it. Raises `ValueError` without a name.
    """
    if not name:
        raise ValueError("Storage name must be a non-empty string")
    return storage_class(await polyscript.storage(f"@pyscript/{name}"))


def _entries(store):
    """The keys and values of an opened store."""
    for entry in store.entries():
        try:
            yield entry[0], _decode(entry[1])
        except (ValueError, TypeError) as error:
            js.console.warn(f"storage: the entry {entry[0]!r} cannot be read: {error}")


def _key(key):
    # What is no key for the database either is refused by it, when it comes to writing.
    known = isinstance(key, (str, int, float)) and not isinstance(key, bool)
    return to_js(key) if known else None


def _encode(value):
    if is_none(value):
        pair = ["null", 0]
    elif isinstance(value, _PLAIN):
        pair = ["generic", value]
    elif isinstance(value, bytearray):
        pair = ["bytearray", list(value)]
    elif isinstance(value, memoryview):
        pair = ["memoryview", list(bytes(value))]
    else:
        raise TypeError(f"Cannot serialize type {type(value).__name__} for storage.")
    return flatted.stringify(pair)


def _decode(text):
    pair = flatted.parse(text)
    if not isinstance(pair, list) or len(pair) != 2:
        raise ValueError("it is not a pair of kind and value")
    kind, data = pair
    if kind == "generic":
        return data
    if kind == "null":
        return None
    if kind == "bytearray":
        return bytearray(data)
    if kind == "memoryview":
        return memoryview(bytearray(data))
    return text
