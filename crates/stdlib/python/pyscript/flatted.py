"""The Flatted format: JSON for values that refer to themselves or share parts.
"""

import json
import sys

_MICROPYTHON = sys.implementation.name == "micropython"


def stringify(value, *args, **kwargs):
    """The text for `value`; a `tuple` becomes a list.

    What else is given goes to `json.dumps`.

    Raises `TypeError` for what JSON does not have, on MicroPython also `ValueError`
    for `nan` and `inf`, which its own parser would refuse.
    """
    indexes = {}
    found = []

    def index(item):
        # Strings are shared by value, containers by identity.
        key = item if isinstance(item, str) else id(item)
        if key not in indexes:
            indexes[key] = str(len(found))
            found.append(item)
        return indexes[key]

    def flat(item):
        return index(item) if isinstance(item, (str, list, tuple, dict)) else _inline(item)

    if isinstance(value, (str, list, tuple, dict)):
        index(value)
    else:
        found.append(_inline(value))
    flattened = []
    # `found` grows meanwhile.
    for item in found:
        if isinstance(item, dict):
            item = {_key(key): flat(item[key]) for key in item}
        elif isinstance(item, (list, tuple)):
            item = [flat(member) for member in item]
        flattened.append(item)
    return json.dumps(flattened, *args, **kwargs)


def parse(text, *args, **kwargs):
    """The value that `text` stands for, with the parts it shares.

    What else is given goes to `json.loads`. Raises `ValueError` when the text is
    not of the format.
    """
    values = json.loads(text, *args, **kwargs)
    if not isinstance(values, list) or not values:
        raise ValueError("not Flatted JSON: it must be an array with at least one element")
    # A container has only references in it, so each is visited once.
    for item in values:
        if isinstance(item, dict):
            for key in item:
                item[key] = _resolve(item[key], values)
        elif isinstance(item, list):
            for at in range(len(item)):
                item[at] = _resolve(item[at], values)
    return values[0]


def _resolve(item, values):
    if not isinstance(item, str):
        return item
    if not item.isdigit() or int(item) >= len(values):
        raise ValueError(f"not Flatted JSON: {item!r} does not refer to any of its elements")
    return values[int(item)]


if _MICROPYTHON:

    def _inline(item):
        # The interpreter's own `dumps` writes anything, as invalid text.
        if isinstance(item, float) and item - item != 0:
            raise ValueError(f"{item} cannot be written as JSON")
        if item is None or isinstance(item, (bool, int, float)):
            return item
        raise TypeError(f"Object of type {type(item).__name__} is not JSON serializable")

    def _key(key):
        if isinstance(key, str):
            return key
        if key is None or isinstance(key, (bool, int, float)):
            return json.dumps(key)
        raise TypeError(
            f"keys must be str, int, float, bool or None, not {type(key).__name__}"
        )

else:

    def _inline(item):
        return item

    def _key(key):
        return key
