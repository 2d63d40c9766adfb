from typing import Any

class HTML:
    """Text that `display` shows as HTML instead of escaping it."""

    def __init__(self, html: str) -> None: ...
    def _repr_html_(self) -> str: ...

def display(*values: Any, target: Any = None, append: bool = True) -> None:
    """Show values on the page, each as its richest form.

    `target` is the id of an element, with or without `#`, or an element. With
    `append=False` what was there is removed first.

    Raises `ValueError` when the page has no element with that id.
    """
