__export__ = ["answer"]


def answer():
    return 42
