"""Makes the wheels of this folder; run it here after an edit. The same input gives the same bytes."""

import hashlib
import zipfile

# The real one is on no registry that the tests may use. This is enough to see that the plugin
# installs it and gives it the canvas.
PYGAME = '''"""A stand-in for pygame-ce: it knows the engine's canvas, and can fill it."""

from pyodide_js import canvas


def surface():
    return canvas.getCanvas2D()


def fill(colour):
    context = surface().getContext("2d")
    context.fillStyle = colour
    context.fillRect(0, 0, surface().width, surface().height)
'''


def wheel(name, version, package, text):
    path = f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    entries = {
        f"{package}/__init__.py": text,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/RECORD": "",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for entry, text in entries.items():
            file.writestr(zipfile.ZipInfo(entry, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    with open(path, "rb") as file:
        print(path, hashlib.sha256(file.read()).hexdigest())


wheel("pygame_ce", "0.0", "pygame", PYGAME)
wheel("sprites", "1.0", "sprites", "names = ['hero', 'rock']\n")
