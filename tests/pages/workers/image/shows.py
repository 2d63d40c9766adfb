from pyscript import display

display("shown")
