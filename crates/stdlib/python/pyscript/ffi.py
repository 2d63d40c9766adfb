"""Passing values between Python and JavaScript."""

import sys

import js

if sys.implementation.name == "micropython":
    import jsffi
    from jsffi import create_proxy

    #: What JavaScript's `null` is in Python.
    jsnull = None
    _nothing = (None, js.undefined)

    def to_js(value, **kw):
        return jsffi.to_js(value)

else:
    from pyodide.ffi import create_proxy, jsnull
    from pyodide.ffi import to_js as _to_js

    _nothing = (None, jsnull)

    def to_js(value, **kw):
        if "dict_converter" not in kw:
            kw["dict_converter"] = js.Object.fromEntries
        return _to_js(value, **kw)


def is_none(value):
    """Tell whether `value` is `None` or what `null` or `undefined` became."""
    return any(value is nothing for nothing in _nothing)


def assign(target, *sources):
    """Copy the entries of each source (`dict` or JavaScript object) into `target`."""
    for source in sources:
        js.Object.assign(target, to_js(source))
    return target


def direct(value):
    """Mark a value to cross from a worker to the page by copy; here it changes nothing."""
    return value
