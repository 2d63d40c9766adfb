"""Runs page code so that its traceback starts with its own frames.

`reject(type, text)` hears of an exception: the name of its class and the
traceback, without the frames of the interpreter and of this file.
"""

import asyncio
import sys
import traceback

import __main__
import js
from _pyodide import _future_helper
from pyodide.code import eval_code, eval_code_async

from pyscript import _owner


def run(source, filename, reject):
    """Run a body that does not await. Gives the value of a final expression."""
    try:
        return _owner.call(_owner.target(), _evaluate, source, filename)
    except BaseException as error:
        _report(error, reject)


def _evaluate(source, filename):
    return eval_code(source, __main__.__dict__, filename=filename)


async def run_async(source, filename, begins, stepped, reject):
    """Run a body that may await.

    `begins()` is called right before its first line runs, `stepped()` when it
    first waits or has ended.
    """
    begins()
    _owner.claim()
    # The event loop gets to this only when the body gives way.
    asyncio.get_running_loop().call_soon(stepped)
    try:
        return await eval_code_async(source, __main__.__dict__, filename=filename)
    except BaseException as error:
        _report(error, reject)


def _report(error, reject):
    sys.last_exc = error
    reject(type(error).__name__, "".join(traceback.format_exception(_own_frames(error))))


def _own_frames(error):
    """The exception, its traceback beginning where the page's code does."""
    frames = error.__traceback__
    while frames and _is_machinery(frames.tb_frame.f_code.co_filename):
        frames = frames.tb_next
    return error.with_traceback(frames)


def _set_exception(future, reason):
    # A promise can be rejected with anything; what is no error of JavaScript cannot be
    # raised as it is, and whoever awaits it would wait forever.
    if future.done():
        return
    if not isinstance(reason, BaseException):
        error = js.Error.new(getattr(reason, "message", None) or str(reason))
        error.name = getattr(reason, "name", None) or error.name
        error.cause = reason
        reason = error
    future.set_exception(reason)


_future_helper.set_exception = _set_exception


def _is_machinery(filename):
    return filename in (__file__, _owner.__file__) or "/_pyodide/" in filename
