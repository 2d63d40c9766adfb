/** Python code that installs the package `pyscript` in an interpreter that somebody else started. */

import { file } from "./files.js";

/** All parts of the package, since nobody loads one later. */
const addresses = (type: "py" | "mpy"): string =>
  (["", ".web", ".border", ".more"] as const).map((part) => file(`pyscript.${type}${part}.bin`)).join(" ");

/**
 * Creates the package in the working directory and imports it; does nothing where it is already.
 * Such an interpreter knows nothing of the page, so the modules `polyscript` and `_pyscript` are
 * made as well unless they are registered. The form of a part is told in `crates/stdlib/src/format.rs`.
 */
export const stdlib = `
def _pyscript_stdlib(**packages):
    import os
    import sys

    if "pyscript" in sys.modules:
        return
    import js

    kind = "mpy" if sys.implementation.name == "micropython" else "py"

    def take():
        nonlocal data
        end = 4 + int.from_bytes(data[:4], "little")
        name = data[4:end]
        data = data[end:]
        return name

    os.mkdir("pyscript")
    for url in packages[kind].split():
        request = js.XMLHttpRequest.new()
        request.open("GET", url, False)
        request.overrideMimeType("text/plain; charset=x-user-defined")
        request.send()
        data = bytes([ord(letter) & 255 for letter in request.responseText])
        if request.status != 200 or data[:4] != b"PYX1":
            raise ImportError("the package pyscript cannot be loaded from " + url)
        data = data[8:]
        while data:
            with open(take().decode(), "wb") as file:
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
            module.part = lambda *_: None
            if kind == "mpy":
                module.interpreter = js
                js._module = js.Module
    import pyscript

_pyscript_stdlib(py="${addresses("py")}", mpy="${addresses("mpy")}")
del _pyscript_stdlib
`;
