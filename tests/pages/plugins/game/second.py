print("second", level)
await asyncio.sleep(0)
pygame.fill("rgb(0, 255, 0)")


def fail():
    raise ValueError("in the second")


fail()
