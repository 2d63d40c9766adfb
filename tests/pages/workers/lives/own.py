def terminate():
    return "its own"


def still():
    return "here"


__export__ = ["terminate", "still"]
