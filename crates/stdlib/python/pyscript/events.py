"""Running Python when something happens on the page or in the page's own code."""

import asyncio
import functools
import inspect
import sys

import js

from pyscript._types import Event, _is_coroutine
from pyscript.ffi import create_proxy, to_js
from pyscript.util import is_awaitable

_MICROPYTHON = sys.implementation.name == "micropython"


def when(event_type, selector=None, **options):
    """Make a function run when an event happens.

        @when("click", "#save")
        def save(event): ...

    `event_type` is the name of a DOM event, an `Event`, or a list of `Event`. For
    a DOM event `selector` is a CSS selector, an element, any other event target,
    or several of these; `options` are those of `addEventListener` (`once=True`,
    `signal=...`), and `invoke="preventDefault"` names methods of the event that
    are called before the function.

    The function gets the event if it takes an argument. An `async` function is
    started and not waited for. Only elements that exist now are affected.

    Raises `ValueError` when `selector` is missing or matches nothing, `TypeError`
    when `event_type` is something else.
    """
    if isinstance(event_type, str):
        targets = _targets(selector)
        return functools.partial(_listen, event_type, targets, options)
    sources = [event_type] if isinstance(event_type, Event) else event_type
    if not isinstance(sources, (list, tuple)) or not all(
        isinstance(source, Event) for source in sources
    ):
        raise TypeError(
            "when() needs the name of a DOM event, an Event or a list of Event, "
            f"not {event_type!r}"
        )
    return functools.partial(_subscribe, sources)


def _subscribe(sources, function):
    wrapper = _adapt(function)
    for source in sources:
        source.add_listener(wrapper)
    return wrapper


def _listen(event_type, targets, options, function):
    wrapper = _adapt(function)
    options = dict(options)
    invoke = options.pop("invoke", ())
    if isinstance(invoke, str):
        invoke = (invoke,)

    def listener(event):
        for name in invoke:
            getattr(event, name)()
        outcome = wrapper(event)
        if _is_coroutine(outcome):
            # Pyodide runs a coroutine that JavaScript receives and reports its error.
            return _start(outcome) if _MICROPYTHON else outcome

    proxy = create_proxy(listener)
    settings = to_js(options) if options else False
    for target in targets:
        target.addEventListener(event_type, proxy, settings)
    return wrapper


def _start(coroutine):
    # Awaited by JavaScript, it would take over the wake-up of another coroutine that
    # sleeps; as a task it has its own.
    async def run():
        try:
            await coroutine
        except Exception as error:
            js.setTimeout(functools.partial(_throw, error), 0)

    asyncio.create_task(run())


def _throw(error, *_):
    raise error


def _targets(selector):
    if isinstance(selector, str) and selector:
        found = _query(selector)
    elif not selector:
        raise ValueError("Selector required for DOM event handling.")
    else:
        found = _event_targets(selector)
    if not found:
        raise ValueError(f"No elements found for selector: {selector}")
    return found


def _event_targets(value):
    value = getattr(value, "_dom_element", value)
    if hasattr(value, "addEventListener"):
        return [value]
    try:
        members = iter(value)
    except TypeError:
        raise TypeError(f"{value!r} is not an element nor a collection of elements") from None
    return [target for member in members for target in _event_targets(member)]


def _query(selector):
    return list(js.document.querySelectorAll(selector))


def _adapt(function):
    """A function that calls `function` with the event or, if it takes none, without."""
    takes_event = _takes_event(function)
    if is_awaitable(function):

        async def wrapper(*args, **kw):
            return await (function(*args, **kw) if takes_event else function())

    else:

        def wrapper(*args, **kw):
            return function(*args, **kw) if takes_event else function()

    return wrapper if _MICROPYTHON else functools.wraps(function)(wrapper)


def _takes_event(function):
    try:
        return len(inspect.signature(function).parameters) > 0
    except (NotImplementedError, ValueError):
        return True
