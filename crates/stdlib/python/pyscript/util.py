"""Small helpers: byte copies, stand-ins for what is missing, async checks."""

import inspect
import sys

from pyscript._types import NotSupported

_MICROPYTHON = sys.implementation.name == "micropython"


def as_bytearray(buffer):
    """Copy a JavaScript `ArrayBuffer` into a new `bytearray`.

    Also takes a typed array or an array of numbers, each of which is reduced to
    one byte.
    """
    import js

    bytes_view = js.Uint8Array.new(buffer)
    if _MICROPYTHON:
        from pyscript._memory import read

        return read(bytes_view)
    copy = bytearray(bytes_view.length)
    bytes_view.assign_to(copy)
    return copy


def is_awaitable(obj):
    """Tell whether calling `obj` is the call of an `async def` function.

    Looks into bound methods, partials and instances with `__call__`.
    """
    if inspect.iscoroutinefunction(obj):
        return True
    if _MICROPYTHON and repr(obj).startswith(("<closure", "<bound_method")):
        # What is inside is only to be seen in the text.
        text = repr(obj)
        return text.startswith("<closure <generator>") or (
            "<generator>" in text and ("<bound_method" in text or obj.__name__ == "_partial")
        )
    return inspect.iscoroutinefunction(getattr(type(obj), "__call__", None))
