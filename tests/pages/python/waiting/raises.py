import js

failed = js.Promise.withResolvers()


async def inner():
    await asyncio.sleep(0)
    return {}["missing"]


try:
    await inner()
finally:
    failed.resolve(1)
