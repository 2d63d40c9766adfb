"""The elements that can do more than others (loaded by `web` when first used)."""

from pyscript.context import document
from pyscript.web import ContainerElement, Element


def escape(text):
    """Text as HTML that shows it: for the content of a new element."""
    for character, entity in ("&", "amp"), ("<", "lt"), (">", "gt"), ('"', "quot"), ("'", "#39"):
        text = text.replace(character, f"&{entity};")
    return text


class HasOptions:
    """Elements that have `options`."""

    _kept_options = None

    @property
    def options(self):
        """The `Options` of the element."""
        if self._kept_options is None:
            self._kept_options = Options(self)
        return self._kept_options


class Options:
    """The options of a `select`, `datalist` or `optgroup`: iterate, count, index."""

    def __init__(self, element):
        self._element = element

    @property
    def _nodes(self):
        return self._element._dom_element.querySelectorAll("option")

    @property
    def options(self):
        """The `option` elements as they are now, a list."""
        return [Element.wrap_dom_element(node) for node in self._nodes]

    @property
    def selected(self):
        """The option that is selected. Raises `IndexError` when there are none."""
        return self.options[self._element._dom_element.selectedIndex]

    def __getitem__(self, key):
        return self.options[key]

    def __iter__(self):
        return iter(self.options)

    def __len__(self):
        return self._nodes.length

    def __repr__(self):
        return f"Options (length: {len(self)}) {self.options}"

    def add(self, value=None, html=None, text=None, before=None, **kwargs):
        """Add a new option, before an option or its index if one is given, else at the end.

        Other keywords are attributes: `selected=True`.
        """
        option = _option(**kwargs)
        for name, given in ("value", value), ("innerHTML", html), ("text", text):
            if given is not None:
                setattr(option, name, given)
        parent = self._element._dom_element
        if isinstance(before, int):
            nodes = self._nodes
            before = nodes.item(before) if 0 <= before < nodes.length else None
        before = getattr(before, "_dom_element", before)
        if not before or before.parentNode is None:
            parent.append(option._dom_element)
            return
        inside = before.parentNode if parent.contains(before) else parent
        inside.insertBefore(option._dom_element, before)

    def remove(self, index):
        """Remove the option at an index; nothing happens when there is none."""
        nodes = self._nodes
        if 0 <= index < nodes.length:
            nodes.item(index).remove()

    def clear(self):
        """Remove all options."""
        for node in list(self._nodes):
            node.remove()


def _option(**kwargs):
    from pyscript import web

    return web.option(**kwargs)


class datalist(HasOptions, ContainerElement):
    """A <datalist> element."""


class optgroup(HasOptions, ContainerElement):
    """An <optgroup> element."""


class select(HasOptions, ContainerElement):
    """A <select> element."""


class canvas(ContainerElement):
    """A <canvas> element."""

    def draw(self, what, width=None, height=None):
        """Draw an element or another source of images at the top left, in pixels.

        With `width` and `height` it is scaled; one of them keeps the other as it is.
        """
        source = getattr(what, "_dom_element", what)
        context = self._dom_element.getContext("2d")
        if width is None and height is None:
            context.drawImage(source, 0, 0)
        else:
            natural = _size(source)
            context.drawImage(source, 0, 0, width or natural[0], height or natural[1])

    def download(self, filename="snapped.png"):
        """Let the browser save the picture as a PNG file."""
        from pyscript import web

        link = web.a(download=filename, href=self._dom_element.toDataURL())
        self.append(link)
        link.click()


class video(ContainerElement):
    """A <video> element."""

    def snap(self, to=None, width=None, height=None):
        """Draw the current picture on a canvas, which is returned.

        `to` is a canvas, its CSS selector, or nothing for a new one; the size in pixels is
        the video's. Raises `TypeError` when `to` is no canvas.
        """
        natural = _size(self._dom_element)
        width, height = width or natural[0], height or natural[1]
        if to is None:
            to = canvas(width=width, height=height)
        elif isinstance(to, str):
            found = document.querySelectorAll(to)
            if found.length == 0:
                raise TypeError(f"No element with selector {to} to snap to.")
            to = found.item(0)
        to = getattr(to, "_dom_element", to)
        if getattr(to, "tagName", None) != "CANVAS":
            raise TypeError("Element to snap to must be a canvas.")
        to = canvas(dom_element=to)
        to.draw(self, width, height)
        return to


def _size(source):
    for width, height in (
        ("videoWidth", "videoHeight"),
        ("naturalWidth", "naturalHeight"),
        ("width", "height"),
    ):
        if hasattr(source, width):
            return getattr(source, width), getattr(source, height)
    return 0, 0


Element.register_element_classes([datalist, optgroup, select, canvas, video])
