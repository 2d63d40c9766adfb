import asyncio

await asyncio.sleep(0)
__export__ = ["waited"]


def waited():
    return "waited"
