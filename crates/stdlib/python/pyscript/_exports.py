"""What a worker offers to its page: the names in `__export__`, and what is assigned to `sync`."""

import sys

import __main__
import polyscript

from pyscript.ffi import create_proxy, to_js
from pyscript.util import is_awaitable

_offered = {}


def offer():
    # Puts what `__export__` names on `sync`. Raises `NameError` for a name that does not exist.
    space = __main__.__dict__
    sync = polyscript.xworker.sync
    for name in space.get("__export__", ()):
        if name not in space:
            raise NameError(f"name {name!r} in __export__ is not defined")
        _offered[name] = _callable(space[name])
        setattr(sync, name, create_proxy(_offered[name]))
    setattr(sync, "pyxide.named", create_proxy(_call))


def _call(name, keys, values, *args):
    """Call a function with keyword arguments."""
    if name not in _offered:
        raise TypeError(f"{name!r} is not in __export__")
    return _offered[name](*args, **dict(zip(keys, values)))


def _callable(function):
    if not is_awaitable(function):
        if sys.implementation.name == "micropython":
            # Its own conversion cuts large integers off.
            return lambda *args, **named: to_js(function(*args, **named))
        return function

    # In a task of its own, so that several calls may wait side by side.
    async def call(*args, **named):
        return await function(*args, **named)

    return call
