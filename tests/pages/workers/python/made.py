from pyscript import config


def told():
    return [config["type"], config.get("name", ""), len(config.get("list", ())) and config["list"][0]]


__export__ = ["told"]
