from pyscript import sync

sync.tell(before, "code")
