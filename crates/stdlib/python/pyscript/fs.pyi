from typing import Any

mounted: dict[str, Any]
"""What is mounted: the paths, each with the object whose `syncfs()` writes to disk."""

async def mount(path: str, mode: str = "readwrite", root: str = "", id: str = "pyscript") -> None:
    """Let the user choose a folder and copy what is in it to `path`.

    `mode` is `"readwrite"` or `"read"`. `root` is where the choice starts. The choice
    is remembered for `path` and `id`. Raises `ValueError` when `path` is mounted
    already, `JsException` (in a worker `RuntimeError`) when the user refuses.
    """

async def sync(path: str) -> None:
    """Make the folder on disk equal to `path`: files are written and deleted there.

    Raises `KeyError` when nothing is mounted at `path`.
    """

async def unmount(path: str) -> None:
    """`sync`, then leave `path` empty. Raises `KeyError` when nothing is mounted there."""

async def revoke(path: str, id: str = "pyscript") -> bool:
    """Forget the choice made for `path` and `id`, and unmount without writing to disk.

    Gives `False` when there is none.
    """
