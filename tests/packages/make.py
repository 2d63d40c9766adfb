"""Makes the wheels of this folder; run it here after an edit. The same input gives the same bytes."""

import hashlib
import json
import os
import zipfile


def wheel(name, version, requires=(), **files):
    path = f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    metadata += "".join(f"Requires-Dist: {required}\n" for required in requires)
    entries = {
        f"{name}/__init__.py": f'version = "{version}"\n',
        **{f"{name}/{file}.py": text for file, text in files.items()},
        f"{info}/METADATA": metadata,
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/RECORD": "",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for entry, text in entries.items():
            file.writestr(zipfile.ZipInfo(entry, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


wheel("alpha", "1.0", requires=["beta>=2"], extra="answer = 42\n")
wheel("beta", "2.0")
wheel("gamma", "0.1")
wheel("gamma", "0.2")
wheel("lonely", "1.0", requires=["nowhere"])
with open("broken-1.0-py3-none-any.whl", "w") as file:
    file.write("<p>not a wheel\n")


def index_file(text):
    """A file of MicroPython's index, under the beginning of its hash."""
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    path = f"pi/file/{digest[:2]}/{digest}"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)
    return digest


def index_package(name, version, files, deps=()):
    os.makedirs(f"pi/package/py/{name}", exist_ok=True)
    hashes = [[path, index_file(text)] for path, text in files.items()]
    with open(f"pi/package/py/{name}/{version}.json", "w") as file:
        json.dump({"v": 1, "version": version, "hashes": hashes, "deps": list(deps)}, file)


index_package("tool", "latest", {"tool.py": "name = 'tool 2'\n"}, deps=[["helper", "1.0"]])
index_package("tool", "1.0", {"tool.py": "name = 'tool 1'\n"})
helper = {"helper/__init__.py": "from helper.part import part\n", "helper/part.py": "part = 1\n"}
index_package("helper", "1.0", helper)
index_package("unlucky", "latest", {"unlucky.py": "there = True\n"}, deps=[["nowhere", "latest"]])
index_package("escape", "latest", {"../escape.py": "bad = True\n"})
