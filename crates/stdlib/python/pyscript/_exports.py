"""What a worker offers to its page: the names in `__export__`, and what is assigned to `sync`."""

import __main__
import polyscript

from pyscript.ffi import create_proxy
from pyscript.util import is_awaitable


def offer():
    """Put what `__export__` names on `sync`. Raises `NameError` for a name that does not exist."""
    space = __main__.__dict__
    for name in space.get("__export__", ()):
        if name not in space:
            raise NameError(f"name {name!r} in __export__ is not defined")
        setattr(polyscript.xworker.sync, name, create_proxy(_callable(space[name])))


def _callable(function):
    if not is_awaitable(function):
        return function

    # In a task of its own, so that several calls may wait side by side.
    async def call(*args):
        return await function(*args)

    return call
