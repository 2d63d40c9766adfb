"""The classes that pages make, subclass or test for.

They live apart from `events` and `display` so that MicroPython can load them
without the rest of those modules.
"""


class Event:
    """An event of the page's own, listened to with `when` or `add_listener`."""

    def __init__(self):
        self._listeners = []

    def trigger(self, result):
        """Call every listener with `result`, in the order they were added.

        An asynchronous listener is started as a task and not waited for. What a
        synchronous one raises passes through, and later listeners are not called.
        Listeners added or removed meanwhile count from the next `trigger` on.
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


async def _nothing():
    pass


_sample = _nothing()
_coroutine = type(_sample)
_sample.close()


def _is_coroutine(value):
    return isinstance(value, _coroutine)
