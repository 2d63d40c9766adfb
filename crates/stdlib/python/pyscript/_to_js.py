"""What MicroPython's own `to_js` leaves out: bytes, sets, big integers, cycles, `depth`."""

from array import array

import js
import jsffi

from pyscript._memory import write

_SMALL = 0x7FFFFFFF
_EXACT = 0x1FFFFFFFFFFFFF
_DEEP = 50


def to_js(value, depth=-1, **kw):
    """Convert a value to JavaScript: containers are copied, a `dict` becomes an object.

    `depth` limits how many levels of containers are copied. Other keywords are those
    of Pyodide and change nothing here.
    """
    if depth < 0 and _is_plain(value, 0):
        return jsffi.to_js(value)
    return _convert(value, depth, {})


def _is_plain(value, level):
    """Whether the interpreter converts the value right, and five times faster."""
    kind = type(value)
    if kind is int:
        return -_SMALL <= value <= _SMALL
    if kind is list or kind is tuple or kind is dict:
        if level == _DEEP:
            return False
        for item in value.values() if kind is dict else value:
            if not _is_plain(item, level + 1):
                return False
        return True
    return not isinstance(value, (dict, list, tuple, set, frozenset, bytes, bytearray, memoryview, array))


def _convert(value, depth, made):
    if isinstance(value, int) and not isinstance(value, bool):
        if -_SMALL <= value <= _SMALL:
            return value
        return float(value) if -_EXACT <= value <= _EXACT else js.BigInt(str(value))
    if isinstance(value, (bytes, bytearray, memoryview, array)):
        return write(value)
    if depth == 0 or not isinstance(value, (dict, list, tuple, set, frozenset)):
        return value
    if id(value) in made:
        return made[id(value)]
    if isinstance(value, dict):
        copy = made[id(value)] = js.Object.new()
        for key in value:
            copy[key] = _convert(value[key], depth - 1, made)
    elif isinstance(value, (set, frozenset)):
        copy = js.Set.new()
        for item in value:
            copy.add(_convert(item, depth - 1, made))
    else:
        copy = made[id(value)] = js.Array.new()
        for item in value:
            copy.push(_convert(item, depth - 1, made))
    return copy
