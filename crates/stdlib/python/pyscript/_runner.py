"""Runs page code so that it has its file name and its own place to wait.

The interpreter supports one suspended top-level body only, and names every one
`<stdin>`. Here each body is compiled under its own name and, if it awaits, run
as a task of its own.
"""

import io
import sys

_pending = []


def prepare(source, filename, resolve, reject):
    """Say what the next `_start()` runs and who hears of its end.

    `resolve()` is called when the body has ended, `reject(type, text)` when it
    raised: the name of the exception's class and the traceback.
    """
    _pending.append((source, filename, resolve, reject))


def _start():
    # Called by `runPythonAsync`, and only there: while it lasts, `compile` allows
    # `await` outside of a function.
    source, filename, resolve, reject = _pending.pop(0)
    try:
        body = exec(compile(source, filename, "exec"), _main())
    except BaseException as error:
        reject(type(error).__name__, describe(error))
        return
    if body is None:
        resolve()
    else:
        _run_as_task(_drive(body, resolve, reject))


def run(source, filename):
    """Run a body that does not await.

    Gives `None`, or the name of the exception's class and the traceback.
    """
    try:
        exec(compile(source, filename, "exec"), _main())
    except BaseException as error:
        return type(error).__name__, describe(error)
    return None


def describe(error):
    """The traceback text of an exception, without the lines that are this file's."""
    text = io.StringIO()
    sys.print_exception(error, text)
    marker = f'  File "{__file__}"'
    return "".join(
        line + "\n" for line in text.getvalue().splitlines() if not line.startswith(marker)
    )


def _main():
    import __main__

    return __main__.__dict__


async def _drive(body, resolve, reject):
    try:
        await body
    except BaseException as error:
        reject(type(error).__name__, describe(error))
    else:
        resolve()


def _run_as_task(coroutine):
    """Start a task whose first step runs now, not when the event loop comes to it."""
    from asyncio import core

    task = core.Task(coroutine, core.__dict__)
    before, core.cur_task = core.cur_task, task
    try:
        coroutine.send(None)
    except StopIteration:
        task.state = None
    finally:
        core.cur_task = before
    core._schedule_run_iter(0)
