from pyscript import config


def name():
    return config.get("name", "none")


__export__ = ["name"]
