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

check("RUNNING_IN_WORKER", RUNNING_IN_WORKER is False)

# window, document
check("window", bool(window.document))
check("its document", window.document == document)
check("document", document == js.document)
title = document.title
document.title = "changed"
check("title", [title, document.title], ["context", "changed"])
check("missing of window", hasattr(window, "no_such_thing"), False)
check("missing of document", hasattr(document, "no_such_thing"), False)
window.of_python = "here"
check("set", js.of_python, "here")

# config
check("config", type(config) is dict)
check("type", config["type"], "mpy" if MICROPYTHON else "py")
check("name", config["name"], "Ada")
check("nested", config["own"], {"list": [1, 2.5, "three", None, True], "deep": {"er": {}}})
check("float", [type(number).__name__ for number in config["own"]["list"][:2]], ["int", "float"])

# Only in workers
why = "pyscript.sync works only when running in a worker"
check("sync", repr(sync), f"<NotSupported pyscript.sync [{why}]>")
raises("use sync", AttributeError, why, lambda: sync.anything)
raises("set sync", AttributeError, why, lambda: setattr(sync, "x", 1))
raises("call sync", TypeError, why, sync)

# JavaScript modules
modules = await js_import(js.URL.new("module.js", js.location.href).href)
check("js_import", [modules.length, modules[0].answer], [1, 42])
one, two = await js_import(
    js.URL.new("module.js", js.location.href).href, "data:text/javascript,export default 5"
)
check("several", [one.answer, two.default], [42, 5])
none = await js_import()
check("nothing", none.length, 0)
try:
    await js_import(js.URL.new("missing.js", js.location.href).href)
    check("missing", "no exception", "JsException")
except Exception as error:
    check("missing", type(error).__name__, "JsException")
check("js_modules", hasattr(js_modules, "nothing"), False)

# Where display writes
check("current_target", current_target(), document.querySelector("script-py:last-of-type").id)
check("a str", type(current_target()) is str)
check("the same names", pyscript.context.window is window and pyscript.window is window)

report()
