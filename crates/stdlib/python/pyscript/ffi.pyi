from typing import Any, TypeVar

_T = TypeVar("_T")

jsnull: Any
"""What JavaScript's `null` is in Python."""

def to_js(value: Any, *, depth: int = -1, **kw: Any) -> Any:
    """Convert a value to JavaScript: containers are copied, a `dict` becomes an object."""

def create_proxy(value: Any) -> Any:
    """A form of a function or object that JavaScript may keep and use later."""

def is_none(value: Any) -> bool:
    """Tell whether `value` is `None`, or what JavaScript's `null` or `undefined` became."""

def assign(target: _T, *sources: Any) -> _T:
    """Copy the entries of each source, a `dict` or a JavaScript object, into `target`."""

def direct(value: _T) -> _T:
    """Mark a value to cross from a worker to the page by copy; on the page it does nothing."""


def gather(target: Any, *paths: str) -> Any:
    """A JavaScript array of what `query` gives for each path, in one go from a worker."""

def query(target: Any, path: str) -> Any:
    """The value at the end of a path like `"location.href"` or `"rows[0].name"`.

    It takes one go from a worker. Where there is none it is JavaScript's `undefined`.
    """

def shared(length: int) -> Any:
    """A `Uint8Array` whose bytes a page and its workers have in common, all 0 at first.

    It stays so where it is sent by `postMessage`. Raises `RuntimeError` when the page
    is not cross-origin isolated.
    """
