"""Copies bytes between JavaScript and MicroPython in one call each way.

Element by element such a copy takes about 1 µs a byte, so what moves here is
the interpreter's own memory, seen as one `Uint8Array`.
"""

import uctypes

import _pyscript
import js

_module = _pyscript.interpreter._module


def read(array):
    """A new `bytearray` with the contents of a `Uint8Array`."""
    copy = bytearray(array.length)
    # The view is asked for each time: it is replaced when the memory grows.
    _module.HEAPU8.set(array, uctypes.addressof(copy))
    return copy


# Letters of `array.array`; all others are bytes.
_KINDS = {
    "b": ("Int8Array", 1),
    "h": ("Int16Array", 2),
    "H": ("Uint16Array", 2),
    "i": ("Int32Array", 4),
    "I": ("Uint32Array", 4),
    "l": ("Int32Array", 4),
    "L": ("Uint32Array", 4),
    "q": ("BigInt64Array", 8),
    "Q": ("BigUint64Array", 8),
    "f": ("Float32Array", 4),
    "d": ("Float64Array", 8),
}


def write(buffer):
    """A new typed array with the contents of a bytes-like object or an `array`."""
    name = None
    size = 1
    if not isinstance(buffer, (bytes, bytearray)):
        # `mp_obj_array_t` begins with its type and the letter, which no function tells.
        letter = uctypes.bytes_at(id(buffer) + 4, 1)[0] & 127
        name, size = _KINDS.get(chr(letter), (None, 1))
    start = uctypes.addressof(buffer)
    copy = _module.HEAPU8.slice(start, start + len(buffer) * size)
    return getattr(js, name).new(copy.buffer) if name else copy
