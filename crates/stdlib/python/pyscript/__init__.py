"""What a page's Python code can use, ready to import.

    from pyscript import display, document, when

The names of the sub-modules `context`, `display`, `events` and `fetch` are
gathered here; `ffi` and `util` are used as `pyscript.ffi` and `pyscript.util`.
"""

import sys as _sys

from pyscript.context import (
    RUNNING_IN_WORKER,
    PyWorker,
    config,
    current_target,
    document,
    js_import,
    js_modules,
    sync,
    window,
)

if _sys.implementation.name == "micropython":
    # Compiling every module takes MicroPython about as long as its whole boot, so
    # what a page may never use is loaded when it is first used.
    from pyscript._late import HTML, Event, display, events, fetch, ffi, when
else:
    from pyscript import events, ffi
    from pyscript.display import HTML, display
    from pyscript.events import Event, when
    from pyscript.fetch import fetch

from pyscript import context, util

if not RUNNING_IN_WORKER:
    from pyscript.workers import create_named_worker, workers
