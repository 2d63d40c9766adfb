import sys

import js
import pyscript

# Nothing is loaded before it is used
def loaded(name):
    # MicroPython has a stand-in there, which is of another class than a module.
    return type(sys.modules.get("pyscript." + name)) is type(sys)


late = "display events fetch ffi flatted fs media storage web websocket".split()
check("not loaded yet", [name for name in late if loaded(name)], ["ffi"] if loaded("ffi") else [])


# Classes can be derived from before their modules are loaded, which MicroPython leaves for later.
class Kept(pyscript.Storage):
    def __setitem__(self, key, value):
        super().__setitem__(key, value + 1)


class Socket(pyscript.WebSocket):
    pass


check("loaded by classes", [loaded("storage"), loaded("websocket")], [not MICROPYTHON] * 2)
check("states", [Socket.CONNECTING, Socket.OPEN, Socket.CLOSING, Socket.CLOSED], [0, 1, 2, 3])
check("in dir", [name for name in late if name not in dir(pyscript) and not MICROPYTHON], [])

# Sub-modules are there without an import of their own
check("fs", pyscript.fs.mounted, {})
check("media", callable(pyscript.media.list_devices))
check("web", callable(pyscript.web.div))
check("flatted", pyscript.flatted.parse("[1]"), 1)
check("websocket", pyscript.websocket.WebSocket is pyscript.WebSocket)
check("now loaded", [name for name in ("fs", "media", "web", "flatted", "websocket") if not loaded(name)], [])
check("storage is not", loaded("storage"), not MICROPYTHON)
try:
    Socket("ftp:no")
    check("a wrong URL", "no exception", "JsException")
except Exception as error:
    check("a wrong URL", type(error).__name__, "JsException")
socket = Socket(js.URL.new("nowhere", pyscript.window.location.href).href.replace("http", "ws"), onerror=lambda event: 0)
check("derived", [type(socket).__name__, isinstance(socket, pyscript.WebSocket), socket.readyState], ["Socket", True, 0])
socket.close()
check("its module has the same", pyscript.websocket.WebSocket is pyscript.WebSocket)
kept = await pyscript.storage("imports-better", Kept)
kept.clear()
kept["a"] = 1
await kept.sync()
check("derived storage", [kept["a"], kept.pop("a"), len(kept)], [2, 2, 0])
check("storage is now", [loaded("storage"), isinstance(kept, pyscript.Storage), type(kept) is Kept], [True] * 3)

# Of `web` only what elements need, until there is more to do
made = pyscript.web.p("text", title="t")
check("a new element", [loaded("_web_tree"), loaded("_web_style"), loaded("_web_special")], [False] * 3)
made.append("more")
check("with more", [made.textContent, loaded("_web_tree"), loaded("_web_style")], ["textmore", True, False])

# What is said of the public names
exec("from pyscript import js", {})
import js as module
from pyscript import js

check("js", js is module)
everything = {}
exec("from pyscript import *", everything)
check("with * all there is", sorted(name for name in pyscript.__all__ if name not in everything), [])
check("and no more", sorted(name for name in everything if name not in pyscript.__all__ and name[:2] != "__"), [])
for name in "flatted", "storage", "ffi", "context":
    everything = {}
    exec(f"from pyscript.{name} import *", everything)
    module = sys.modules["pyscript." + name]
    wanted = [one for one in dir(module) if one[:1] != "_"]
    check(f"{name} with *", [one for one in wanted if one not in everything], [])
everything = {}
exec("from pyscript.web import *", everything)
check("web with *", callable(everything["div"]) and callable(everything["page"].find))
if MICROPYTHON:
    check("lines", "pyscript/__init__.py" in pyscript.__file__)
else:
    import pydoc

    text = pydoc.plain(pydoc.render_doc(pyscript.fetch))
    check("help of a function", "Start a request" in text and "response.ok" in text)
    text = pydoc.plain(pydoc.render_doc(pyscript))
    check("help of the package", "What a page's Python code can use" in text and "fetch" in text)
    check("help of a class", "Wait until all changes are written" in pydoc.render_doc(pyscript.Storage))
    # The lines of a traceback are those of the sources, though they are packed.
    import traceback

    try:
        pyscript.display("x", target="nowhere")
    except ValueError as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        check("line", last.line.startswith("raise ValueError(f\"Cannot find element"))

report()
