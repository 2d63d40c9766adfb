def read():
    with open("data.txt") as file:
        return file.read().strip()
