import sys

import pyscript

# Nothing is loaded before it is used
def loaded(name):
    # MicroPython has a stand-in there, which is of another class than a module.
    return type(sys.modules.get("pyscript." + name)) is type(sys)


late = "display events fetch ffi flatted fs media storage web websocket".split()
check("not loaded yet", [name for name in late if loaded(name)], ["ffi"] if loaded("ffi") else [])
check("in dir", [name for name in late if name not in dir(pyscript) and not MICROPYTHON], [])

# Sub-modules are there without an import of their own
check("fs", pyscript.fs.mounted, {})
check("media", callable(pyscript.media.list_devices))
check("web", callable(pyscript.web.div))
check("flatted", pyscript.flatted.parse("[1]"), 1)
check("websocket", pyscript.websocket.WebSocket is pyscript.WebSocket)
check("now loaded", [name for name in ("fs", "media", "web", "flatted", "websocket") if not loaded(name)], [])
check("storage is not", loaded("storage"), False)

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
