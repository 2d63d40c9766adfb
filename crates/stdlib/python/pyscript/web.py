"""The page's elements as Python objects.

    from pyscript import web

    web.page.append(web.h1("Shopping"), web.ul(web.li("Bread"), id="list", classes="plain"))
    web.page["list"].append(web.li("Milk"))

There is a class for each HTML tag, named like it: `web.div`, `web.table`; and `web.del_`,
`web.input_`, `web.map_` and `web.object_`, as those names mean something in Python.
"""

import sys

from pyscript._types import Event
from pyscript.context import document

if sys.implementation.name == "micropython":
    _null = None
else:
    from pyodide.ffi import jsnull as _null

#: The tags whose classes are plain `ContainerElement`.
CONTAINER_TAGS = (
    "a abbr address article aside audio b blockquote body button caption cite code colgroup data "
    "dd del details dialog div dl dt em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "head header hgroup html i iframe ins kbd label legend li main map mark menu meta meter nav "
    "object ol option output p param picture pre progress q s script section small span strong "
    "style sub summary sup table tbody td template textarea tfoot th thead time title tr u ul var "
    "wbr"
).split()

#: The tags whose elements have no content.
VOID_TAGS = "area base br col embed hr img input link source track".split()

# Tags that pages for PyScript do not find in `CONTAINER_TAGS`, and must not.
_MORE_TAGS = "bdi bdo dfn noscript rp rt ruby samp search slot".split()
_RESERVED = ("del", "input", "map", "object")

# What is loaded when it is first used, by the module that has it.
_ELSEWHERE = {
    "_web_style": ("Classes", "Style", "_begin"),
    "_web_special": (
        "canvas", "datalist", "escape", "optgroup", "select", "video", "HasOptions", "Options"
    ),
    "_web_tree": (
        "ElementCollection", "Page", "page",
        "_clear", "_event_of", "_find_and_wrap", "_find_by_id", "_item_of", "_nodes",
        "_wrap_if_not_none"
    ),
}  # fmt: skip

__all__ = (
    "CONTAINER_TAGS VOID_TAGS ContainerElement Element ElementCollection Event Page page Classes "
    "Style HasOptions Options canvas datalist escape optgroup select video"
).split()
__all__ += CONTAINER_TAGS + VOID_TAGS + _MORE_TAGS
for _name in _RESERVED:
    __all__[__all__.index(_name)] += "_"

_create = document.createElement
_set = object.__setattr__


def __getattr__(name):
    if name == "console":
        import js

        value = js.console
    elif name in ("create_proxy", "is_none"):
        from pyscript import ffi

        value = getattr(ffi, name)
    else:
        value = _make(name)
        if value is None:
            raise AttributeError(f"module 'pyscript.web' has no attribute '{name}'")
    globals()[name] = value
    return value


def __dir__():
    return sorted(set(globals()) | set(__all__))


def _make(name):
    for module, names in _ELSEWHERE.items():
        if name in names:
            return getattr(getattr(__import__("pyscript." + module), module), name)
    tag = name[:-1] if name.endswith("_") else name
    if (tag != name) != (tag in _RESERVED):
        return None
    if tag in VOID_TAGS:
        base = Element
    elif tag in CONTAINER_TAGS or tag in _MORE_TAGS:
        base = ContainerElement
    else:
        return None
    cls = type(name, (base,), {"__doc__": f"A <{tag}> element.", "__module__": __name__})
    _classes[tag] = cls
    return cls


def _class_of(tag, default):
    if tag not in _classes:
        name = tag + "_" if tag in _RESERVED else tag
        if name in __all__ and name not in globals():
            __getattr__(name)
    return _classes.get(tag, default)


_classes = {}

# What attributes are called in the DOM: of any element, and by class those that no class of
# Python's has. Looking that up anew takes longer than the DOM takes.
_readable = {}
_writable = {}


class _Registry:
    # A dictionary of all tags. The rest of the classes is made when one looks inside.
    def __getattr__(self, name):
        return getattr(_all_classes(), name)

    def __getitem__(self, tag):
        return _all_classes()[tag]

    def __setitem__(self, tag, cls):
        _classes[tag] = cls

    def __contains__(self, tag):
        return tag in _all_classes()

    def __iter__(self):
        return iter(_all_classes())

    def __len__(self):
        return len(_all_classes())


def _all_classes():
    for tag in CONTAINER_TAGS + VOID_TAGS + _MORE_TAGS + ["select"]:
        _class_of(tag, None)
    return _classes


class Element:
    """An element of the page, or one that is not on the page yet.

    Its attributes are the properties of the DOM node, with Python's values: `el.id`,
    `el.value`, `el.hidden = True`. A trailing underscore is dropped (`el.type_`), `class_`
    and `for_` are `className` and `htmlFor`, names with a leading underscore stay Python's
    own, and `el.on_click` is the `Event` of clicks. `None` takes a text property away.
    The methods of the node can be called, and give what JavaScript gives.

    `el[0]` is a child, `el[1:]` an `ElementCollection` of children, `el["id"]` the
    descendant with this id or `None`.
    """

    #: The class that each tag is wrapped in.
    element_classes_by_tag_name = _Registry()

    _dom_element = _events = _kept_classes = _kept_style = _first_styles = None

    @classmethod
    def get_tag_name(cls):
        """The tag: the name of the class without underscores."""
        return cls.__name__.replace("_", "")

    @classmethod
    def register_element_classes(cls, element_classes):
        """Wrap the tags of these classes in them from now on."""
        for element_class in element_classes:
            _classes[element_class.get_tag_name()] = element_class

    @classmethod
    def unregister_element_classes(cls, element_classes):
        """Wrap the tags of these classes in `Element` from now on."""
        for element_class in element_classes:
            tag = element_class.get_tag_name()
            _class_of(tag, None)
            _classes.pop(tag, None)

    @classmethod
    def wrap_dom_element(cls, dom_element):
        """A new wrapper of a node, of the class for its tag."""
        return _class_of(dom_element.tagName.lower(), cls)(dom_element=dom_element)

    def __init__(self, dom_element=None, classes=None, style=None, **kwargs):
        """Make a new element, or wrap `dom_element`, and `update` it."""
        self._begin(dom_element, classes, style, kwargs)

    def _begin(self, dom_element, classes, style, kwargs):
        if dom_element is None:
            dom_element = _create(self.get_tag_name())
            _set(self, "_dom_element", dom_element)
            if classes:
                names = _names(classes)
                if len(names) == len(set(names)):
                    dom_element.className = " ".join(names)
                    classes = None
            if isinstance(style, dict) and style:
                _set(self, "_first_styles", _lazy("_begin")(dom_element.style, style))
                style = None
        else:
            _set(self, "_dom_element", dom_element)
        if classes or style:
            self.update(classes, style)
        for name in kwargs:
            setattr(self, name, kwargs[name])

    def __getattr__(self, name):
        if name not in _readable:
            if name.startswith("on_"):
                return self.get_event(name)
            _readable[name] = _dom_name(name)
        try:
            return getattr(self._dom_element, _readable[name])
        except AttributeError:
            text = f"<{self.get_tag_name()}> has no attribute '{name}'"
            raise AttributeError(text) from None

    def __setattr__(self, name, value):
        try:
            dom_name = _writable[type(self)][name]
        except KeyError:
            if name.startswith("_") or hasattr(type(self), name):
                _set(self, name, value)
                return
            if name.startswith("on_"):
                self.get_event(name).add_listener(value)
                return
            dom_name = _dom_name(name)
            _writable.setdefault(type(self), {})[name] = dom_name
        if value is None:
            _lazy("_clear")(self._dom_element, dom_name)
        else:
            setattr(self._dom_element, dom_name, value)

    def __getitem__(self, key):
        return _lazy("_item_of")(self, key)

    def __iter__(self):
        return iter(self.children)

    def __eq__(self, other):
        if not isinstance(other, Element):
            return False
        mine, others = self._dom_element, other._dom_element
        return bool(mine == others or mine.isSameNode(others))

    def __hash__(self):
        node = self._dom_element
        return hash(node) if _null is None else node.js_id

    @property
    def children(self):
        """The child elements as they are now, an `ElementCollection`."""
        return _lazy("ElementCollection").wrap_dom_elements(self._dom_element.children)

    @property
    def parent(self):
        """The element around this one, or `None`."""
        return _lazy("_wrap_if_not_none")(self._dom_element.parentElement)

    @property
    def classes(self):
        """The names of the element's classes, a `set` whose changes are the element's."""
        if self._kept_classes is None:
            _set(self, "_kept_classes", _lazy("Classes")(self))
        else:
            self._kept_classes._read()
        return self._kept_classes

    @classes.setter
    def classes(self, names):
        # Before the classes are read: MicroPython gives what is inside of them after `|=`.
        names = _names(names)
        self.classes._become(names)

    @property
    def style(self):
        """The element's own styles, a `dict` by CSS name whose changes are the element's."""
        if self._kept_style is None:
            _set(self, "_kept_style", _lazy("Style")(self))
        return self._kept_style

    @style.setter
    def style(self, value):
        if value is not self._kept_style:
            self._dom_element.style.cssText = value if isinstance(value, str) else ""
            self.update(style=value)

    def update(self, classes=None, style=None, **kwargs):
        """Add classes (text or several texts) and styles (by CSS name, or CSS), set attributes."""
        if classes:
            self._dom_element.classList.add(*_names(classes))
        if style:
            self.style.update(style)
        for name in kwargs:
            setattr(self, name, kwargs[name])

    def append(self, *items):
        """Add elements, nodes, texts and numbers, or lists of them, at the end.

        Text is not read as HTML. Raises `TypeError` for anything else, and adds nothing then.
        """
        self._dom_element.append(*_lazy("_nodes")(items, []))

    def replace_with(self, *items):
        """Put elements, nodes and texts in the place of this element."""
        self._dom_element.replaceWith(*_lazy("_nodes")(items, []))

    def clone(self, clone_id=None):
        """A copy with all that is inside, without listeners; its id is `clone_id` or none."""
        copy = self.wrap_dom_element(self._dom_element.cloneNode(True))
        copy.id = clone_id
        return copy

    def find(self, selector):
        """All descendants that match a CSS selector, an `ElementCollection`."""
        return _lazy("_find_and_wrap")(self._dom_element, selector)

    def show_me(self):
        """Scroll the element into view."""
        self._dom_element.scrollIntoView()

    def get_event(self, name):
        """The `Event` that `on_…` names, `"on_click"` for instance.

        Raises `ValueError` when the element has no such event.
        """
        return _lazy("_event_of")(self, name)


class ContainerElement(Element):
    """An element that has content.

    The arguments, and those in the list `children`, become its content: elements, nodes and
    lists of them; text is read as **HTML** (see `escape`), `None` is left out.
    """

    def __init__(
        self, *args, children=None, dom_element=None, style=None, classes=None, **kwargs
    ):
        """Make a new element, or wrap `dom_element`, `update` it and add the children."""
        self._begin(dom_element, classes, style, kwargs)
        if args:
            self._fill(args)
        if children is not None:
            if not isinstance(children, list):
                raise TypeError(f"children must be a list, not {type(children).__name__}")
            self._fill(children)

    def _fill(self, children):
        node = self._dom_element
        for child in children:
            if isinstance(child, str):
                node.insertAdjacentHTML("beforeend", child)
            elif isinstance(child, Element):
                node.appendChild(child._dom_element)
            elif isinstance(child, (list, tuple)):
                self._fill(child)
            elif child is not None:
                node.append(*_lazy("_nodes")((child,), []))


def _lazy(name):
    return globals().get(name) or __getattr__(name)


def _dom_name(name):
    if name.endswith("_"):
        name = name[:-1]
    if name == "class":
        return "className"
    return "htmlFor" if name == "for" else name


def _names(classes):
    if isinstance(classes, str):
        return classes.split()
    return [name for text in classes for name in text.split()]
