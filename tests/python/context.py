import js
import pyscript
from pyscript import (
    RUNNING_IN_WORKER,
    config,
    current_target,
    document,
    js_import,
    js_modules,
    sync,
    window,
)

check("RUNNING_IN_WORKER", RUNNING_IN_WORKER is IN_WORKER)
here = window.location.href

# window, document
check("window", bool(window.document))
check("its document", window.document == document)
check("document", document == js.document)
title = document.title
document.title = "changed"
check("title", [title, document.title], ["The suite in a worker" if IN_WORKER else "context", "changed"])
check("missing of window", hasattr(window, "no_such_thing"), False)
check("missing of document", hasattr(document, "no_such_thing"), False)
window.of_python = "here"
check("set", [window.of_python, hasattr(js, "of_python")], ["here", not IN_WORKER])
check("the interpreter's own", hasattr(js, "window"), not IN_WORKER)

# config
check("config", type(config) is dict)
check("type", config["type"], "mpy" if MICROPYTHON else "py")
check("name", config["name"], "Ada")
check("nested", config["own"], {"list": [1, 2.5, "three", None, True], "deep": {"er": {}}})
check("float", [type(number).__name__ for number in config["own"]["list"][:2]], ["int", "float"])

# Only in workers, or only on the page
if IN_WORKER:
    name, absent = "pyscript.PyWorker", pyscript.PyWorker
    why = "pyscript.PyWorker works only when running in the main thread"
    check("sync", callable(sync.sleep))
else:
    name, absent = "pyscript.sync", sync
    why = "pyscript.sync works only when running in a worker"
    check("PyWorker", callable(pyscript.PyWorker))
check("what is not here", repr(absent), f"<NotSupported {name} [{why}]>")
raises("use it", AttributeError, why, lambda: absent.anything)
raises("set it", AttributeError, why, lambda: setattr(absent, "x", 1))
raises("call it", TypeError, why, absent)
for name in "workers", "create_named_worker":
    check(name, hasattr(pyscript, name), not IN_WORKER)

# JavaScript modules
modules = await js_import(js.URL.new("module.js", here).href)
check("js_import", [modules.length, modules[0].answer], [1, 42])
one, two = await js_import(
    js.URL.new("module.js", here).href, "data:text/javascript,export default 5"
)
check("several", [one.answer, two.default], [42, 5])
none = await js_import()
check("nothing", none.length, 0)
try:
    await js_import(js.URL.new("missing.js", here).href)
    check("missing", "no exception", "JsException")
except Exception as error:
    check("missing", type(error).__name__, "JsException")
check("js_modules", hasattr(js_modules, "nothing"), False)

# Where display writes
companion = "in-worker-target" if IN_WORKER else document.querySelector("script-py:last-of-type").id
check("current_target", current_target(), companion)
check("a str", type(current_target()) is str)
check("the same names", pyscript.context.window is window and pyscript.window is window)

report()
