from typing import Any, NoReturn

def as_bytearray(buffer: Any) -> bytearray:
    """Copy a JavaScript `ArrayBuffer`, typed array or array of numbers, one byte per item."""

class NotSupported:
    """Takes the place of a feature that cannot work here, and says why when used."""

    name: str
    error: str

    def __init__(self, name: str, error: str) -> None: ...
    def __getattr__(self, attr: str) -> NoReturn: ...
    def __setattr__(self, attr: str, value: Any) -> NoReturn: ...
    def __call__(self, *args: Any) -> NoReturn: ...

def is_awaitable(obj: Any) -> bool:
    """Tell whether calling `obj` is the call of an `async def` function."""
