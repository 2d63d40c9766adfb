import asyncio


async def turn(number):
    await asyncio.sleep(0)
    return number


print("endless")
while True:
    await asyncio.sleep(0.01)
