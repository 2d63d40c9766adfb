from pyscript import current_target, display
display("file " + current_target())
