"""How values are shown that say so themselves: bundles, pictures, figures (loaded by `display`)."""

import io
import json
import sys
from binascii import b2a_base64
from collections import OrderedDict

from pyscript.context import document

_MICROPYTHON = sys.implementation.name == "micropython"

# Best first: decides which entry of a bundle is shown where a dict has no order.
_SUPPORTED = (
    "text/html",
    "image/svg+xml",
    "image/png",
    "image/jpeg",
    "application/json",
    "application/javascript",
    "text/plain",
)

# The methods a value can offer, in the order they are tried.
_METHODS = (
    ("_repr_png_", "image/png"),
    ("_repr_jpeg_", "image/jpeg"),
    ("_repr_svg_", "image/svg+xml"),
    ("_repr_html_", "text/html"),
    ("_repr_json_", "application/json"),
    ("_repr_javascript_", "application/javascript"),
)


def write(box, mime, content, metadata):
    """Put content into an element, of a type that is neither HTML nor text."""
    if mime == "application/javascript":
        script = document.createElement("script")
        script.textContent = content
        box.append(script)
    elif mime == "image/svg+xml":
        box.innerHTML = content
    else:
        attributes = "".join(
            f' {_escape(str(name))}="{_escape(str(item))}"' for name, item in metadata.items()
        )
        box.innerHTML = f'<img src="data:{mime};base64,{content}"{attributes}>'


def represent(value):
    """The MIME type, text and metadata that `value` is shown with."""
    if hasattr(value, "_repr_mimebundle_"):
        found = _from_bundle(value._repr_mimebundle_())
        if found:
            return found
    if hasattr(value, "savefig"):
        buffer = io.BytesIO()
        value.savefig(buffer, format="png")
        return _encoded("image/png", buffer.getvalue(), {})
    for name, mime in _METHODS:
        method = getattr(value, name, None)
        data = None if method is None else method()
        if data is not None:
            return _encoded(mime, data, {})
    return "text/plain", repr(value), {}


def _from_bundle(bundle):
    shared = {}
    if isinstance(bundle, tuple):
        bundle, shared = bundle
    if not bundle:
        return None
    ordered = not _MICROPYTHON or isinstance(bundle, OrderedDict)
    for mime in bundle if ordered else _SUPPORTED:
        if mime in _SUPPORTED and mime in bundle:
            return _encoded(mime, bundle[mime], (shared or {}).get(mime, {}))
    return None


def _encoded(mime, data, shared):
    metadata = dict(shared)
    if isinstance(data, tuple):
        data, own = data
        metadata.update(own or {})
    if mime in ("image/png", "image/jpeg"):
        if not isinstance(data, str):
            data = b2a_base64(bytes(data)).decode().strip()
    elif mime == "application/json" and not isinstance(data, str):
        data = json.dumps(data)
    elif not isinstance(data, str):
        raise TypeError(f"the {mime} form of a value must be a str, not {type(data).__name__}")
    return mime, data, metadata


def _escape(text):
    for character, entity in (
        ("&", "&amp;"),
        ("<", "&lt;"),
        (">", "&gt;"),
        ('"', "&quot;"),
        ("'", "&#x27;"),
    ):
        text = text.replace(character, entity)
    return text
