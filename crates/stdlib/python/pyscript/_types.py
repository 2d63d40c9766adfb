"""The classes that pages make, subclass or test for.

They live apart from `events`, `display`, `storage` and `websocket` so that
MicroPython can load them without the rest of those modules.
"""


class Event:
    """An event of the page's own, listened to with `when` or `add_listener`."""

    def __init__(self):
        self._listeners = []

    def trigger(self, result):
        """Call every listener with `result`, in the order they were added.

        An `async` listener is started as a task. What another one raises passes through,
        and the rest is not called.
        """
        for listener in list(self._listeners):
            outcome = listener(result)
            if hasattr(outcome, "send") and _is_coroutine(outcome):
                import asyncio

                asyncio.create_task(outcome)

    def add_listener(self, listener):
        """Add a callable that takes one argument, unless it is there already.

        Raises `ValueError` for anything that cannot be called.
        """
        if not callable(listener):
            raise ValueError("Listener must be callable.")
        if listener not in self._listeners:
            self._listeners.append(listener)

    def remove_listener(self, *listeners):
        """Remove the given listeners, or all of them when none is given."""
        if listeners:
            self._listeners = [kept for kept in self._listeners if kept not in listeners]
        else:
            self._listeners = []


class HTML:
    """Text that `display` shows as HTML instead of escaping it."""

    def __init__(self, html):
        self._html = html

    def _repr_html_(self):
        return self._html


class Storage(dict):
    """A `dict` whose changes are also written to the database, in the background.

    Values are `bool`, `int`, `float`, `str`, `None`, `list`, `tuple`, `dict`,
    `bytearray` and `memoryview`; keys are `str`, `int` and `float`. A list that was
    changed in place is written when it is assigned again.
    """

    def __init__(self, store):
        from pyscript.storage import _entries

        self._store = store
        super().__init__()
        for key, value in _entries(store):
            super().__setitem__(key, value)

    def __setitem__(self, key, value):
        """Raises `TypeError` for a value that cannot be stored; then nothing changes."""
        from pyscript.storage import _encode, _key

        text = _encode(value)
        super().__setitem__(key, value)
        self._store.set(_key(key), text)

    def __delitem__(self, key):
        from pyscript.storage import _key

        super().__delitem__(key)
        self._store.delete(_key(key))

    def __ior__(self, other):
        self.update(other)
        return self

    def clear(self):
        """Remove everything."""
        super().clear()
        self._store.clear()

    def update(self, *others, **values):
        """Set the entries of a `dict` or of pairs, and those given by name."""
        for other in others:
            if hasattr(other, "keys"):
                other = [(key, other[key]) for key in other.keys()]
            for key, value in other:
                self[key] = value
        for key in values:
            self[key] = values[key]

    def pop(self, key, *default):
        """Remove an entry and give its value, `default` where there is none."""
        if default and key not in self:
            return default[0]
        value = self[key]
        del self[key]
        return value

    def popitem(self):
        """Remove an entry and give its key and value."""
        if not self:
            raise KeyError("popitem(): the storage is empty")
        key = list(self.keys())[-1]
        return key, self.pop(key)

    def setdefault(self, key, default=None):
        """The value of an entry, which is added when there is none."""
        if key not in self:
            self[key] = default
        return self[key]

    async def sync(self):
        """Wait until all changes are written.

        Raises `JsException` when one could not be: `QuotaExceededError` when the
        browser has no room left, `DataError` for a key that it does not know.
        """
        await self._store.sync()


class WebSocketEvent:
    """What a handler gets: the browser's event, with bytes as a `memoryview`."""

    def __init__(self, event):
        self._event = event

    def __getattr__(self, name):
        value = getattr(self._event, name)
        if name == "data" and hasattr(value, "byteLength"):
            from pyscript.util import as_bytearray

            return memoryview(as_bytearray(value))
        return value


class WebSocket:
    """A connection to the server at `url`.

    `protocols` is a `str` or several of them. The handlers `onopen`, `onmessage`,
    `onclose` and `onerror` are functions, also `async` ones, that take a
    `WebSocketEvent` or nothing. All other attributes are those of the browser's socket.

    Raises `JsException` (`SyntaxError`) for a URL that is none.
    """

    CONNECTING = 0
    OPEN = 1
    CLOSING = 2
    CLOSED = 3

    def __init__(self, url, protocols=None, **handlers):
        import js

        from pyscript.ffi import to_js

        if protocols is None:
            socket = js.WebSocket.new(url)
        else:
            socket = js.WebSocket.new(url, to_js(protocols))
        socket.binaryType = "arraybuffer"
        object.__setattr__(self, "_js_websocket", socket)
        for name in handlers:
            setattr(self, name, handlers[name])

    def __getattr__(self, name):
        return getattr(self._js_websocket, name)

    def __setattr__(self, name, value):
        if name in ("onopen", "onmessage", "onclose", "onerror"):
            from pyscript.websocket import _handler

            value = _handler(value)
        setattr(self._js_websocket, name, value)

    def send(self, data):
        """Send a `str` as text; `bytes`, another bytes-like or a list of numbers as bytes.

        JavaScript's own values (`Blob`, `ArrayBuffer`) go as they are. Raises
        `JsException` (`InvalidStateError`) before the connection is open.
        """
        from pyscript.websocket import _content

        self._js_websocket.send(_content(data))

    def close(self, code=None, reason=None):
        """Close the connection; a `reason` without a `code` goes with 1000, the normal one.

        Raises `JsException` for a code that pages may not send.
        """
        if code is None and reason is not None:
            code = 1000
        given = [value for value in (code, reason) if value is not None]
        self._js_websocket.close(*given)


async def _nothing():
    pass


_sample = _nothing()
_coroutine = type(_sample)
_sample.close()


def _is_coroutine(value):
    return isinstance(value, _coroutine)
