import json

from polyscript import currentScript, xworker
from pyscript import RUNNING_IN_WORKER, display, document, sync, window
from pyscript.ffi import create_proxy

found = {}


def failure(function, *args):
    try:
        return "no exception, but " + str(function(*args))
    except Exception as error:
        return str(error)


def has(text, *parts):
    return all(part in text for part in parts) or text


found["worker"] = [RUNNING_IN_WORKER, xworker.polyfill, currentScript.id]
document.querySelector("#text").textContent = "from the worker"
found["text"] = document.querySelector("#text").textContent
display("shown")

# Whoever awaits it has handled it, for the browser too.
try:
    await window.rejected()
except BaseException as error:
    found["rejected"] = has(str(error), "on purpose")

# Longer than the page keeps a request waiting.
found["slow"] = sync.slow()

# More than files of PyScript's were made for.
found["40 kB"] = sync.text(40_000) == "é" * 40_000
received = sync.bytes(1 << 20)
found["received"] = [received.length, received[0], received[(1 << 20) - 1]]
found["sent"] = sync.sum(received)
found["long text"] = window.encodeURIComponent("x" * 300_000) == "x" * 300_000

found["fails"] = has(failure(sync.fails), "RangeError", "on purpose")
found["by window"] = has(failure(window.fails), "RangeError", "on purpose")
found["later"] = has(failure(sync.failsLater), "TypeError", "later")
found["refuses"] = has(failure(sync.refuses), "not to be copied")
found["missing"] = has(failure(sync.missing), "TypeError", "apply")

heard = []
button = document.createElement("button")
button.addEventListener("click", create_proxy(lambda event: heard.append(event.type)))
button.click()
button.click()


def endless(name="never"):
    try:
        return "answered " + str(getattr(sync, name)())
    except BaseException as error:
        return "KeyboardInterrupt" if isinstance(error, KeyboardInterrupt) else has(str(error), "interrupted")


def results():
    found["heard"] = heard
    return json.dumps(found)


sync.endless = create_proxy(endless)
sync.mutual = create_proxy(lambda: endless("askBack"))
sync.other = create_proxy(lambda: "too late")
sync.found = create_proxy(results)
