"""What `context` has in a worker, which is another than on the page."""

import _pyscript
import js
import polyscript

from pyscript.context import config
from pyscript._types import NotSupported

#: The page's global object and its document.
window = polyscript.xworker.window
#: The channel between a worker and its page.
sync = polyscript.xworker.sync
#: Creates a worker that runs a Python file.
PyWorker = NotSupported(
    "pyscript.PyWorker", "pyscript.PyWorker works only when running in the main thread"
)
if hasattr(window, "document"):
    # Where code that does not know of workers looks for it.
    js.document = document = window.document
elif _WHY := _pyscript.why:
    if not config.get("sync_main_only"):
        js.console.warn(_WHY)
    window = NotSupported("pyscript.window", _WHY)
    document = NotSupported("pyscript.document", _WHY)
else:
    exec(_pyscript.switching.source)


def absolute(url):
    """A relative URL from where the page's start: those of a worker would start nowhere."""
    try:
        return js.URL.new(url, _pyscript.base).href if isinstance(url, str) else url
    except Exception:
        # Whoever gets it says what is wrong with it.
        return url
