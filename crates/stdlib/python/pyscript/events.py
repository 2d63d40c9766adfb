"""Running Python when something happens on the page or in the page's own code."""

import asyncio
import functools
import inspect
import io
import sys

import js

from pyscript import _owner
from pyscript._types import Event, _is_coroutine
from pyscript.context import RUNNING_IN_WORKER, document
from pyscript.util import is_awaitable

_MICROPYTHON = sys.implementation.name == "micropython"
# Not those of `pyscript.ffi`, which pages with events alone do not load.
if _MICROPYTHON:
    from jsffi import create_proxy, to_js
else:
    from pyodide.ffi import create_proxy, to_js
_ABSENT = object()


def when(event_type, selector=None, **options):
    """Make a function run when an event happens.

    `event_type` is the name of a DOM event, an `Event`, or a list of `Event`. For
    a DOM event `selector` is a CSS selector, an element, any other event target,
    or several of these; `options` are those of `addEventListener` (`once=True`,
    `signal=...`), and `invoke="preventDefault"` names methods of the event that
    are called before the function.

    The function gets the event if it takes an argument. Only elements that exist now
    are affected.

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
    # A worker hears of an event when it is over: there the page calls the methods, before.
    invoke = () if RUNNING_IN_WORKER else options.pop("invoke", ())
    if isinstance(invoke, str):
        invoke = (invoke,)
    proxy = create_proxy(_listener(wrapper, invoke))
    settings = _settings(options) if options else False
    for target in targets:
        target.addEventListener(event_type, proxy, settings)
    return wrapper


def _settings(options):
    return to_js(options) if _MICROPYTHON else to_js(options, dict_converter=js.Object.fromEntries)


def _make_listener(function):
    """What JavaScript can call with an event, from a handler of any kind."""
    return _listener(_adapt(function), ())


def _listener(wrapper, invoke):
    def handle(event):
        outcome = wrapper(event)
        if _is_coroutine(outcome):
            asyncio.create_task(_reporting(outcome))

    owner = _owner.target()

    def listener(event):
        for name in invoke:
            getattr(event, name)()
        _owner.call(owner, handle, event)

    return listener


async def _reporting(coroutine):
    try:
        await coroutine
    except Exception as error:
        # What JavaScript's callback throws becomes a rejection that the page hears of.
        js.Promise.new(functools.partial(_throw, error))


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
    if value is js:
        value = js.globalThis
    value = getattr(value, "_dom_element", value)
    if hasattr(value, "addEventListener"):
        return [value]
    try:
        members = iter(value)
    except TypeError:
        raise TypeError(f"{value!r} is not an element nor a collection of elements") from None
    return [target for member in members for target in _event_targets(member)]


def _query(selector):
    return list(document.querySelectorAll(selector))


def _adapt(function):
    """A function that hands `function` the event if it takes an argument, else nothing."""
    takes_event = _takes_event(function)

    def call(event=_ABSENT, *args, **kw):
        if event is _ABSENT:
            return function(*args, **kw)
        if takes_event is None:
            return _probe(function, event)
        return function(event, *args, **kw)

    def call_bare(*args, **kw):
        return function()

    wrapper = call if takes_event is not False else call_bare
    if is_awaitable(function):
        wrapper = _awaiting(wrapper, takes_event)
    return wrapper if _MICROPYTHON else functools.wraps(function)(wrapper)


def _awaiting(call, takes_event):
    # MicroPython counts the parameters, so those of the two forms differ here too.
    async def wrapper(event=_ABSENT, *args, **kw):
        return await call(event, *args, **kw)

    async def bare_wrapper(*args, **kw):
        return await call()

    return bare_wrapper if takes_event is False else wrapper


def _takes_event(function):
    """Whether a function has parameters; `None` if the interpreter cannot tell."""
    if _MICROPYTHON and getattr(function, "__name__", "") == "_partial":
        return None
    try:
        return len(inspect.signature(function).parameters) > 0
    except NotImplementedError:
        return None
    except ValueError:
        # A builtin function of CPython that does not say.
        return True


def _probe(function, event):
    """Call with the event or, if the call itself is refused, without."""
    try:
        return function(event)
    except TypeError as error:
        if not _refused(error):
            raise
    return function()


def _refused(error):
    """Whether an exception of MicroPython is about the number of arguments of our own call."""
    if "argument" not in str(error):
        return False
    text = io.StringIO()
    sys.print_exception(error, text)
    frames = [line for line in text.getvalue().split("\n") if line.startswith("  File ")]
    return __file__ in frames[-1] or "functools.py" in frames[-1]
