import asyncio

from polyscript import currentScript
from pyscript import document, when

counted = 0


def count():
    global counted
    counted += 1
    return counted


async def wait():
    await asyncio.sleep(1000)


def listen():
    heard = [0]

    @when("told", "body")
    def told(event):
        heard[0] += 1
        document.body.title = f"heard {heard[0]}"


def forever():
    document.body.lang = "in a loop"
    while True:
        pass


def script():
    return currentScript.id


__export__ = ["count", "wait", "listen", "forever", "script"]
