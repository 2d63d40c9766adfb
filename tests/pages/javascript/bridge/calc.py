"""Called from JavaScript."""

NUMBER = 3
so_far = 0


def add(a, b):
    return a + b


async def later(text):
    return text + "!"


def remember(number):
    global so_far
    so_far += number
    return so_far


def everything():
    return {"list": [1, 2.5, None, True], "text": "ä"}


def total(numbers):
    return sum(numbers)


def fail():
    raise ValueError("no such thing")
