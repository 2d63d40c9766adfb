from collections.abc import Callable, Sequence
from typing import Any, TypeVar

_F = TypeVar("_F", bound=Callable[..., Any])

class Event:
    """An event of the page's own, listened to with `when` or `add_listener`."""

    _listeners: list[Callable[[Any], Any]]

    def trigger(self, result: Any) -> None:
        """Call every listener with `result`, in the order they were added."""

    def add_listener(self, listener: Callable[[Any], Any]) -> None:
        """Add a callable that takes one argument, unless it is there already.

        Raises `ValueError` for anything that cannot be called.
        """

    def remove_listener(self, *listeners: Callable[[Any], Any]) -> None:
        """Remove the given listeners, or all of them when none is given."""

def when(
    event_type: str | Event | Sequence[Event],
    selector: Any = None,
    **options: Any,
) -> Callable[[_F], _F]:
    """Make a function run when an event happens.

    `selector` is a CSS selector, an element or any other event target, or several
    of these; `options` are those of `addEventListener`, and `invoke` names methods
    of the event that are called before the function.

    Raises `ValueError` when `selector` is missing or matches nothing, `TypeError`
    when `event_type` is something else.
    """
