"""Raises what JavaScript threw (MicroPython only; called by JavaScript)."""

import builtins
from asyncio import core
from jsffi import JsException

# Asking a finished task for its result raises the exception it ended with. It is
# native code: the traceback gets no frame of it.
_task = core.Task(None, core.__dict__)
_task.state = None


def prepare(error):
    """Say what `raiser` raises next."""
    if not (hasattr(error, "name") and hasattr(error, "message")):
        # JavaScript can throw anything.
        _task.data = JsException(error, None, None)
    elif error.name == "PythonError":
        _task.data = _from_python(error.type, error.message)
    else:
        _task.data = JsException(error, error.name, error.message)


def _from_python(kind, text):
    """An exception of Python that JavaScript passed on, of which only text is left."""
    start = text.rfind(f"{kind}: ")
    message = text if start < 0 else text[start + len(kind) + 2 :].rstrip()
    exception = getattr(builtins, kind, None)
    if isinstance(exception, type) and issubclass(exception, BaseException):
        return exception(message)
    return JsException(None, kind, message)


class _Raiser:
    __iter__ = _task.__next__


raiser = _Raiser()
