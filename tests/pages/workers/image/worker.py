names = [name for name in globals() if not name.startswith("__")]

import js

# A number that was not in use leaves a hole in the table of JavaScript's objects; one that is no
# longer in use does not.
from_image = js.eval("Object.keys(proxy_js_ref).length < proxy_js_ref.length")

import asyncio
import gc
import json
import random

from pyscript import config, document, sync, util, when, window

count = 0


def image():
    return from_image


async def facts():
    return json.dumps(
        {
            "names": names,
            "config": config,
            "same": [
                window.document is document,
                js.document is document,
                js.globalThis is js.self,
            ],
            "asked": sync.ask(),
            "said": await said(),
            "thrown": thrown(),
            "package": package(),
            "collected": collected(),
            "text": document.querySelector("i").textContent,
        }
    )


async def said():
    words = []

    async def say(word, seconds):
        await asyncio.sleep(seconds)
        words.append(word)

    await asyncio.gather(say("b", 0.02), say("a", 0.01))
    return words


def thrown():
    try:
        js.eval("throw new TypeError('told')")
    except Exception as error:
        return error.args[2]


def package():
    # A module that has yet to be read from its file.
    array = js.Uint8Array.new(3)
    array.set(js.JSON.parse("[60, 98, 62]"))
    return str(bytes(util.as_bytearray(array)), "utf-8")


def collected():
    # More than there is room for: what is in use has to be known.
    total = 0
    for _ in range(60):
        total += len([[number] for number in range(1000)])
    gc.collect()
    return total


def add():
    global count
    count += 1
    return count


def number():
    return random.getrandbits(30)


@when("told", "body")
def told(event):
    sync.heard()


__export__ = ["facts", "image", "add", "number"]
