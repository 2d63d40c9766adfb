import js
from polyscript import xworker
from pyscript import config as configured
from pyscript import ffi, sync


def config(name):
    return configured.get(name, "none")


def file():
    try:
        with open("data.txt") as data:
            return data.read().strip()
    except OSError:
        return "no file"


def echo(value):
    return value


def asks():
    return [sync.own("hi"), list(sync.later([1, 2]))]


def broken(text):
    raise ValueError(text)


def rethrows():
    sync.fails()


def predefined():
    before = js.performance.now()
    sync.sleep(0.03)
    return [sync.is_pyterminal(), js.performance.now() - before >= 30, xworker.polyfill, xworker.window is not None]


def imported():
    sync.importCSS(js.URL.new("style.css", base()).href)
    sync.importJS(js.URL.new("module.js", base()).href, "named")
    return xworker.window.getComputedStyle(xworker.window.document.body).color


def base():
    return xworker.window.document.baseURI


def stuck():
    before = sync.isStuck()
    sync.notStuck()
    return [before, sync.isStuck()]


def throws_later():
    js.Function.new("setTimeout(() => { throw new TypeError('of a timer') })")()


def heard(event):
    xworker.postMessage(ffi.to_js({"heard": event.data.to[0]}))


xworker.onmessage = ffi.create_proxy(heard)
__export__ = "config file echo asks broken rethrows predefined imported stuck throws_later".split()
