import asyncio
import json
import time

import js
from pyodide.ffi import create_proxy
from polyscript import xworker
from pyscript import display, document, sync, when, window

found = {}


def failure(function, *args):
    try:
        return "no exception, but " + str(function(*args))
    except BaseException as error:
        return type(error).__name__ + ": " + str(error)


found["polyfill"] = xworker.polyfill

# Functions of the page give their results.
found["sync"] = sync.twice(21)
answer = sync.later({"list": [1, 2], "text": "hi"})
found["sync data"] = [answer.list.length, answer.text]
found["sync fails"] = "on purpose" in failure(sync.fails)
found["sync missing"] = "apply" in failure(sync.missing)

# Python waits, and everything else goes on.
turns = []


async def count():
    while True:
        await asyncio.sleep(0)
        turns.append(1)


counting = asyncio.ensure_future(count())
before = time.time()
time.sleep(0.1)
found["sleep"] = [time.time() - before >= 0.09, len(turns) > 3]
counting.cancel()
found["input"] = input("what?")

# The page.
found["title"] = document.title
document.querySelector("#text").textContent = "from the worker"
found["text"] = document.querySelector("#text").textContent
item = document.createElement("li")
item.className = "y"
item.append("four")
document.querySelector("ul").append(item)
item.style.color = "red"
item.classList.add("z")
found["item"] = item.outerHTML
found["items"] = [it.textContent for it in document.querySelectorAll(".x")]
children = document.querySelector("ul").children
found["length"] = [len(children), children[0].textContent, children[-1].textContent]
found["same"] = [document.body == document.body, document.body == item, len({document.body, document.body})]
data = window.data
found["data"] = [data.text, data.from_, len(data.list), data.list[1], data.list[2][0], len(data.map), data.map["k"], 2 in data.set, 9 in data.set]
data.map["l"] = data.list
found["kept"] = data.map["l"] == data.list
data.made = {"a": [1, {"b": item}]}
found["made"] = data.made.a[1].b == item
del data.text
found["new"] = window.Date.new(86400000).toISOString()
found["missing"] = [failure(lambda: data.text), failure(lambda: data.list[7]), failure(lambda: data.map["none"])]
found["fails"] = "on purpose" in failure(window.fails)
found["str"] = [str(window.Array.of(1, 2)), str(data.none)]
later = await window.later(5)
found["awaited"] = [later.value, len(later.list)]
try:
    await window.laterFails()
except Exception as error:
    found["await fails"] = str(error)
display("shown")

# Functions of Python, which may wait too.
heard = []


def listen(event):
    document.querySelector("#button").removeEventListener("click", listen)
    heard.append(event.type + " " + event.target.id)


document.querySelector("#button").addEventListener("click", listen)


@when("click", "#button")
def clicked(event):
    heard.append("when")


# JavaScript that needs a result at once cannot wait for Python.
found["at once"] = failure(js.Reflect.apply, create_proxy(lambda: document.title), None, [])[:400]
found["at once"] = "cannot be waited for here" in found["at once"] or found["at once"]


def exported(text):
    document.querySelector("#text").textContent = text
    return document.querySelector("#text").textContent + " with " + document.title


sync.found = lambda: json.dumps(found)
sync.heard = lambda: ",".join(sorted(heard))
__export__ = ["exported"]
