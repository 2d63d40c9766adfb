"""Two-way connections to a server."""

from pyscript._types import WebSocket, WebSocketEvent
from pyscript.events import _make_listener
from pyscript.ffi import create_proxy, is_none, jsnull, to_js


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
