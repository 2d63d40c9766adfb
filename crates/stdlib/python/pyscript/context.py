"""Where the code runs, how it is configured, and the page around it."""

import json
import sys

import _pyscript
import js
import polyscript

from pyscript import _owner
from pyscript.util import NotSupported

#: `True` in a worker, `False` on the page's own thread.
RUNNING_IN_WORKER = not hasattr(js, "document")


def _read_config():
    # A JSON round trip gives plain Python values that nothing else refers to.
    values = json.loads(js.JSON.stringify(polyscript.config))
    values["type"] = "mpy" if sys.implementation.name == "micropython" else "py"
    return values


#: The configuration as a `dict`, with `"type"` being `"py"` or `"mpy"`.
config = _read_config()

#: The page's global object and its document.
window = js
document = js.document

#: The configured JavaScript modules, by name.
js_modules = polyscript.js_modules


def _make_importable():
    # `from pyscript.js_modules.name import export`: nothing of it is a Python package, so
    # each step of the path has its place in `sys.modules`.
    for package in ("pyscript.js_modules", "polyscript.js_modules"):
        sys.modules[package] = js_modules
        for name in js.Object.keys(js_modules):
            sys.modules[package + "." + name] = getattr(js_modules, name)


_make_importable()

#: `await js_import(url, ...)` gives a JavaScript array of module namespaces.
js_import = _pyscript.js_import

#: Creates a worker that runs a Python file.
PyWorker = getattr(_pyscript, "PyWorker", None) or NotSupported(
    "pyscript.PyWorker", "pyscript.PyWorker is not available in this version"
)

#: The channel between a worker and its page.
sync = NotSupported("pyscript.sync", "pyscript.sync works only when running in a worker")


def current_target():
    """The id of the element that `display` writes to by default.

    It belongs to the script that the running code comes from; code that nobody
    knows the origin of writes to the script that started last.
    """
    return _owner.target()
