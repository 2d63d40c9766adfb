"""Stand-ins that load a sub-module when it is first used (MicroPython only).

A stand-in takes the sub-module's place in `sys.modules` and in the package, so
`from pyscript.display import HTML` and `pyscript.ffi.to_js` meet it first and
load the real module, which then takes both places back.
"""

import sys

from pyscript._types import HTML, Event, Storage, WebSocket

_package = sys.modules["pyscript"]


class _Module:
    def __init__(self, name, *exports):
        self._name = "pyscript." + name
        self._exports = exports
        sys.modules[self._name] = self

    def _load(self):
        if sys.modules[self._name] is self:
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
web = _Module("web")
websocket = _Module("websocket")
events = _Module("events", "when")
_display = _Module("display", "display")
_fetch = _Module("fetch", "fetch")
_storage = _Module("storage", "storage")


def display(*values, **options):
    return _display.display(*values, **options)


def fetch(url, **options):
    return _fetch.fetch(url, **options)


def storage(*args, **options):
    return _storage.storage(*args, **options)


def when(event_type, selector=None, **options):
    return events.when(event_type, selector, **options)
