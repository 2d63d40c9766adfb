from pyscript import config
__export__ = ["hello"]
def hello():
    return config["title"]
