"""Showing Python values on the page."""

import io
import json
import sys
from binascii import b2a_base64
from collections import OrderedDict

import js

from pyscript._types import HTML
from pyscript.context import current_target, document

_MICROPYTHON = sys.implementation.name == "micropython"
if _MICROPYTHON:
    _NULL = None
else:
    from pyodide.ffi import jsnull as _NULL

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


def display(*values, target=None, append=True):
    """Show `values` on the page, each as its richest form.

    `target` is the id of an element, with or without a leading `#`, or an element
    itself; by default the place that belongs to the running script. With
    `append=False` what was there is removed first.

    Raises `ValueError` when the page has no element with that id.
    """
    element = _find(target)
    if not append:
        element.replaceChildren()
    for value in values:
        _show(value, element, append)


def _find(target):
    if target is None or target is _NULL:
        target = current_target()
    elif isinstance(target, str):
        if target.startswith("#"):
            target = target[1:]
    else:
        node = _node(target)
        if node is not None:
            return node
    element = document.getElementById(target)
    if not hasattr(element, "tagName"):
        raise ValueError(f"Cannot find element with id='{target}' in the page.")
    # A script of this page has its output elsewhere.
    if element.tagName == "SCRIPT" and hasattr(element, "target"):
        return element.target
    return element


def _node(value):
    """The DOM node that `value` is or wraps, else `None`."""
    value = getattr(value, "_dom_element", value)
    is_proxy = type(value).__name__ == "JsProxy" or hasattr(value, "js_id")
    return value if is_proxy and hasattr(value, "nodeType") else None


def _show(value, element, append):
    node = _node(value)
    if node is None:
        mime, content, metadata = _represent(value)
        if not content.strip():
            return
    if append:
        box = document.createElement("div")
        element.append(box)
    else:
        box = element
    if node is not None:
        box.append(node)
    else:
        _write(box, mime, content, metadata)


def _write(box, mime, content, metadata):
    if mime == "text/html":
        box.append(document.createRange().createContextualFragment(content))
    elif mime == "application/javascript":
        script = document.createElement("script")
        script.textContent = content
        box.append(script)
    elif mime == "image/svg+xml":
        box.innerHTML = content
    elif mime.startswith("image/"):
        attributes = "".join(
            f' {_escape(str(name))}="{_escape(str(item))}"' for name, item in metadata.items()
        )
        box.innerHTML = f'<img src="data:{mime};base64,{content}"{attributes}>'
    else:
        box.textContent = content


def _represent(value):
    """The MIME type, text and metadata that `value` is shown with."""
    if isinstance(value, str):
        return "text/plain", str(value), {}
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
