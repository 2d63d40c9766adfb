from pyscript import document, fetch, web

web.page.append(web.p("from the worker", id="made"))
print(callable(fetch))
dynamic = __import__("pyscript." + "fl" + "atted", None, None, ["_"])
print(dynamic.parse(dynamic.stringify([1])))
