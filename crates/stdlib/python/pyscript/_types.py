"""The classes that pages make, subclass or test for.

They live apart from `events`, `display` and `util` so that MicroPython can load them
without the rest of those modules.
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


class NotSupported:
    """Takes the place of a feature that cannot work here, and says why when used.

    `name` is what the page asked for, `error` the reason. Reading or setting any
    other attribute raises `AttributeError(error)`, calling it `TypeError(error)`.
    """

    def __init__(self, name, error):
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "error", error)

    def __repr__(self):
        return f"<NotSupported {self.name} [{self.error}]>"

    def __getattr__(self, attr):
        raise AttributeError(self.error)

    def __setattr__(self, attr, value):
        raise AttributeError(self.error)

    def __call__(self, *args):
        raise TypeError(self.error)


async def _nothing():
    pass


_sample = _nothing()
_coroutine = type(_sample)
_sample.close()


def _is_coroutine(value):
    return isinstance(value, _coroutine)
