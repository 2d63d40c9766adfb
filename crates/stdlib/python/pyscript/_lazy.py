"""Loads what the package exports when it is first used (CPython only)."""

import sys
from importlib import import_module
from types import ModuleType

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
