"""Values that stay when the page is closed, kept in the browser's database."""

import sys

import js
import polyscript

from pyscript import flatted
from pyscript.ffi import is_none, to_js

_PLAIN = (bool, int, float, str, list, dict, tuple)


class Storage(dict):
    """A `dict` whose changes are also written to the database, in the background.

    Values are `bool`, `int`, `float`, `str`, `None`, `list`, `tuple`, `dict`,
    `bytearray` and `memoryview`; keys are `str`, `int` and `float`. A list that was
    changed in place is written when it is assigned again.
    """

    def __init__(self, store):
        self._store = store
        super().__init__()
        for key, value in _entries(store):
            super().__setitem__(key, value)

    def __setitem__(self, key, value):
        """Raises `TypeError` for a value that cannot be stored; then nothing changes."""
        text = _encode(value)
        super().__setitem__(key, value)
        self._store.set(_key(key), text)

    def __delitem__(self, key):
        super().__delitem__(key)
        self._store.delete(_key(key))

    def __ior__(self, other):
        self.update(other)
        return self

    def clear(self):
        """Remove everything."""
        super().clear()
        self._store.clear()

    def update(self, *others, **values):
        """Set the entries of a `dict` or of pairs, and those given by name."""
        for other in others:
            if hasattr(other, "keys"):
                other = [(key, other[key]) for key in other.keys()]
            for key, value in other:
                self[key] = value
        for key in values:
            self[key] = values[key]

    def pop(self, key, *default):
        """Remove an entry and give its value, `default` where there is none."""
        if default and key not in self:
            return default[0]
        value = self[key]
        del self[key]
        return value

    def popitem(self):
        """Remove an entry and give its key and value."""
        if not self:
            raise KeyError("popitem(): the storage is empty")
        key = list(self.keys())[-1]
        return key, self.pop(key)

    def setdefault(self, key, default=None):
        """The value of an entry, which is added when there is none."""
        if key not in self:
            self[key] = default
        return self[key]

    async def sync(self):
        """Wait until all changes are written.

        Raises `JsException` when one could not be: `QuotaExceededError` when the
        browser has no room left, `DataError` for a key that it does not know.
        """
        await self._store.sync()


if sys.implementation.name == "micropython":
    from pyscript import _late

    Storage = _late.become(_late.Storage, Storage)


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
