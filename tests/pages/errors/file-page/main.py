print("cannot be read")
