def first():
    return 1


raise RuntimeError("halfway")
