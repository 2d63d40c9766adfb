"""What is around an element: the page, collections, ids, events (loaded by `web` when first used)."""

from pyscript.context import document
from pyscript.web import Element, Event, _null, _set


class ElementCollection:
    """Elements in a row: iterate, count, index, slice; `["id"]` finds one by its id."""

    @classmethod
    def wrap_dom_elements(cls, dom_elements):
        """A collection of the wrappers of some nodes."""
        return cls([Element.wrap_dom_element(node) for node in dom_elements])

    def __init__(self, elements):
        #: The list of the elements.
        self.elements = elements

    def __len__(self):
        return len(self.elements)

    def __iter__(self):
        return iter(self.elements)

    def __getitem__(self, key):
        if isinstance(key, int):
            return self.elements[key]
        if isinstance(key, slice):
            return ElementCollection(self.elements[key])
        if not isinstance(key, str):
            raise TypeError(
                f"Collection indices must be integers, slices, or strings, not {type(key).__name__}"
            )
        key = key[1:] if key.startswith("#") else key
        for element in self.elements:
            found = element if element.id == key else element[key]
            if found is not None:
                return found
        return None

    def __eq__(self, other):
        return isinstance(other, ElementCollection) and self.elements == other.elements

    def __repr__(self):
        return f"ElementCollection (length: {len(self)}) {self.elements}"

    def find(self, selector):
        """The matches inside of each element, one after another."""
        return ElementCollection([found for one in self for found in one.find(selector)])

    def update_all(self, classes=None, style=None, **kwargs):
        """`update` each element."""
        for element in self.elements:
            element.update(classes, style, **kwargs)


def _place(name):
    def get(self):
        if name not in self._places:
            self._places[name] = Element.wrap_dom_element(getattr(document, name))
        return self._places[name]

    return property(get)


class Page:
    """The page: `page["id"]` is the element with an id, or `None`."""

    html = _place("documentElement")
    head = _place("head")
    body = _place("body")

    def __init__(self):
        self._places = {}

    def __getitem__(self, key):
        return _find_by_id(document, key)

    @property
    def title(self):
        """The page's title."""
        return document.title

    @title.setter
    def title(self, value):
        document.title = value

    def append(self, *items):
        """Add to the body what `Element.append` takes."""
        self.body.append(*items)

    def find(self, selector):
        """All elements that match a CSS selector, in the order of the page."""
        return _find_and_wrap(document, selector)


page = Page()


def _item_of(element, key):
    """What `element[key]` is."""
    if isinstance(key, int):
        nodes = element._dom_element.children
        index = key if key >= 0 else nodes.length + key
        child = nodes.item(index) if index >= 0 else None
        if child is None or child is _null:
            raise IndexError(f"<{element.get_tag_name()}> has no child {key}")
        return Element.wrap_dom_element(child)
    if isinstance(key, slice):
        return ElementCollection.wrap_dom_elements(list(element._dom_element.children)[key])
    if isinstance(key, str):
        return _find_by_id(element._dom_element, key)
    raise TypeError(
        f"Element indices must be integers, slices, or strings, not {type(key).__name__}."
    )


def _event_of(element, name):
    """The `Event` of `element.on_…`."""
    if not name.startswith("on_"):
        raise ValueError("Event names must start with 'on_'.")
    if element._events is None:
        _set(element, "_events", {})
    if name not in element._events:
        kind, node = name[3:], element._dom_element
        if not hasattr(node, "on" + kind) and not hasattr(node, kind):
            raise ValueError(f"Element has no '{kind}' event.")
        from pyscript.events import when

        event = element._events[name] = Event()
        when(kind, [node])(lambda value: event.trigger(value))
    return element._events[name]


def _clear(node, name):
    # JavaScript makes the text "null" of nothing, but not in the properties that may be null.
    if name.startswith("aria") or not isinstance(getattr(node, name, None), str):
        setattr(node, name, None)
    else:
        setattr(node, name, "")
        node.removeAttribute({"className": "class", "htmlFor": "for"}.get(name, name))


def _nodes(items, nodes):
    """Add to `nodes` what the DOM's own `append` takes, for each item."""
    for item in items:
        if isinstance(item, Element):
            nodes.append(item._dom_element)
        elif type(item) is int:
            # The number itself does not reach JavaScript whole.
            nodes.append(str(item))
        elif isinstance(item, (str, float, bool)) or hasattr(item, "nodeType"):
            nodes.append(item)
        elif isinstance(item, (list, tuple, ElementCollection)):
            _nodes(item, nodes)
        elif hasattr(item, "length"):
            # A live collection shrinks while its nodes move, hence the copy.
            _nodes(list(item), nodes)
        else:
            raise TypeError(f"Cannot append {type(item).__name__} to element.")
    return nodes


def _wrap_if_not_none(node):
    return None if node is None or node is _null else Element.wrap_dom_element(node)


def _find_by_id(node, dom_id):
    if dom_id.startswith("#"):
        dom_id = dom_id[1:]
    try:
        found = node.querySelector("#" + dom_id)
    except Exception:
        # Not every id is a selector.
        found = None
    if found is None or found is _null:
        from pyscript.context import window

        escaped = window.CSS.escape(dom_id)
        if escaped != dom_id:
            found = node.querySelector("#" + escaped)
    return _wrap_if_not_none(found)


def _find_and_wrap(node, selector):
    return ElementCollection.wrap_dom_elements(node.querySelectorAll(selector))
