"""A table of checks. Loaded by the pages of this folder before their own script."""

import asyncio
import sys

import js
from pyscript import RUNNING_IN_WORKER as IN_WORKER

MICROPYTHON = sys.implementation.name == "micropython"
_count = 0
_wrong = []


def check(name, got, expected=True):
    global _count
    _count += 1
    if got != expected or isinstance(got, bool) != isinstance(expected, bool):
        _wrong.append(f"{name}: got {got!r} instead of {expected!r}")


def raises(name, kind, text, function, *args, **options):
    """Check that a call raises `kind` with a message that contains `text`."""
    try:
        got = function(*args, **options)
    except Exception as error:
        check(name + " type", isinstance(error, kind) or repr(error))
        check(name + " text", text in str(error) or repr(str(error)))
    else:
        check(name, f"returned {got!r}", f"raised {kind.__name__}")


async def until(condition):
    """Wait until `condition()` holds; the check that follows says what was missing."""
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0.01)


async def delivered():
    """Wait until the handlers of all events so far have run: on the page they have, a worker runs them afterwards."""
    if not IN_WORKER:
        return
    from pyscript import when, window

    arrived = []
    when("delivered", window, once=True)(lambda event: arrived.append(event))
    window.dispatchEvent(window.Event.new("delivered"))
    await until(lambda: arrived)


def element(tag="div", **attributes):
    """A new element at the end of the page, with an id."""
    made = js.document.createElement(tag)
    made.id = f"made-{js.document.getElementsByTagName('*').length}"
    for name, value in attributes.items():
        made.setAttribute(name.replace("_", "-"), value)
    js.document.getElementById("stage").append(made)
    return made


def report():
    js.document.getElementById("stage").remove()
    lines = [f"{_count - len(_wrong)} of {_count} hold"] + _wrong
    js.document.getElementById("result").textContent = "\n".join(lines)
