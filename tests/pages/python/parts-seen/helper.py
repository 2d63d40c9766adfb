import js
from pyscript import ffi


class Shown:
    def _repr_svg_(self):
        return "<svg></svg>"


def back(values):
    return js.JSON.stringify(ffi.to_js(values))
