"""Loads what the package exports when it is first used (CPython only).

Its file may be in a part of the package that the page has not loaded; that comes first then.
"""

import sys
from importlib import import_module
from types import ModuleType

import _pyscript
import js

_package = sys.modules["pyscript"]

#: The sub-modules that names of the package come from.
_HOMES = {
    "HTML": "display",
    "Event": "events",
    "Storage": "storage",
    "WebSocket": "websocket",
    "display": "display",
    "fetch": "fetch",
    "storage": "storage",
    "when": "events",
}
_MODULES = ("events", "ffi", "flatted", "fs", "media", "util", "web", "websocket")


def __getattr__(name):
    home = _HOMES.get(name)
    if home:
        value = getattr(import_module("pyscript." + home), name)
        setattr(_package, name, value)
        return value
    if name in _MODULES:
        try:
            return import_module("pyscript." + name)
        except ModuleNotFoundError as error:
            if error.name != "pyscript." + name:
                raise
    raise AttributeError(f"module 'pyscript' has no attribute {name!r}")


def __dir__():
    return sorted({*vars(_package), *_HOMES, *_MODULES})


class _Package(ModuleType):
    def __setattr__(self, name, value):
        # An import binds a sub-module to its name, which may be the name of a function.
        if isinstance(value, ModuleType) and _HOMES.get(name) == name:
            value = getattr(value, name)
        super().__setattr__(name, value)


_package.__class__ = _Package


def find_spec(name, path=None, target=None):
    # This module is the last of the finders: it is asked for what the others have not found.
    if not name.startswith("pyscript."):
        return None
    why = _pyscript.part(name, js.XMLHttpRequest.new())
    if why:
        raise ImportError(why, name=name)
    from importlib import invalidate_caches, machinery

    invalidate_caches()
    return machinery.PathFinder.find_spec(name, path, target)


# One, also when the package is imported anew.
sys.meta_path[:] = [one for one in sys.meta_path if getattr(one, "__name__", "") != __name__]
sys.meta_path.append(sys.modules[__name__])
