"""Raises what JavaScript threw (MicroPython only; called by JavaScript)."""

from asyncio import core
from jsffi import JsException

# Asking a finished task for its result raises the exception it ended with. It is
# native code: the traceback gets no frame of it.
_task = core.Task(None, core.__dict__)
_task.state = None


def prepare(error):
    """Say what `raiser` raises next."""
    if hasattr(error, "name") and hasattr(error, "message"):
        _task.data = JsException(error, error.name, error.message)
    else:
        # JavaScript can throw anything.
        _task.data = JsException(error, None, None)


class _Raiser:
    __iter__ = _task.__next__


raiser = _Raiser()
