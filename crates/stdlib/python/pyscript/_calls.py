"""What `await workers[name]` gives: the functions of a worker as Python calls them."""

import sys

from pyscript.ffi import to_js

if sys.implementation.name == "micropython":
    from pyscript._to_js import number
else:

    def number(value):
        return value



class Coming:
    """A worker that may not be ready yet; it can be awaited any number of times."""

    def __init__(self, promise):
        self._promise = promise

    def __await__(self):
        return Calls((yield from self._promise.__await__()))

    def __iter__(self):
        # What MicroPython awaits.
        return Calls((yield from self._promise))

    def __getattr__(self, name):
        return getattr(self._promise, name)


class Calls:
    """Reading a name gives what calls the worker's function, setting one offers a function to it."""

    def __init__(self, sync):
        object.__setattr__(self, "_sync", sync)

    def __getattr__(self, name):
        function = getattr(self._sync, name)

        def call(*args, **named):
            args = [number(it) for it in args]
            if named:
                return getattr(self._sync, "pyxide.named")(name, to_js(named), *args)
            return function(*args)

        return call

    def __setattr__(self, name, function):
        setattr(self._sync, name, function)
