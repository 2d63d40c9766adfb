"""Showing Python values on the page."""

import sys

from pyscript._types import HTML
from pyscript.context import current_target, document

if sys.implementation.name == "micropython":
    _NULL = None
else:
    from pyodide.ffi import jsnull as _NULL

# What a value may have to be shown with; `_rich` knows how.
_OFFERS = (
    "_repr_mimebundle_ savefig _repr_png_ _repr_jpeg_ _repr_svg_ _repr_html_ _repr_json_ "
    "_repr_javascript_"
).split()


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
    elif mime in ("text/plain", "application/json"):
        box.textContent = content
    else:
        from pyscript._rich import write

        write(box, mime, content, metadata)


def _represent(value):
    """The MIME type, text and metadata that `value` is shown with."""
    if isinstance(value, str):
        return "text/plain", str(value), {}
    if type(value) is HTML and isinstance(value._html, str):
        return "text/html", value._html, {}
    for name in _OFFERS:
        if hasattr(value, name):
            from pyscript._rich import represent

            return represent(value)
    return "text/plain", repr(value), {}
