from pyscript import sync

sync.tell("never")
