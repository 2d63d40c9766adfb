"""Which place on the page belongs to the code that is running.

The page knows the script that started last. Code that goes on after an `await`, a
task and a handler belong to the script that they come from.
"""

import sys

import _pyscript

if sys.implementation.name == "micropython":
    from asyncio import core

    _current = None
    # The tasks by their identity, since they take no attributes; each with its target.
    _tasks = {}
    _tidy_at = 16

    def owned():
        """The id that belongs to the running code, `None` if nobody knows."""
        if _current:
            return _current
        return _tasks.get(id(core.cur_task), (None, None))[1]

    def call(target, function, *args):
        """Call `function` as code that belongs to `target`; so do the tasks it starts."""
        global _current
        before, _current = _current, target
        try:
            return function(*args)
        finally:
            _current = before

    def give(task, target):
        """Say whom a new task belongs to; `None` if nobody knows."""
        global _tidy_at
        if target:
            _tasks[id(task)] = (task, target)
        if len(_tasks) > _tidy_at:
            for key in [key for key in _tasks if _tasks[key][0].done()]:
                del _tasks[key]
            _tidy_at = 2 * len(_tasks) + 16

else:
    from contextvars import ContextVar

    _current = ContextVar("target", default=None)
    owned = _current.get

    def call(target, function, *args):
        """Call `function` as code that belongs to `target`; so do the tasks it starts."""
        token = _current.set(target)
        try:
            return function(*args)
        finally:
            _current.reset(token)

    def claim():
        """From here on the running task belongs to the script that started last."""
        _current.set(_pyscript.target)


def target():
    """The id of the element that `display` writes to by default."""
    return owned() or _pyscript.target
