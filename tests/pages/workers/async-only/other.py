import asyncio
from pyscript import config, js_modules
from pyscript.js_modules.own import where
await asyncio.sleep(0)
__export__ = ["hello", "modules"]
def hello():
    return config["name"] + " " + config["type"]
def modules():
    try:
        from pyscript.js_modules.page import where as of_page
    except BaseException as error:
        return [where(), "js_modules.page is a module of the page" in str(error)]
