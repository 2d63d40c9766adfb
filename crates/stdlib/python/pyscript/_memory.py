"""Copies bytes between JavaScript and MicroPython in one call each way.

Element by element such a copy takes about 1 µs a byte, so what moves here is
the interpreter's own memory, seen as one `Uint8Array`.
"""

import uctypes

import _pyscript

_module = _pyscript.interpreter._module


def read(array):
    """A new `bytearray` with the contents of a `Uint8Array`."""
    copy = bytearray(array.length)
    # The view is asked for each time: it is replaced when the memory grows.
    _module.HEAPU8.set(array, uctypes.addressof(copy))
    return copy


def write(buffer):
    """A new `Uint8Array` with the contents of a bytes-like object."""
    start = uctypes.addressof(buffer)
    size = len(buffer) * getattr(buffer, "itemsize", 1)
    return _module.HEAPU8.slice(start, start + size)
