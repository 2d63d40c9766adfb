"""Where the code runs, how it is configured, and the page around it."""

import json
import sys

import _pyscript
import js
import polyscript

from pyscript import _owner
from pyscript._types import NotSupported

#: `True` in a worker, `False` on the page's own thread.
RUNNING_IN_WORKER = not hasattr(js, "document")


def _read_config():
    # A JSON round trip gives plain Python values that nothing else refers to.
    values = json.loads(js.JSON.stringify(polyscript.config))
    values["type"] = "mpy" if sys.implementation.name == "micropython" else "py"
    return values


#: The configuration as a `dict`, with `"type"` being `"py"` or `"mpy"`.
config = _read_config()

#: The configured JavaScript modules, by name.
js_modules = polyscript.js_modules


class _Lazy:
    # In a worker, a module of the page is loaded when something of it is read.
    def __init__(self, name):
        self._name = name

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(getattr(js_modules, self._name), name)


def _make_importable():
    # `from pyscript.js_modules.name import export`: nothing of it is a Python package, so
    # each step of the path has its place in `sys.modules`.
    for package in ("pyscript.js_modules", "polyscript.js_modules"):
        sys.modules[package] = js_modules
        for name in js.Object.keys(js_modules):
            module = _Lazy(name) if RUNNING_IN_WORKER else getattr(js_modules, name)
            sys.modules[package + "." + name] = module


_make_importable()

#: `await js_import(url, ...)` gives a JavaScript array of module namespaces.
js_import = _pyscript.js_import

#: `await py_import(name, ...)` installs packages and gives a JavaScript array of their modules.
py_import = polyscript.lazy_py_modules

if RUNNING_IN_WORKER:
    from pyscript._in_worker import PyWorker, document, sync, window
else:
    window = js
    document = js.document

    def PyWorker(url, **options):
        """Create a worker that runs the Python file at `url`; gives it at once.

        `await worker.ready` waits for the file to have run. `type` is `"pyodide"` or
        `"micropython"`, `config` a `dict` or `str`. With `async_=True` the file may
        `await` outside of functions.
        """
        from pyscript.ffi import to_js

        options.setdefault("type", "micropython" if config["type"] == "mpy" else "pyodide")
        if "async_" in options:
            options["async"] = options.pop("async_")
        return _pyscript.PyWorker(url, to_js(options))

    sync = NotSupported("pyscript.sync", "pyscript.sync works only when running in a worker")


def current_target():
    """The id of the element that `display` writes to by default.

    It belongs to the script that the running code comes from; code that nobody
    knows the origin of writes to the script that started last.
    """
    return _owner.target()
