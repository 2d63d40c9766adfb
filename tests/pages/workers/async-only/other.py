import asyncio
from pyscript import config
await asyncio.sleep(0)
__export__ = ["hello"]
def hello():
    return config["name"] + " " + config["type"]
