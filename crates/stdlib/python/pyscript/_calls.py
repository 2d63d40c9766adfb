"""What `await workers[name]` gives: the functions of a worker as Python calls them."""

from pyscript.ffi import create_proxy, to_js


class _Calls:
    # Reading a name gives what calls the worker's function, setting one offers a function to it.

    def __init__(self, call, sync):
        object.__setattr__(self, "_call", call)
        object.__setattr__(self, "_sync", sync)

    def __getattr__(self, name):
        if name == "then":
            # It is no promise.
            raise AttributeError(name)
        return lambda *args, **named: self._call(name, to_js(args), to_js(named))

    def __setattr__(self, name, function):
        setattr(self._sync, name, function)


calls = create_proxy(_Calls)
