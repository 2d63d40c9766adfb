"""Passing values between Python and JavaScript."""

import sys

import js

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

    Gives `target`, itself a JavaScript object or a `dict`. Later sources win.
    """
    for source in sources:
        if not isinstance(target, dict):
            js.Object.assign(target, to_js(source))
        elif isinstance(source, dict):
            target.update(source)
        else:
            for entry in js.Object.entries(source):
                target[entry[0]] = entry[1]
    return target


def direct(value):
    """Mark a value to cross from a worker to the page by copy; on the page it does nothing."""
    return value
