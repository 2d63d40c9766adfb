from collections.abc import Awaitable
from typing import Any

class _Workers:
    def __getitem__(self, name: str) -> Awaitable[Any]: ...
    def __getattr__(self, name: str) -> Awaitable[Any]: ...

workers: _Workers
"""`await workers["name"]` or `await workers.name` gives what calls that worker's functions.

Waits until the worker is ready, also for one that does not exist yet.
"""

async def create_named_worker(
    src: str,
    name: str,
    config: dict[str, Any] | str | None = None,
    type: str = "py",
) -> Any:
    """Start a worker that runs the file `src`, and wait for it.

    `config` is a `dict`, or a `str` with JSON or an URL; `type` is `"py"` or
    `"mpy"`. Gives what `await workers[name]` gives.
    """
