"""Calculations of the example; a module like any other."""


def read_table(path):
    """The rows of a file with lines `name,number`, without its heading."""
    with open(path) as file:
        lines = file.read().strip().split("\n")
    rows = [line.split(",") for line in lines[1:]]
    return [(name, float(value)) for name, value in rows]


def mean(values):
    return sum(values) / len(values)
