import asyncio

import js
from pyscript import WebSocket, window

url = js.URL.new("socket", window.location.href).href.replace("http", "ws")

# No parameter, bound methods, and none at all
calls = []


class Handlers:
    def __init__(self):
        self.got = []

    def message(self, event):
        self.got.append(event.data)


handlers = Handlers()
ws = WebSocket(url, onopen=lambda: calls.append("open"), onmessage=handlers.message)
await until(lambda: calls)
check("without parameter", calls, ["open"])
ws.send("bound")
await until(lambda: handlers.got)
check("bound method", handlers.got, ["bound"])
ws.onmessage = None
other = []
from pyscript import ffi

ws.addEventListener("message", ffi.create_proxy(lambda event: other.append(event.data)))
ws.send("unheard")
await until(lambda: other)
check("no handler", [handlers.got, other], [["bound"], ["unheard"]])

# A handler that waits while others do
async def slow(event):
    await asyncio.sleep(0.01)
    other.append(f"slow {event.data}")


ws.onmessage = slow
ws.send("one")
await until(lambda: other[-1] == "slow one")
check("waiting handler", other[-1], "slow one")

# What is JavaScript's goes as it is, and comes so
got = []
ws.binaryType = "blob"
ws.onmessage = lambda event: got.append(event.data)
ws.send(js.Blob.new(ffi.to_js([ffi.to_js(b"blob")])))
await until(lambda: got)
check("blob", [got[0].size, await got[0].text()], [4, "blob"])

# A reason alone
closed = []
ws.onclose = closed.append
ws.close(reason="enough")
await until(lambda: closed)
check("reason", [closed[0].code, closed[0].reason], [1000, "enough"])

# A class like others
class Mine(WebSocket):
    pass


mine = Mine(url)
check("subclass", isinstance(mine, WebSocket))
mine.close()

# What JavaScript throws, MicroPython of the reference cannot catch
early = WebSocket(url)
for name, call in (
    ("InvalidStateError", lambda: early.send("too early")),
    ("InvalidAccessError", lambda: early.close(5)),
    ("SyntaxError", lambda: WebSocket("nonsense://nowhere")),
):
    try:
        call()
        check(name, "no exception", "JsException")
    except Exception as error:
        check(name, [type(error).__name__, name in repr(error) + str(error)], ["JsException", True])
early.close()

report()
