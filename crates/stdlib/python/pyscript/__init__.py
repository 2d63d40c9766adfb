"""What a page's Python code can use, ready to import.

    from pyscript import display, document, when

The names of the sub-modules `context`, `display`, `events`, `fetch`, `storage`
and `websocket` are gathered here. Other sub-modules are used by their names:
`ffi`, `flatted`, `fs`, `media`, `util`.
"""

import sys as _sys

import js

from pyscript.context import (
    RUNNING_IN_WORKER,
    PyWorker,
    config,
    current_target,
    document,
    js_import,
    js_modules,
    py_import,
    sync,
    window,
)

# Compiling every module takes MicroPython about as long as its whole boot, so what
# a page may never use is loaded when it is first used.
if _sys.implementation.name == "micropython":
    from pyscript._late import (
        HTML,
        Event,
        Storage,
        WebSocket,
        display,
        events,
        fetch,
        ffi,
        flatted,
        fs,
        media,
        storage,
        util,
        web,
        websocket,
        when,
    )
else:
    from pyscript._lazy import __dir__, __getattr__

from pyscript import context

__all__ = (
    "HTML RUNNING_IN_WORKER Event PyWorker Storage WebSocket config context current_target display "
    "document events fetch ffi flatted js_import js_modules py_import storage sync util websocket "
    "when window"
).split()

if not RUNNING_IN_WORKER:
    from pyscript.workers import create_named_worker, workers

    __all__ += ["create_named_worker", "workers"]
