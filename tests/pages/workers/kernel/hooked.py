from polyscript import xworker

xworker.sync.tell("hooked", before)
