"""Stand-ins that load a sub-module when it is first used (MicroPython only).

Its file may be in a part of the package that the page has not loaded; that comes first then.

A stand-in takes the sub-module's place in `sys.modules` and in the package, so
`from pyscript.display import HTML` and `pyscript.ffi.to_js` meet it first and
load the real module, which then takes both places back.
"""

import sys

import _pyscript
import js

from pyscript._types import HTML, Event

_package = sys.modules["pyscript"]


def need(name):
    """Have the file of a sub-module there. Raises `ImportError` when it cannot be loaded."""
    why = _pyscript.part(name, js.XMLHttpRequest.new())
    if why:
        raise ImportError(why)


class _Module:
    def __init__(self, name, *exports):
        self._name = "pyscript." + name
        self._exports = exports
        sys.modules[self._name] = self

    def _load(self):
        if sys.modules[self._name] is self:
            need(self._name)
            del sys.modules[self._name]
            try:
                __import__(self._name)
            except BaseException:
                sys.modules[self._name] = self
                raise
            # The import bound the module's name; `display`, `fetch` and `storage` are functions.
            for name in self._exports:
                setattr(_package, name, getattr(sys.modules[self._name], name))
        return sys.modules[self._name]

    def __getattr__(self, name):
        module = self._load()
        if name == "__all__" and not hasattr(module, name):
            # `import *` looks for it, and cannot do without where there is no module.
            return [public for public in dir(module) if not public.startswith("_")]
        return getattr(module, name)


ffi = _Module("ffi")
flatted = _Module("flatted")
fs = _Module("fs")
media = _Module("media")
util = _Module("util")
web = _Module("web")
websocket = _Module("websocket")
events = _Module("events", "when")
_display = _Module("display", "display")
_fetch = _Module("fetch", "fetch")
_storage = _Module("storage", "storage")
for _name in "_calls", "_memory", "_rich":
    _Module(_name)


def _function(module, name):
    return lambda *args, **options: getattr(module, name)(*args, **options)


display = _function(_display, "display")
fetch = _function(_fetch, "fetch")
storage = _function(_storage, "storage")
when = _function(events, "when")

# Classes that pages derive from are no stand-ins: their modules fill them.


class Storage(dict):
    def __init__(self, store):
        _storage._load()
        Storage.__init__(self, store)


class WebSocket:
    CONNECTING = 0
    OPEN = 1
    CLOSING = 2
    CLOSED = 3

    def __init__(self, *args, **options):
        websocket._load()
        WebSocket.__init__(self, *args, **options)

    def __setattr__(self, name, value):
        # A class that was derived from can be given this later only if it has one.
        pass


def become(empty, filled):
    """Give the first class what the second one has."""
    for name, value in filled.__dict__.items():
        setattr(empty, name, value)
    return empty
