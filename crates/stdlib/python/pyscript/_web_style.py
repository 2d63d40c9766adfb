"""The classes and the styles of an element (loaded by `web` when first used)."""

import js

from pyscript.web import _names


class Classes(set):
    """The names of an element's classes; a change of the set is a change of the element."""

    def __init__(self, element):
        super().__init__()
        self._list = element._dom_element.classList
        self._read()

    def _read(self):
        """The names that the element has now."""
        names = set(self._list.value.split())
        # What the interpreter reads by itself, in `set(classes)`, is the base class's content.
        super().clear()
        super().update(names)
        return names

    def _become(self, names):
        before = self._read()
        # What is new keeps the order it was given in.
        self._list.remove(*before.difference(names))
        self._list.add(*(name for name in names if name not in before))
        self._read()

    def __contains__(self, name):
        return name in self._read()

    def __iter__(self):
        return iter(self._read())

    def __len__(self):
        return len(self._read())

    def __eq__(self, other):
        return self._read() == other

    def __ne__(self, other):
        return self._read() != other

    def add(self, name):
        """Add a class, or several with spaces between."""
        self.update((name,))

    def remove(self, name):
        """Remove a class, or several; one that is not there is a warning in the console."""
        names = self._read()
        for one in name.split():
            if one not in names:
                js.console.warn(f"Class '{one}' not found in element classes.")
            self._list.remove(one)
        self._read()

    def discard(self, name):
        """Remove a class, or several, if they are there."""
        self._list.remove(*name.split())
        self._read()

    def update(self, *others):
        """Add all of some collections."""
        for names in others:
            self._list.add(*_names(names))
        self._read()

    def pop(self):
        """Remove one of the classes and return it."""
        names = self._read()
        name = names.pop()
        self._become(names)
        return name

    def clear(self):
        """Remove all classes."""
        self._become(set())


def _changing(name, returns_self):
    def change(self, *others):
        names = self._read()
        getattr(names, name)(*others)
        self._become(names)
        return self if returns_self else None

    return change


for _name, _operator in (
    ("difference_update", "__isub__"),
    ("intersection_update", "__iand__"),
    ("symmetric_difference_update", "__ixor__"),
    ("update", "__ior__"),
):
    setattr(Classes, _operator, _changing(_name, True))
    if _name != "update":
        setattr(Classes, _name, _changing(_name, False))


class Style(dict):
    """An element's own styles by CSS name; a change of the dictionary is a change of the element.

    A value reads as it was set here, others as the browser writes them. `style.color` and
    `style["backgroundColor"]` work too. `None` removes a style.
    """

    def __init__(self, element):
        super().__init__()
        keep = object.__setattr__
        keep(self, "_dom", element._dom_element.style)
        keep(self, "_own", element._first_styles or {})
        # The CSS that `_own` says; `None` after a change of our own.
        keep(self, "_css", None if element._first_styles else "")

    def _read(self):
        """The styles as they are now."""
        css = self._dom.cssText
        if css != self._css:
            if self._css is not None:
                self._own.clear()
                for at in range(self._dom.length):
                    name = self._dom.item(at)
                    self._own[name] = self._dom.getPropertyValue(name)
            self._mirror(css)
        return self._own

    def _mirror(self, css):
        object.__setattr__(self, "_css", css)
        super().clear()
        super().update(self._own)

    def __getitem__(self, key):
        key = _css_name(key)
        own = self._read()
        value = own[key] if key in own else self._dom.getPropertyValue(key)
        if key not in own and not value:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        _put(self._dom, self._read(), key, value)
        self._mirror(None)

    def __delitem__(self, key):
        self[key]
        self[key] = None

    def __contains__(self, key):
        return self.get(key) is not None

    def __iter__(self):
        return iter(self._read())

    def __len__(self):
        return len(self._read())

    def __eq__(self, other):
        return self._read() == other

    def __ne__(self, other):
        return self._read() != other

    def __repr__(self):
        return repr(self._read())

    def __getattr__(self, name):
        return getattr(self._dom, name.rstrip("_").replace("_", "-"))

    def __setattr__(self, name, value):
        if name == "cssText":
            self._dom.cssText = value
        else:
            self[name.rstrip("_").replace("_", "-")] = value

    def keys(self):
        return self._read().keys()

    def values(self):
        return self._read().values()

    def items(self):
        return self._read().items()

    def copy(self):
        return self._read().copy()

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self.get(key)

    def pop(self, key, *default):
        try:
            value = self[key]
        except KeyError:
            if not default:
                raise
            return default[0]
        self[key] = None
        return value

    def popitem(self):
        key = list(self._read())[-1]
        return key, self.pop(key)

    def clear(self):
        self._dom.cssText = ""
        self._own.clear()
        self._mirror(None)

    def update(self, styles=(), **more):
        """Set styles from a dictionary or from CSS such as `"color: red; margin: 0"`."""
        if isinstance(styles, str):
            self._read()
            self._dom.cssText = f"{self._dom.cssText};{styles}"
        elif styles:
            for key in styles.keys():
                self[key] = styles[key]
        for key in more:
            setattr(self, key, more[key])

    def __ior__(self, styles):
        self.update(styles)
        return self


def _begin(dom, styles):
    """Set the styles of an element that has none yet; what they are by CSS name."""
    own = {}
    for key in styles:
        _put(dom, own, key, styles[key])
    return own


def _put(dom, own, key, value):
    key = _css_name(key)
    if value is None:
        dom.removeProperty(key)
        own.pop(key, None)
        return
    text = str(value)
    if text.strip().endswith("!important"):
        dom.setProperty(key, text.strip()[: -len("!important")], "important")
    else:
        dom.setProperty(key, text)
    own[key] = value


def _css_name(key):
    if "-" in key or key.lower() == key:
        return key
    if key == "cssFloat":
        return "float"
    return "".join("-" + c.lower() if c.isupper() else c for c in key)
