import js
from pyscript import util
from pyscript.ffi import to_js
from pyscript.util import NotSupported, as_bytearray, is_awaitable

# as_bytearray
numbers = js.Uint8Array.new(256)
for index in range(256):
    numbers[index] = index
check("every byte", as_bytearray(numbers.buffer), bytearray(range(256)))
check("a new bytearray", type(as_bytearray(numbers.buffer)) is bytearray)
check("empty", as_bytearray(js.ArrayBuffer.new(0)), bytearray())
check("typed array", as_bytearray(to_js([1, 2, 3])), bytearray([1, 2, 3]))
copy = as_bytearray(numbers.buffer)
copy[0] = 9
check("a copy", numbers[0], 0)

# NotSupported
no = NotSupported("the.name", "the reason")
check("repr", repr(no), "<NotSupported the.name [the reason]>")
check("name", no.name, "the.name")
check("error", no.error, "the reason")
check("true", bool(no), True)
check("hasattr", hasattr(no, "anything"), False)
for name, kind, call in (
    ("get", AttributeError, lambda: no.anything),
    ("set", AttributeError, lambda: setattr(no, "anything", 1)),
    ("call", TypeError, lambda: no()),
    ("call with arguments", TypeError, lambda: no(1, 2)),
):
    try:
        call()
        check(name, "no exception", kind.__name__)
    except kind as error:
        check(name, str(error), "the reason")
raises("call with keywords", TypeError, "", no, a=1)


# is_awaitable
def plain():
    pass


async def coroutine():
    pass


def closures(value):
    def inner():
        return value

    async def async_inner():
        return value

    return inner, async_inner


class Methods:
    def plain(self):
        pass

    async def coroutine(self):
        pass

    @staticmethod
    async def static():
        pass

    @classmethod
    async def of_class(cls):
        pass


def generator():
    yield 1


async def async_generator():
    yield 1


started = coroutine()
check("a coroutine", is_awaitable(started), False)
started.close()
check("generator", is_awaitable(generator), MICROPYTHON)
check("async generator", is_awaitable(async_generator), MICROPYTHON)
for name, value, expected in (
    ("def", plain, False),
    ("async def", coroutine, True),
    ("lambda", lambda: 1, False),
    ("closure", closures(1)[0], False),
    ("async closure", closures(1)[1], True),
    ("builtin", print, False),
    ("builtin", len, False),
    ("method", Methods().plain, False),
    ("async method", Methods().coroutine, True),
    ("static method", Methods.static, True),
    ("class method", Methods.of_class, True),
    ("a value", 5, False),
    ("a JavaScript function", js.fetch, False),
):
    check(name, is_awaitable(value), expected)

report()
