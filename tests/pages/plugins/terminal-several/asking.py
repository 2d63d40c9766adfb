def ask():
    return input("first? ")
