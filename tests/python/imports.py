import sys

public = """
    RUNNING_IN_WORKER PyWorker config current_target document js_import js_modules sync window
    display HTML fetch when Event Storage storage WebSocket py_import
""".split()
modules = "context events ffi flatted util websocket".split()

# What is there without an import: nothing but the package, in its place
import pyscript

for name in public:
    check(name, hasattr(pyscript, name))
    check(name + " in dir", name in dir(pyscript))
for name in modules:
    check(name, type(getattr(pyscript, name)) is not None)
check("ffi as attribute", callable(pyscript.ffi.to_js))
check("util as attribute", callable(pyscript.util.as_bytearray))
check("events as attribute", callable(pyscript.events.when))
check("context as attribute", pyscript.context.RUNNING_IN_WORKER is IN_WORKER)
check("path", "pyscript" in pyscript.__path__ if MICROPYTHON else pyscript.__path__[0].endswith("/pyscript"))
check("file", pyscript.__file__.endswith("pyscript/__init__.py"))
check("globals before all code", [name for name in before if name[:2] != "__" and name != "_pyodide_core"], [])
from pyscript.extra import answer

check("a module that the page adds", answer, 42)

# Names that modules and functions share
check("display is a function", callable(pyscript.display))
check("fetch is a function", callable(pyscript.fetch))
from pyscript.display import HTML as html
from pyscript.display import display as show
from pyscript.fetch import fetch as get

check("from the module", callable(show) and callable(get))
from pyscript import HTML, display, fetch

check("still a function", callable(display) and callable(fetch))
check("the same class", html is HTML)
from pyscript.events import Event as event
from pyscript import Event

check("the same Event", event is Event)
from pyscript.storage import Storage as opened
from pyscript.storage import storage as open_store
from pyscript.websocket import WebSocket as socket
from pyscript import Storage, WebSocket, storage

check("storage is a function", callable(storage) and callable(open_store))
check("the same Storage", opened is Storage)
check("the same WebSocket", socket is WebSocket)
for name in "fs", "media", "web":
    exec(f"import pyscript.{name}\nfrom pyscript import {name}", {})
    check(f"{name} as attribute", hasattr(getattr(pyscript, name), "__name__"))


class Mine(Event):
    pass


check("subclass", isinstance(Mine(), Event))
import pyscript.ffi
import pyscript.util as util

check("import as", callable(util.is_awaitable) and callable(pyscript.ffi.to_js))
from pyscript import context, events, ffi

check("from pyscript", callable(ffi.to_js) and callable(events.when) and hasattr(context, "config"))

# All of it
everything = {}
exec("from pyscript import *", everything)
for name in public:
    check(name + " with *", name in everything)
check("nothing private", [name for name in everything if name.startswith("_") and name != "__builtins__"], [])

# What is not there
raises("unknown name", ImportError, "nope", lambda: exec("from pyscript import nope", {}))
raises("unknown module", ImportError, "nope", lambda: exec("import pyscript.nope", {}))
raises("unknown attribute", AttributeError, "", lambda: pyscript.nope)
check("hasattr", hasattr(pyscript, "nope"), False)
check("getattr", getattr(pyscript, "nope", 5), 5)

# What a page sets
pyscript.mine = 5
from pyscript import mine

check("own attribute", mine, 5)
check("cached", sys.modules["pyscript"] is pyscript)

report()
