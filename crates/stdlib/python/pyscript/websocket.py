"""Two-way connections to a server."""

import sys

import js

from pyscript.context import RUNNING_IN_WORKER
from pyscript.events import _make_listener
from pyscript.ffi import create_proxy, is_none, jsnull, to_js
from pyscript.util import as_bytearray


class WebSocketEvent:
    """What a handler gets: the browser's event, with bytes as a `memoryview`."""

    def __init__(self, event):
        self._event = event

    def __getattr__(self, name):
        value = getattr(self._event, name)
        if name == "data" and hasattr(value, "byteLength"):
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
        if RUNNING_IN_WORKER:
            from pyscript._in_worker import absolute

            url = absolute(url)
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
            value = _handler(value)
        setattr(self._js_websocket, name, value)

    def send(self, data):
        """Send a `str` as text; `bytes`, another bytes-like or a list of numbers as bytes.

        JavaScript's own values (`Blob`, `ArrayBuffer`) go as they are. Raises
        `JsException` (`InvalidStateError`) before the connection is open.
        """
        self._js_websocket.send(_content(data))

    def close(self, code=None, reason=None):
        """Close the connection; a `reason` without a `code` goes with 1000, the normal one.

        Raises `JsException` for a code that pages may not send.
        """
        if code is None and reason is not None:
            code = 1000
        given = [value for value in (code, reason) if value is not None]
        self._js_websocket.close(*given)


if sys.implementation.name == "micropython":
    from pyscript import _late

    WebSocket = _late.become(_late.WebSocket, WebSocket)


def _handler(function):
    """What the browser's socket is given for a handler."""
    if is_none(function):
        return jsnull
    listener = _make_listener(function)
    return create_proxy(lambda event: listener(WebSocketEvent(event)))


def _content(data):
    """What the browser's socket is given to send."""
    if isinstance(data, str) or type(data).__name__ == "JsProxy" or hasattr(data, "js_id"):
        return data
    if not isinstance(data, (bytes, bytearray, memoryview)):
        # `bytes` of a number would be as many zeros.
        len(data)
        data = bytes(data)
    return to_js(data)
