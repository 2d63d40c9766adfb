"""MicroPython's package manager, `import mip` (MicroPython only).

One implementation for two callers: `install` gets files with requests that block,
as code on the page expects it; `boot` gets them side by side.
"""

import binascii
import hashlib
import json
import os
import sys

import js

_INDEX = "https://micropython.org/pi/v2"
_HOSTS = {
    "github": "https://raw.githubusercontent.com/{}/{}/{}/{}",
    "gitlab": "https://gitlab.com/{}/{}/-/raw/{}/{}",
}


def _address(url, version=None, base=""):
    """The address of a file, which a description may write as `github:owner/name/path`."""
    host = url.split(":", 1)[0]
    if host in _HOSTS:
        path, _, branch = url[len(host) + 1 :].partition("@")
        parts = path.split("/", 2) + ["", ""]
        return _HOSTS[host].format(parts[0], parts[1], branch or version or "HEAD", parts[2])
    if "://" in url:
        return url
    return js.URL.new(url, base or js.document.baseURI).href


def _description(package, version, index):
    """The address of a package's description, or of the only file it has."""
    if ":" not in package and not package.startswith((".", "/")):
        return f"{index}/package/py/{package}/{version or 'latest'}.json"
    url = _address(package, version)
    if url.endswith((".json", ".py", ".mpy")):
        return url
    return url.rstrip("/") + "/package.json"


def _target():
    for path in sys.path:
        if path.endswith("/lib"):
            return path
    raise OSError("sys.path has no /lib to install to")


def _write(path, data):
    folder = ""
    for part in path.split("/")[:-1]:
        folder += part + "/"
        if part:
            try:
                os.mkdir(folder[:-1])
            except OSError:
                pass  # It is there, or the file cannot be opened either.
    with open(path, "wb") as file:
        file.write(data)


def _there(path, digest):
    """Whether the file is there already, by the beginning of its hash."""
    try:
        with open(path, "rb") as file:
            found = binascii.hexlify(hashlib.sha256(file.read()).digest())
    except OSError:
        return False
    return found.decode()[: len(digest)] == digest


async def _unpack(description, url, index, target, version, get, seen):
    package = json.loads(description)
    files = [
        (name, f"{index}/file/{digest[:2]}/{digest}", digest)
        for name, digest in package.get("hashes", ())
    ]
    for name, source in package.get("urls", ()):
        files.append((name, _address(source, version, url), None))
    coming = []
    for name, source, digest in files:
        if name.startswith("/") or ".." in name.split("/"):
            raise ValueError(f"{url} wants to write outside of {target}: {name}")
        path = f"{target}/{name}"
        if digest and _there(path, digest):
            print("Exists:", path)
        else:
            coming.append((path, get(source)))
    for path, data in coming:
        print("Copying:", path)
        _write(path, bytes(await data))
    for dependency in package.get("deps", ()):
        needed = _description(dependency[0], dependency[1] if len(dependency) > 1 else None, index)
        if needed not in seen:
            seen.append(needed)
            await _install(needed, index, target, version, get, seen)


async def _install(url, index, target, version, get, seen):
    data = bytes(await get(url))
    if url.endswith((".py", ".mpy")):
        path = target + "/" + url.split("/")[-1]
        print("Copying:", path)
        _write(path, data)
    else:
        await _unpack(data.decode(), url, index, target, version, get, seen)


async def _get_now(url):
    request = js.XMLHttpRequest.new()
    request.open("GET", url, False)
    # The only way to bytes that a request which blocks has: each becomes one character.
    request.overrideMimeType("text/plain; charset=x-user-defined")
    request.send()
    if request.status != 200:
        raise OSError(f"[{request.status}] Unable to fetch {url}")
    return bytes([ord(character) & 255 for character in request.responseText])


def install(package, index=None, target=None, version=None, mpy=True):
    """Install a package, or one `.py` or `.mpy` file, from the index or an address.

    The page does not react until it is done: prefer `packages` in the configuration.
    """
    index = (index or _INDEX).rstrip("/")
    target = target or _target()
    print(f"Installing {package} ({version or 'latest'}) from {index} to {target}")
    url = _description(package, version, index)
    try:
        _install(url, index, target, version, _get_now, [url]).send(None)
    except StopIteration:
        print("Done")


async def boot(description, url, index, get):
    """Install from a description that is here already; the reason if that fails."""
    try:
        index = (index or _INDEX).rstrip("/")
        await _unpack(description, url, index, _target(), None, get, [url])
    except Exception as error:
        return str(error.args[-1]) if error.args else type(error).__name__
    return ""
