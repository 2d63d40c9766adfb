"""What lies under `pyscript`. Pages should import from `pyscript` where it has the same."""

from collections.abc import Awaitable
from typing import Any

config: Any
"""The configuration, as a JavaScript object."""

currentScript: Any
"""The element whose code started last; in a worker its remote proxy, or `None`."""

js_modules: Any
"""The configured JavaScript modules, by name."""

target: str
"""In a worker: the id of the element that `display` writes to by default; read, it is made."""

workers: Any
"""On the page: the named workers, each an awaitable of what it exports."""

xworker: Any
"""In a worker: `sync`, `window`, `isWindowProxy`, `polyfill`, `postMessage` and `onmessage`."""

ffi: Any
"""In a worker: `assign`, `direct`, `evaluate`, `gather` and `query`, each in one round trip."""

XWorker: Any
"""On the page: makes a worker; `pyscript.PyWorker` is the form for pages."""

IDBMap: Any
"""An asynchronous map in IndexedDB: `IDBMap.new(name)`."""

IDBMapSync: Any
"""A map whose changes are written to IndexedDB: `IDBMapSync.new(name)`."""

JSON: Any
"""`parse` and `stringify` of the binary form in which values cross threads."""

def lazy_py_modules(*names: str) -> Awaitable[Any]:
    """Install packages and import them; awaited, it gives the modules in order."""

def storage(name: str) -> Awaitable[Any]:
    """Open a map in IndexedDB; awaited, it is loaded."""
