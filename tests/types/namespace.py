# pyright: reportMissingParameterType=true, reportUnknownParameterType=true, reportUnknownVariableType=true
# pyright: reportUnknownMemberType=true, reportUnknownArgumentType=true, reportUnknownLambdaType=true
# pyright: reportMissingTypeArgument=true, reportUntypedFunctionDecorator=true
"""What a type checker knows of the namespace. Checked, never run."""

from typing import Any, assert_type

import js
import polyscript
from pyscript import (
    HTML,
    RUNNING_IN_WORKER,
    Event,
    PyWorker,
    Storage,
    WebSocket,
    config,
    create_named_worker,
    current_target,
    display,
    document,
    fetch,
    ffi,
    flatted,
    fs,
    js_import,
    js_modules,
    media,
    py_import,
    storage,
    sync,
    util,
    when,
    window,
    workers,
)
from pyscript.websocket import WebSocketEvent

assert_type(RUNNING_IN_WORKER, bool)
assert_type(config, dict[str, Any])
assert_type(current_target(), str)
assert_type(document.body, Any)
assert_type(window.location, Any)
assert_type(js.anything_at_all, Any)
assert_type(polyscript.target, str)


@when("click", "#button")
def clicked(event: Any) -> int:
    display(HTML("<b>text</b>"), target="out", append=False)
    return event.clientX


assert_type(clicked(None), int)

own = Event()
own.add_listener(lambda result: print(result))
own.trigger({"any": "value"})


@when(own)
async def later(result: Any) -> None:
    print(result)


async def responses() -> None:
    response = await fetch("data.json", method="POST", body={"a": 1})
    assert_type(response.ok, bool)
    assert_type(response.status, int)
    assert_type(await response.text(), str)
    assert_type(await response.bytearray(), bytearray)
    assert_type(await fetch("data.json").json(), Any)
    assert_type(await fetch("data.txt").text(), str)
    [module] = await js_import("./module.js")
    print(module.name)


assert_type(ffi.is_none(None), bool)
assert_type(ffi.assign({"a": 1}, {"b": 2}), dict[str, int])
assert_type(ffi.create_proxy(clicked), Any)
assert_type(ffi.to_js([1, 2]), Any)
assert_type(ffi.query(window, "location.href"), Any)
assert_type(ffi.gather(window, "location.href", "document.title").length, Any)
assert_type(ffi.direct([1]), list[int])
assert_type(ffi.shared(8), Any)
assert_type(util.as_bytearray(js.Uint8Array.new(4)), bytearray)



class Settings(Storage):
    pass


async def kept() -> None:
    store = await storage("settings")
    assert_type(store, Storage)
    store["theme"] = "dark"
    store |= {1: None}
    assert_type(await storage("settings", storage_class=Settings), Settings)
    await store.sync()


def message(event: WebSocketEvent) -> None:
    print(event.data, event.type)


socket = WebSocket("wss://example.com", ["chat"], onmessage=message)
socket.onclose = None
socket.send(b"bytes")
socket.close(1000, "done")
assert_type(socket.readyState, int)


async def devices() -> None:
    for device in await media.list_devices():
        assert_type(device, media.Device)
        assert_type(device.label + device["id"], str)
        print(await device.get_stream())
    await media.Device.request_stream(audio=True, video={"width": 640})
    await fs.mount("/data", mode="read", root="documents")
    assert_type(await fs.revoke("/data"), bool)
    [module] = await py_import("module")
    print(module, list(fs.mounted))


async def named() -> None:
    worker = await workers["name"]
    print(worker.anything(), (await workers.name).anything())
    await create_named_worker("worker.py", "name", config={"packages": []}, type="mpy")
    await PyWorker("worker.py", type="pyodide").ready


no = util.NotSupported("name", "why")
assert_type(no.error, str)
assert_type(util.is_awaitable(named), bool)
assert_type(js_modules.any_name.any_export, Any)
sync.anything(1)
assert_type(flatted.stringify([1]), str)
assert_type(flatted.parse("[1]"), Any)

# Each of these is a mistake that the stubs find.
current_target(1)  # pyright: ignore[reportCallIssue]
own.add_listener("no function")  # pyright: ignore[reportArgumentType]
when("click", "#a")(1)  # pyright: ignore[reportArgumentType]
ffi.nothing_of_this_name  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
ffi.query(window)  # pyright: ignore[reportCallIssue]
create_named_worker("worker.py")  # pyright: ignore[reportCallIssue]
fs.mount()  # pyright: ignore[reportCallIssue]
socket.close("why")  # pyright: ignore[reportArgumentType]
