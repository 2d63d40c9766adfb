"""Folders of the user's disk in Python's file system (Chromium only)."""

import _pyscript
import js
import polyscript

from pyscript.context import RUNNING_IN_WORKER
from pyscript.context import sync as _channel
from pyscript.ffi import is_none, to_js

if not hasattr(_pyscript, "fs"):
    raise ImportError("pyscript.fs is not available here")

#: What is mounted: the paths, each with the object whose `syncfs()` writes to disk.
mounted = {}

_interpreter = _pyscript.interpreter
_handles = polyscript.IDBMap.new(_pyscript.fs.NAMESPACE)


async def mount(path, mode="readwrite", root="", id="pyscript"):
    """Let the user choose a folder and copy what is in it to `path`, which must be empty.

    `mode` is `"readwrite"` or `"read"`; `root` is where the choice starts, such as
    `"documents"`. The choice is remembered for `path` and `id`.

    Raises `ValueError` when `path` is mounted already, `JsException` (in a worker
    `RuntimeError`) when the user refuses or the browser has no such thing.
    """
    js.console.warn("experimental pyscript.fs ⚠️")
    if path in mounted:
        raise ValueError(f"Path '{path}' is already mounted. Use fs.unmount() first.")
    key = f"{path}@{id}"
    details = await _handles.get(key)
    handle = None if is_none(details) else await _check_permission(details)
    if handle is None:
        options = {"id": id, "mode": mode}
        if root:
            options["startIn"] = root
        handle = await _ask(key, options)
    mounted[path] = await _interpreter.mountNativeFS(path, handle)


async def sync(path):
    """Make the folder on disk equal to `path`: files are written and deleted there.

    Raises `KeyError` when nothing is mounted at `path`, `JsException` when the
    browser cannot write.
    """
    if path not in mounted:
        raise KeyError(f"Path '{path}' is not mounted. Use fs.mount() to mount it first.")
    await mounted[path].syncfs()


async def unmount(path):
    """`sync`, then leave `path` empty.

    Raises `KeyError` when nothing is mounted at `path`.
    """
    if path not in mounted:
        raise KeyError(f"Path '{path}' is not mounted. Cannot unmount.")
    await sync(path)
    _detach(path)


async def revoke(path, id="pyscript"):
    """Forget the choice made for `path` and `id`, and unmount without writing to disk.

    Gives `False` when there is none. What was not written by `sync` is lost.
    """
    key = f"{path}@{id}"
    if not await _handles.has(key):
        return False
    await _handles.delete(key)
    if path in mounted:
        _detach(path)
    return True


def _detach(path):
    _interpreter.FS.unmount(path)
    del mounted[path]


async def _check_permission(details):
    """The remembered handle if it may still be used as it was asked for, else `None`."""
    wanted = to_js({"mode": details.options.mode})
    state = await details.handler.queryPermission(wanted)
    return details.handler if state == "granted" else None


async def _ask(key, options):
    if not RUNNING_IN_WORKER:
        handle = await _pyscript.fs.getFileSystemDirectoryHandle(to_js(options))
        await _handles.set(key, to_js({"handler": handle, "options": options}))
        return handle
    stored = _channel.storeFSHandler(key, to_js(options))
    if hasattr(stored, "then"):
        stored = await stored
    if not stored:
        raise RuntimeError(_pyscript.fs.ERROR)
    return (await _handles.get(key)).handler
