from functools import partial

import js
from pyscript.util import as_bytearray, is_awaitable

numbers = js.Uint16Array.new(3)
numbers[0], numbers[1], numbers[2] = 256, 257, 65535
check("reduced to bytes", as_bytearray(numbers), bytearray([0, 1, 255]))
part = js.Uint8Array.new(js.Uint8Array.new(10).fill(7).buffer, 2, 5)
check("part of a buffer", as_bytearray(part), bytearray([7] * 5))
big = as_bytearray(js.Uint8Array.new(600000).fill(3))
check("much", [len(big), big.count(b"\x03")], [600000, 600000])


async def coroutine(*args):
    pass


class Async:
    async def __call__(self):
        pass


class Plain:
    def __call__(self):
        pass


check("partial", is_awaitable(partial(coroutine, 1)), True)
check("partial of a plain function", is_awaitable(partial(print, 1)), False)
check("instance", is_awaitable(Async()), True)
check("plain instance", is_awaitable(Plain()), False)

report()
