"""Requests over the network."""

import json
import sys

import js

from pyscript.context import RUNNING_IN_WORKER
from pyscript.ffi import jsnull, to_js
from pyscript.util import as_bytearray

_MICROPYTHON = sys.implementation.name == "micropython"


def fetch(url, **options):
    """Start a request; `await` it for the response.

        data = await fetch("data.json").json()

    `options` are those of the browser's `fetch`; a `dict` or `list` as body is sent as JSON.

    An HTTP error status is not an exception: look at `response.ok`. A failing
    network raises `JsException`.
    """
    if RUNNING_IN_WORKER:
        from pyscript._in_worker import absolute

        url = absolute(url)
    if options:
        promise = js.globalThis.fetch(url, _request_init(options))
    else:
        promise = js.globalThis.fetch(url)
    return _with_body_methods(promise.then(_Response))


def _request_init(options):
    body = options.get("body")
    if isinstance(body, (dict, list)):
        options["body"] = json.dumps(body)
        headers = options.get("headers") or {}
        if isinstance(headers, dict) and not any(k.lower() == "content-type" for k in headers):
            options["headers"] = dict(headers, **{"content-type": "application/json"})
    return to_js({key: jsnull if value is None else value for key, value in options.items()})


class _Response:
    """The browser's response, with a body that arrives as Python values."""

    def __init__(self, response):
        self._response = response

    def __getattr__(self, name):
        return getattr(self._response, name)

    async def json(self):
        """The body, parsed as JSON into Python values."""
        return json.loads(await self._response.text())

    async def text(self):
        """The body as a `str`."""
        return await self._response.text()

    async def bytearray(self):
        """The body as a `bytearray`."""
        return as_bytearray(await self._response.arrayBuffer())

    async def arrayBuffer(self):
        """The body as a `memoryview`."""
        return memoryview(await self.bytearray())

    async def blob(self):
        """The body as a JavaScript `Blob`."""
        return await self._response.blob()

    def clone(self):
        """A second response with the same body, to read it twice."""
        return _Response(self._response.clone())


def _with_body_methods(promise):
    # Were the methods to hold the promise that holds them, JavaScript and Python
    # could never free either.
    holder = js.WeakRef.new(promise) if _MICROPYTHON else None

    def method(name):
        async def read():
            response = await (holder.deref() if _MICROPYTHON else promise)
            return await getattr(response, name)()

        return read

    for name in ("json", "text", "bytearray", "arrayBuffer", "blob"):
        setattr(promise, name, method(name))
    return promise
