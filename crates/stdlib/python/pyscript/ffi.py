"""Passing values between Python and JavaScript."""

import sys

import js
import polyscript

from pyscript.context import RUNNING_IN_WORKER

if sys.implementation.name == "micropython":
    from jsffi import create_proxy

    from pyscript._to_js import to_js

    #: What JavaScript's `null` is in Python.
    jsnull = None
    _nothing = (None, js.undefined)
else:
    from pyodide.ffi import create_proxy, jsnull
    from pyodide.ffi import to_js as _to_js

    _nothing = (None, jsnull)

    def to_js(value, **kw):
        """Convert a value to JavaScript: containers are copied, a `dict` becomes an object.

        The keywords are those of `pyodide.ffi.to_js`.
        """
        kw.setdefault("dict_converter", js.Object.fromEntries)
        return _to_js(value, **kw)


def is_none(value):
    """Tell whether `value` is `None`, or what JavaScript's `null` or `undefined` became."""
    return any(value is nothing for nothing in _nothing)


def assign(target, *sources):
    """Copy the entries of each source, a `dict` or a JavaScript object, into `target`.

    Gives `target`, itself a JavaScript object or a `dict`. Later sources win. What is
    on the page is changed in one go when a worker does it.
    """
    if _is_remote(target):
        polyscript.ffi.assign(target, *[to_js(source) for source in sources])
        return target
    for source in sources:
        if not isinstance(target, dict):
            js.Object.assign(target, to_js(source))
        elif isinstance(source, dict):
            target.update(source)
        else:
            for entry in js.Object.entries(source):
                target[entry[0]] = entry[1]
    return target


def gather(target, *paths):
    """A JavaScript array of what `query` gives for each path, in one go from a worker."""
    if _is_remote(target):
        return polyscript.ffi.gather(target, *paths)
    return to_js([query(target, path) for path in paths], depth=1)


def query(target, path):
    """The value at the end of a path like `"location.href"` or `"rows[0].name"`.

    It takes one go from a worker. Where there is none it is JavaScript's `undefined`.
    """
    if _is_remote(target):
        return polyscript.ffi.query(target, path)
    if target is js:
        target = js.globalThis
    for key in path.replace("]", "").replace("[", ".").split("."):
        target = js.Reflect.get(js.Object(target), key)
    return target


def direct(value):
    """Mark a value to cross from a worker to the page by copy; on the page it does nothing."""
    return value


def shared(length):
    """A `Uint8Array` whose bytes a page and its workers have in common, all 0 at first.

    It stays so where it is sent by `postMessage`. Raises `RuntimeError` when the page is not cross-origin isolated.
    """
    if not hasattr(js, "SharedArrayBuffer"):
        raise RuntimeError("memory can be shared on pages that are cross-origin isolated only")
    return js.Uint8Array.new(js.SharedArrayBuffer.new(length))


def _is_remote(value):
    """Whether a value is the page's and this code in a worker."""
    return RUNNING_IN_WORKER and polyscript.xworker.isWindowProxy(value)
