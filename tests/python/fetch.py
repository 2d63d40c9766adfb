import asyncio
import json

import js
from pyscript import fetch, window

ada = {"name": "Ada", "years": [1815, 1852], "none": None, "half": 0.5}
every_byte = bytes(range(256))

# The response
response = await fetch("data/ada.json")
check("ok", response.ok, True)
check("status", response.status, 200)
check("statusText", response.statusText, "OK")
check("type", response.headers.get("content-type").split(";")[0], "application/json")
check("url", response.url.endswith("/data/ada.json"))
check("bodyUsed", response.bodyUsed, False)
check("absent attribute", hasattr(response, "nonsense"), False)
data = await response.json()
check("json", data, ada)
check("json gives a dict", type(data) is dict)
check("used", response.bodyUsed, True)
check("text", await (await fetch("data/text.txt")).text(), "café\n")
response = await fetch("data/bytes.bin")
read = await response.bytearray()
check("bytearray", read, bytearray(every_byte))
check("a bytearray", type(read) is bytearray)
response = await fetch("data/bytes.bin")
read = await response.arrayBuffer()
check("arrayBuffer", bytes(read), every_byte)
check("its length", len(read), 256)
response = await fetch("data/bytes.bin")
blob = await response.blob()
check("blob", blob.size, 256)
empty = await fetch("data/nothing.txt")
check("empty text", await empty.text(), "")
empty = await fetch("data/nothing.txt")
check("empty bytes", await empty.bytearray(), bytearray())

# Without the response
check("direct json", await fetch("data/ada.json").json(), ada)
check("direct text", await fetch("data/text.txt").text(), "café\n")
check("direct bytearray", await fetch("data/bytes.bin").bytearray(), bytearray(every_byte))
check("direct arrayBuffer", bytes(await fetch("data/bytes.bin").arrayBuffer()), every_byte)
check("direct blob", (await fetch("data/bytes.bin").blob()).size, 256)
several = await asyncio.gather(fetch("data/ada.json").json(), fetch("data/text.txt").text())
check("gathered", several, [ada, "café\n"])
promise = fetch("data/ada.json")
first = await promise
check("awaited twice", (await promise).status, 200)
address = js.URL.new("data/text.txt", window.location.href)
check("URL object", await fetch(address).text(), "café\n")
check("Request object", await fetch(js.Request.new(address.href)).text(), "café\n")

# Errors
response = await fetch("missing.txt")
check("404 is no exception", [response.ok, response.status], [False, 404])
check("its text", await response.text(), "it is not here")
check("direct text of a 404", await fetch("missing.txt").text(), "it is not here")
for name, request in (
    ("a dropped connection", lambda: fetch("dropped.txt")),
    ("a dropped connection, direct", lambda: fetch("dropped.txt").text()),
):
    try:
        await request()
        check(name, "no exception", "JsException")
    except Exception as error:
        check(name, type(error).__name__, "JsException")
try:
    await fetch("data/text.txt").json()
    check("invalid JSON", "no exception", "ValueError")
except ValueError:
    check("invalid JSON", True)
response = await fetch("data/text.txt")
await response.text()
try:
    await response.text()
    check("read twice", "no exception", "JsException")
except Exception as error:
    check("read twice", type(error).__name__, "JsException")
raises("no positional options", TypeError, "", fetch, "data/text.txt", {"method": "POST"})

# Options
sent = await fetch("echo", method="POST", body="hello", headers={"X-Own": "yes"}).json()
check("method", sent["method"], "POST")
check("body", sent["body"], "hello")
check("header", sent["headers"]["x-own"], "yes")
for method in "PUT", "DELETE", "PATCH":
    sent = await fetch("echo", method=method, body=json.dumps({"a": 1})).json()
    check(method, [sent["method"], sent["body"]], [method, '{"a": 1}'])
sent = await fetch("echo", method="POST", body=None).json()
check("no body", sent["body"], "")
sent = await fetch("echo", mode="same-origin", credentials="omit", cache="no-store").json()
check("other options", sent["method"], "GET")

report()
