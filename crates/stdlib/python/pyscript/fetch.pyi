from collections.abc import Awaitable, Generator
from typing import Any

class _Response:
    """The browser's response; what is not here is passed on to it."""

    ok: bool
    status: int
    statusText: str
    url: str
    redirected: bool
    bodyUsed: bool
    headers: Any

    def __getattr__(self, name: str) -> Any: ...
    async def json(self) -> Any:
        """The body, parsed as JSON. Raises `ValueError` when it is none."""

    async def text(self) -> str: ...
    async def bytearray(self) -> bytearray: ...
    async def arrayBuffer(self) -> memoryview: ...
    async def blob(self) -> Any: ...
    def clone(self) -> _Response: ...

class _Pending:
    """What `fetch` gives: the response to come, or its body without the response."""

    def __await__(self) -> Generator[Any, None, _Response]: ...
    def json(self) -> Awaitable[Any]: ...
    def text(self) -> Awaitable[str]: ...
    def bytearray(self) -> Awaitable[bytearray]: ...
    def arrayBuffer(self) -> Awaitable[memoryview]: ...
    def blob(self) -> Awaitable[Any]: ...

def fetch(url: Any, **options: Any) -> _Pending:
    """Start a request; `await` it for the response.

    `options` are those of the browser's `fetch`. A `dict` or `list` as body is
    sent as JSON, bytes as they are.

    An HTTP error status is not an exception; a failing network raises
    `JsException`.
    """
