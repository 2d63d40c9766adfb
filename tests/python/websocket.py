import asyncio

import js
from pyscript import WebSocket, window
from pyscript.websocket import WebSocketEvent

url = js.URL.new("socket", window.location.href).href.replace("http", "ws")
events = []


async def on_message(event):
    if not MICROPYTHON:
        # There the reference never resumes whoever sleeps meanwhile.
        await asyncio.sleep(0)
    events.append(("message", event))


class Handlers:
    def closed(self, event):
        events.append(("close", event))


ws = WebSocket(
    url=url,
    onopen=lambda event: events.append(("open", event)),
    onmessage=on_message,
)
ws.onclose = Handlers().closed if not MICROPYTHON else lambda event: events.append(("close", event))
check("states", [WebSocket.CONNECTING, WebSocket.OPEN, WebSocket.CLOSING, WebSocket.CLOSED], [0, 1, 2, 3])
check("connecting", ws.readyState, WebSocket.CONNECTING)
check("url", ws.url, url)
check("binaryType", ws.binaryType, "arraybuffer")
check("the socket", ws._js_websocket.url, url)
check("absent", hasattr(ws, "nonsense"), False)
ws._mine = 5
check("everything else is the socket's", [ws._mine, ws._js_websocket._mine], [5, 5])
await until(lambda: events)
name, event = events.pop()
check("open", [name, event.type, ws.readyState], ["open", "open", WebSocket.OPEN])
check("an event", isinstance(event, WebSocketEvent))
check("absent in event", hasattr(event, "nonsense"), False)


async def echo(data):
    ws.send(data)
    await until(lambda: events)
    return events.pop()[1].data


check("text", await echo("héllo"), "héllo")
check("empty text", await echo(""), "")
for sent in b"\x00\xff", bytearray(b"ab"), memoryview(b"view"), [1, 2, 255], b"", bytes(range(256)) * 300:
    got = await echo(sent)
    check(f"{type(sent).__name__} kind", type(got) is memoryview)
    check(f"{type(sent).__name__} {len(sent)}", bytes(got), bytes(sent))
raises("send a number", TypeError, "", ws.send, 5)
raises("send None", TypeError, "", ws.send, None)

# Another handler takes the place
others = []
ws.onmessage = lambda event: others.append(event.data)
ws.send("again")
await until(lambda: others)
check("the last handler", [others, events], [["again"], []])

# Raw events
raw = []
from pyscript import ffi

ws.addEventListener("message", ffi.create_proxy(lambda event: raw.append(event.data)))
ws.send("raw")
await until(lambda: raw)
check("raw", raw, ["raw"])

# The end, by the server and by the page
ws.send("close 4001 so long")
await until(lambda: events)
name, event = events.pop()
check("closed", [name, event.code, event.reason, event.wasClean], ["close", 4001, "so long", True])
check("state", ws.readyState, WebSocket.CLOSED)
for arguments, code, reason in (
    ((), 1005, ""),
    ((4000,), 4000, ""),
    ((4002, "why"), 4002, "why"),
):
    closed = []
    ws = WebSocket(url, onclose=lambda event: closed.append(event), onopen=lambda event: ws.close(*arguments))
    await until(lambda: closed)
    check(f"close{arguments}", [closed[0].code, closed[0].reason], [code, reason])

# Other keywords are attributes of the socket; an address may be relative
relative = WebSocket("./socket", binaryType="blob", mine="x")
check("keywords", [relative.binaryType, relative._js_websocket.mine], ["blob", "x"])
check("relative", relative.url, url)
relative.close()

# No such server
failed = []
ws = WebSocket(url + "-not", onerror=lambda event: failed.append(event.type))
await until(lambda: failed)
check("error", failed, ["error"])

# Protocols
for protocols in "one", ["zero", "one"], ("two", "one"):
    opened = []
    ws = WebSocket(url, protocols, onopen=lambda event: opened.append(event))
    await until(lambda: opened)
    check(f"protocols {protocols}", ws.protocol, "one")
    ws.close()

report()
