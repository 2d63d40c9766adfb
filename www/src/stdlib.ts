/** Python code that installs the package `pyscript` in an interpreter that somebody else started. */

import { file } from "./files.js";

/**
 * Creates the package in the working directory and imports it; does nothing where it is already.
 * Such an interpreter knows nothing of the page, so the modules `polyscript` and `_pyscript` are
 * made as well unless they are registered.
 */
export const stdlib = `
def _pyscript_stdlib(**packages):
    import os
    import sys

    if "pyscript" in sys.modules:
        return
    import js

    kind = "mpy" if sys.implementation.name == "micropython" else "py"
    request = js.XMLHttpRequest.new()
    request.open("GET", packages[kind], False)
    request.overrideMimeType("text/plain; charset=x-user-defined")
    request.send()
    data = bytes([ord(letter) & 255 for letter in request.responseText])
    if request.status != 200 or data[:4] != b"PYX1":
        raise ImportError("the package pyscript cannot be loaded from " + packages[kind])
    at = 4

    def number():
        nonlocal at
        at += 4
        return int.from_bytes(data[at - 4 : at], "little")

    def take():
        nonlocal at
        size = number()
        at += size
        return data[at - size : at]

    for _ in range(number()):
        path = take().decode()
        for end in range(len(path)):
            if path[end] == "/":
                try:
                    os.mkdir(path[:end])
                except OSError:
                    pass
        with open(path, "wb") as file:
            file.write(take())

    class Module:
        def __getattr__(self, name):
            if name.startswith("__"):
                raise AttributeError(name)

    for name in "polyscript", "_pyscript":
        try:
            __import__(name)
        except ImportError:
            module = sys.modules[name] = Module()
            module.config = js.Object.new()
            module.js_modules = js.Object.new()
            module.target = ""
            if kind == "mpy":
                module.interpreter = js
                js._module = js.Module
    import pyscript

_pyscript_stdlib(py="${file("pyscript.py.bin")}", mpy="${file("pyscript.mpy.bin")}")
del _pyscript_stdlib
`;
