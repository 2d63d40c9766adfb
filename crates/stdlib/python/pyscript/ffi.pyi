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
