from pyscript import sync

sync.found = lambda: 42
