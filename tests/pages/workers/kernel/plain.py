from polyscript import config

try:
    import pyscript
except ImportError:
    pyscript = None


def found():
    return f"{pyscript} {getattr(config, 'own', None)}"


__export__ = ["found"]
