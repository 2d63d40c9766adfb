from collections.abc import Callable, Iterable
from typing import Any

class WebSocketEvent:
    """What a handler gets: the browser's event, with bytes as a `memoryview`."""

    data: Any
    def __init__(self, event: Any) -> None: ...
    def __getattr__(self, name: str) -> Any: ...

class WebSocket:
    """A connection to the server at `url`.

    The handlers are functions, also `async` ones, that take a `WebSocketEvent` or
    nothing. All other attributes are those of the browser's own socket.

    Raises `JsException` (`SyntaxError`) for a URL that is none.
    """

    CONNECTING: int
    OPEN: int
    CLOSING: int
    CLOSED: int
    _js_websocket: Any
    onopen: Callable[..., Any] | None
    onmessage: Callable[..., Any] | None
    onclose: Callable[..., Any] | None
    onerror: Callable[..., Any] | None
    readyState: int
    def __init__(
        self, url: str, protocols: str | Iterable[str] | None = None, **handlers: Any
    ) -> None: ...
    def __getattr__(self, name: str) -> Any: ...
    def __setattr__(self, name: str, value: Any) -> None: ...
    def send(self, data: Any) -> None:
        """Send a `str` as text; `bytes`, another bytes-like or a list of numbers as bytes.

        Raises `JsException` (`InvalidStateError`) before the connection is open.
        """
    def close(self, code: int | None = None, reason: str | None = None) -> None:
        """Close the connection; a `reason` without a `code` goes with 1000."""
