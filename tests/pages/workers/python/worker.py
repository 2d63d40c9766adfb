"""Called by the page's Python, and calls it: on both interpreters."""

import asyncio
from array import array

from pyscript import config, sync, window

order = []


def described(*args):
    """What arrived: Python's own values as such, JavaScript's by their JSON."""
    return ",".join(str(it) if it is None or isinstance(it, (bool, int, float, str)) else window.kind(it) for it in args)


def entries(data):
    """A dict reads as one."""
    return [data["a"], data.a, "a" in data if config["type"] == "py" else True, data["deep"]["b"][1]["c"], data["no"] is None]


def named(first, second=2, *, third=3):
    return f"{first} {second} {third}"


async def named_later(first, second=2):
    await asyncio.sleep(0)
    return f"{first} {second}"


def give(name):
    class Mine:
        pass

    return {
        "int": 7,
        "float": 0.5,
        "str": "é",
        "bool": True,
        "none": None,
        "list": [1, "two", None],
        "tuple": (1, 2),
        "dict": {"a": 1, "b": {"c": [2]}, "no": None},
        "set": {5},
        "bytes": b"ab",
        "bytearray": bytearray([1, 2]),
        "array": array("h", [-1, 2]),
        "memoryview": memoryview(array("f", [0.5, 1.5]))[1:],
        "large": 2**40,
        "function": give,
        "instance": Mine(),
    }[name]


def is_large(value):
    return value == 2**40


def nothing():
    pass


def broken():
    raise ValueError("of the worker")


async def broken_later():
    await asyncio.sleep(0)
    raise KeyError("later")


async def slow(name, seconds):
    order.append(f"{name} begins")
    await asyncio.sleep(seconds)
    order.append(f"{name} ends")
    return name


def history():
    return order


def asks():
    """Calls what the page's Python offers."""
    answer = sync.answers({"list": [1, 2], "text": "hi", "bytes": b"xy"})
    return [answer["total"], answer.text, answer["bytes"].length, sync.nothing() is None, sync.row().constructor.name]


def ask_wrong():
    try:
        sync.raises()
    except Exception as error:
        return str(error)
    return "nothing"


value = 5
__export__ = (
    "described entries named named_later give is_large nothing broken broken_later slow history asks ask_wrong value"
).split()
sync.assigned = lambda *args: len(args)
