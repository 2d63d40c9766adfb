"""Runs page code under its file name and lets it wait on its own (MicroPython only).

The interpreter resumes one top-level body only, and names every one `<stdin>`.
Here each body is compiled with its name and, if it awaits, becomes a task.
"""

import io
import sys

import __main__
from jsffi import JsException

from pyscript import _loop, _owner

_loop.install()
_pending = []


def prepare(source, filename, resolve, reject):
    """Say what the next `_start()` runs and who hears of its end.

    `resolve()` is called when the body has ended, `reject(type, text)` when it
    raised: the name of the exception's class and the traceback.
    """
    _pending.append((source, filename, resolve, reject))


def _start():
    # Evaluated with `runPythonAsync`, and only so: while that lasts, `compile` allows
    # `await` outside of a function and `exec` returns the suspended body.
    source, filename, resolve, reject = _pending.pop(0)
    try:
        body = _evaluate(source, filename)
    except BaseException as error:
        reject(type(error).__name__, describe(error))
        return
    if body is None:
        resolve()
    else:
        _loop.start(_drive(body, resolve, reject))


def _evaluate(source, filename):
    code = compile(source, filename, "exec")
    return _owner.call(_owner.target(), exec, code, __main__.__dict__)


async def _drive(body, resolve, reject):
    try:
        await body
    except BaseException as error:
        reject(type(error).__name__, describe(error))
    else:
        resolve()


def run(source, filename):
    """Run a body that does not await.

    Gives `None`, or the name of the exception's class and the traceback.
    """
    try:
        _evaluate(source, filename)
    except BaseException as error:
        return type(error).__name__, describe(error)
    return None


def describe(error):
    """The traceback of an exception as text, without the frames between it and the page."""
    text = io.StringIO()
    sys.print_exception(error, text)
    own = f'  File "{__file__}"', f'  File "{_owner.__file__}"'
    lines = [line for line in text.getvalue().splitlines() if not line.startswith(own)]
    if isinstance(error, JsException) and len(error.args) == 3:
        # In place of the tuple that the interpreter prints.
        thrown, name, message = error.args
        lines[-1] = "JsException: " + (f"{name}: {message}" if name else str(thrown))
    return "\n".join(lines) + "\n"
