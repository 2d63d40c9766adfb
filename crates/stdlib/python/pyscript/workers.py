"""The named workers of this page. Only on the page's own thread."""

import json

import _pyscript
import js

from pyscript.context import RUNNING_IN_WORKER

if RUNNING_IN_WORKER:
    raise ImportError("pyscript.workers is available on the page's own thread only")


class _Workers:
    """`await workers["name"]` or `await workers.name` gives what calls that worker's functions.

    It waits until the worker is ready, also for one that does not exist yet.
    """

    def __getattr__(self, name):
        from pyscript._calls import calls

        return _pyscript.worker(name, calls)

    __getitem__ = __getattr__

    def __iter__(self, name=None):
        raise TypeError("workers cannot be listed: `await workers[name]` waits for one")

    __contains__ = __iter__


workers = _Workers()


async def create_named_worker(src, name, config=None, type="py"):
    """Start a worker that runs the file `src`, and wait for it.

    `config` is a `dict`, or a `str` with JSON or an URL; `type` is `"py"` or
    `"mpy"`. Gives what `await workers[name]` gives.
    """
    if not _pyscript.is_type(type):
        raise ValueError(f'type is "py" or "mpy", not {type!r}')
    script = js.document.createElement("script")
    script.type = type
    script.src = src
    script.setAttribute("worker", "")
    script.setAttribute("name", name)
    if config:
        script.setAttribute("config", config if isinstance(config, str) else json.dumps(config))
    js.document.body.append(script)
    return await workers[name]
