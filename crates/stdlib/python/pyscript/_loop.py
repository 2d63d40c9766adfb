"""Repairs of MicroPython's event loop (MicroPython only).

The loop has one place for a coroutine that JavaScript resumes: when a second one
sleeps, the first never wakes. And an exception that is no `Exception`, such as
`SystemExit`, ends the loop with every sleeping task.
"""

import asyncio
from asyncio import core

import js

from pyscript import _owner

_run_iter = core._run_iter
_create_task = core.create_task


class _Waiter:
    """Stands in a task's place for one coroutine that JavaScript resumes."""

    resolve = None

    def send(self, value):
        self.resolve(value)


class _TopLevelCoro:
    # The interpreter calls this by name when such a coroutine has suspended itself,
    # which left the current task in some queue.
    @staticmethod
    def set(resolve, reject):
        core._top_level_task.coro.resolve = resolve
        _new_top_level_task()
        core._schedule_run_iter(0)


def _new_top_level_task():
    core.cur_task = core._top_level_task = core.Task(_Waiter(), core.__dict__)


def _lasting_run_iter():
    try:
        _run_iter()
    except BaseException as error:
        task = core.cur_task
        core.cur_task = core._top_level_task
        core._schedule_run_iter(0)
        _fail(task, error)
        raise


def _fail(task, error):
    """End a task as the loop does when its coroutine raises an `Exception`."""
    waiting = task.state
    task.data = error
    task.state = None if waiting is True else False
    if callable(waiting):
        waiting(task, error)
    elif waiting is not True:
        while waiting and waiting.peek():
            core._task_queue.push(waiting.pop())


def _create_owned_task(coroutine):
    task = _create_task(coroutine)
    _owner.give(task, _owner.owned())
    return task


def start(coroutine):
    """Make a task whose first step runs now, not when the event loop comes to it.

    The coroutine must not raise.
    """
    task = core.Task(coroutine, core.__dict__)
    _owner.give(task, _owner.target())
    before, core.cur_task = core.cur_task, task
    try:
        coroutine.send(None)
    except StopIteration:
        task.state = None
    finally:
        core.cur_task = before
    core._schedule_run_iter(0)


def install():
    # Once a page has called `js.window.setTimeout`, the interpreter calls what it loads
    # as `js.setTimeout` with a wrong `this`; a method of an object stays right.
    core.js = js.globalThis
    core.TopLevelCoro = _TopLevelCoro
    core._run_iter = _lasting_run_iter
    core.create_task = asyncio.create_task = _create_owned_task
    _new_top_level_task()
