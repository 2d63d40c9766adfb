"""What a worker offers to its page: the names in `__export__`, and what is assigned to `sync`."""

import sys

import __main__
import js
import polyscript

from pyscript.ffi import create_proxy, is_none
from pyscript.util import is_awaitable


def offer():
    """Put what `__export__` names on `sync`. Raises `NameError` for a name that does not exist."""
    space = __main__.__dict__
    sync = polyscript.xworker.sync
    for name in space.get("__export__", ()):
        if name not in space:
            raise NameError(f"name {name!r} in __export__ is not defined")
        offered[name] = _callable(space[name])
        setattr(sync, name, create_proxy(offered[name]))
    setattr(sync, "pyxide.named", create_proxy(_call))


offered = {}


async def _call(name, named, *args):
    """Call what `__export__` names with keyword arguments, which are a JavaScript object."""
    if name not in offered:
        raise TypeError(f"{name!r} is not in __export__: it takes no keyword arguments")
    values = {key: getattr(named, key) for key in js.Object.keys(named)}
    result = offered[name](*args, **{key: None if is_none(it) else it for key, it in values.items()})
    return await result if hasattr(result, "send") else result


def _callable(function):
    if not is_awaitable(function):
        return _exact(function)

    # In a task of its own, so that several calls may wait side by side.
    async def call(*args, **named):
        return await function(*args, **named)

    return call


if sys.implementation.name == "micropython":
    from pyscript._to_js import number

    # Its own conversion cuts large integers off.
    def _exact(function):
        return lambda *args, **named: number(function(*args, **named))
else:

    def _exact(function):
        return function
