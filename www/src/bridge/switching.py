# The page in a worker whose Python can be suspended. Runs in `_in_worker.py`, whose `sync` it replaces.
import builtins
import keyword
import time
from asyncio import sleep

import _pyscript
from pyodide.ffi import JsDoubleProxy, JsProxy, can_run_sync, create_proxy, run_sync

api = _pyscript.switching.api
channel = sync
_HERE = (
    "the page cannot be waited for here: stack switching suspends only Python that runs as async code, "
    "neither a worker without async nor code that JavaScript calls and needs the result of at once"
)


def wait(promise):
    if not can_run_sync():
        raise RuntimeError(_HERE)
    return run_sync(promise)


def opened(box, this=None):
    if not box.isRemote:
        return box.value
    return (Promise if box.isPromise else Remote)(box, this)


def received(value):
    return opened(value) if isinstance(value, JsProxy) and hasattr(value, "isRemote") else value


_functions = {}


def sent(value):
    if isinstance(value, Remote):
        return value._box
    if isinstance(value, (list, tuple)):
        return [sent(item) for item in value]
    if isinstance(value, dict):
        return {key: sent(item) for key, item in value.items()}
    if isinstance(value, JsDoubleProxy):
        value = value.unwrap()
    if callable(value) and not isinstance(value, JsProxy):
        # The same function stays the same, for who wants to remove it again.
        if value not in _functions:
            _functions[value] = create_proxy(lambda *args: value(*[received(arg) for arg in args]))
        return _functions[value]
    return value


def arguments(args, options):
    return [sent(arg) for arg in args] + ([sent(options)] if options else [])


def key_of(name):
    # As other objects of JavaScript have it: a keyword with a line behind it.
    return name[:-1] if name.endswith("_") and keyword.iskeyword(name[:-1]) else name


class Remote:
    """An object of the page. Each use of it waits for the page."""

    __slots__ = ("__weakref__", "_box", "_this")

    def __init__(self, box, this=None):
        object.__setattr__(self, "_box", box)
        object.__setattr__(self, "_this", this)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        if name == "new" and self._box.isFunction:
            return lambda *args, **options: opened(wait(api.construct(self._box, *arguments(args, options))))
        found = wait(api.get(self._box, key_of(name)))
        if found is None:
            raise AttributeError(name)
        return opened(found, self._box)

    def __setattr__(self, name, value):
        wait(api.set(self._box, key_of(name), sent(value)))

    def __delattr__(self, name):
        wait(api.remove(self._box, key_of(name)))

    def __call__(self, *args, **options):
        return opened(wait(api.call(self._box, self._this, *arguments(args, options))))

    @property
    def js_id(self):
        return self._box.number

    @property
    def typeof(self):
        return "function" if self._box.isFunction else "object"

    def _method(self, name, *args):
        return opened(wait(api.method(self._box, name, *arguments(args, None))))

    def _has(self, name):
        return wait(api.has(self._box, name)).value

    def __getitem__(self, key):
        if not isinstance(key, int) and self._has("get"):
            if not self._method("has", key):
                raise KeyError(key)
            return self._method("get", key)
        if isinstance(key, int) and key < 0:
            key += len(self)
        found = wait(api.get(self._box, str(key)))
        if found is None:
            raise (IndexError if isinstance(key, int) else KeyError)(key)
        return opened(found)

    def __setitem__(self, key, value):
        if not isinstance(key, int) and self._has("set"):
            self._method("set", key, value)
        else:
            wait(api.set(self._box, str(key), sent(value)))

    def __delitem__(self, key):
        if self._has("delete"):
            self._method("delete", key)
        else:
            wait(api.remove(self._box, str(key)))

    def __contains__(self, key):
        return self._method("has" if self._has("has") else "includes", key)

    def __len__(self):
        return self.size if self._has("size") else self.length

    def __bool__(self):
        return True

    def __iter__(self):
        items = window.Array._method("from", self)
        return iter([opened(item) for item in wait(api.items(items._box))])

    def __eq__(self, other):
        return isinstance(other, Remote) and self._box.number == other._box.number

    def __hash__(self):
        return self._box.number

    def __str__(self):
        return window.String(self)

    __repr__ = __str__


class Promise(Remote):
    """One that can be awaited."""

    __slots__ = ()

    def __await__(self):
        box = yield from api.settled(self._box).__await__()
        return opened(box)


class Sync:
    """Functions of the page, which give their results, and of this worker for the page."""

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        called = getattr(channel, name)
        return lambda *args, **options: wait(called(*arguments(args, options)))

    def __setattr__(self, name, value):
        setattr(channel, name, create_proxy(value) if callable(value) and not isinstance(value, JsProxy) else value)


def input(prompt=""):
    answer = window.prompt(str(prompt))
    if answer is None:
        raise EOFError("nothing was entered")
    return answer


def sleeping(seconds):
    if can_run_sync():
        run_sync(sleep(seconds))
    else:
        slept(seconds)


slept, time.sleep = time.sleep, sleeping
builtins.input = input
window = Remote(api.page)
document = Remote(api.document)
sync = Sync()
