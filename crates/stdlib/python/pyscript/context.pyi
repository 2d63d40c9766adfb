from collections.abc import Awaitable
from typing import Any

RUNNING_IN_WORKER: bool
"""`True` in a worker, `False` on the page's own thread."""

config: dict[str, Any]
"""The configuration of this script, with `"type"` being `"py"` or `"mpy"`; a private copy."""

window: Any
"""The page's global object."""

document: Any
"""The page's document."""

js_modules: Any
"""The configured JavaScript modules, by name."""

sync: Any
"""The channel between a worker and its page."""

PyWorker: Any
"""Creates a worker that runs a Python file."""

def js_import(*urls: str) -> Awaitable[Any]:
    """Import JavaScript modules; awaited, it gives an array of their namespaces.

    Raises `JsException` when a module cannot be loaded.
    """

def py_import(*names: str) -> Awaitable[Any]:
    """Install packages; awaited, it gives a JavaScript array of their modules, in order.

    Raises `JsException` when one cannot be installed or imported.
    """

def current_target() -> str:
    """The id of the element that `display` writes to by default."""
