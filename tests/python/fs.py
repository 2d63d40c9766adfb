import os

import js
from pyscript import fs, window
from pyscript.ffi import to_js

# What there is
check("mounted", fs.mounted, {})
for name in "mount", "sync", "unmount", "revoke", "_check_permission":
    check(name, callable(getattr(fs, name)))
for function, text in (fs.sync, "is not mounted. Use fs.mount() to mount it first."), (fs.unmount, "is not mounted. Cannot unmount."):
    try:
        await function("/nowhere")
        check("not mounted", "no exception", "KeyError")
    except KeyError as error:
        check("not mounted", error.args[0], "Path '/nowhere' " + text)
check("nothing to revoke", await fs.revoke("/nowhere"), False)

# A folder on disk
window.eval("""
  globalThis.asked = [];
  globalThis.fill = async () => {
    const root = await navigator.storage.getDirectory();
    for await (const name of root.keys()) await root.removeEntry(name, { recursive: true });
    globalThis.folder = await root.getDirectoryHandle("folder", { create: true });
    await put("hello.txt", "hello");
    await put("deep/er/file.txt", "deep");
    await put("gone.txt", "gone");
    await folder.getDirectoryHandle("empty", { create: true });
  };
  globalThis.put = async (path, text) => {
    let at = folder;
    const names = path.split("/");
    const last = names.pop();
    for (const name of names) at = await at.getDirectoryHandle(name, { create: true });
    const stream = await (await at.getFileHandle(last, { create: true })).createWritable();
    await stream.write(text);
    await stream.close();
  };
  globalThis.disk = async () => {
    const found = [];
    const walk = async (at, prefix) => {
      for await (const [name, handle] of at.entries()) {
        const path = prefix + name;
        if (handle.kind === "file") found.push(`${path}=${await (await handle.getFile()).text()}`);
        else { found.push(`${path}/`); await walk(handle, `${path}/`); }
      }
    };
    await walk(folder, "");
    return found.sort().join(" ");
  };
  FileSystemHandle.prototype.requestPermission = async (options) => (asked.push(options.mode), "granted");
  globalThis.showDirectoryPicker = async (options) => {
    asked.push(JSON.stringify(options));
    if (globalThis.refuse) throw new DOMException("The user aborted a request.", "AbortError");
    return folder;
  };
  globalThis.clicked = (isActive) =>
    Object.defineProperty(navigator, "userActivation", { configurable: true, value: { isActive } });
  globalThis.answer = (title) => setTimeout(function look() {
    const dialogs = document.querySelectorAll("dialog.pyscript-fs[open]");
    if (dialogs.length) dialogs[dialogs.length - 1].querySelector(`button[title=${title}]`).click();
    else setTimeout(look, 10);
  }, 10);
""")
await window.fill()


async def mount(path, answer="ok", **options):
    window.asked.splice(0)
    window.clicked(not answer)
    if answer:
        window.answer(answer)
    try:
        got = await fs.mount(path, **options)
    except Exception as error:
        return f"{type(error).__name__} {error}"
    return got


def read(path):
    with open(path) as file:
        return file.read()


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


check("mount gives", await mount("/data/in"), None)
asked = [text for text in window.asked]
check("asked", window.JSON.parse(asked[0]).id == "pyscript" and window.JSON.parse(asked[0]).mode == "readwrite")
check("no startIn", "startIn" in asked[0], False)
check("permission", asked[1], "readwrite")
check("mounted keys", list(fs.mounted), ["/data/in"])
check("names", sorted(os.listdir("/data/in")), ["deep", "empty", "gone.txt", "hello.txt"])
check("text", [read("/data/in/hello.txt"), read("/data/in/deep/er/file.txt")], ["hello", "deep"])

# Changes stay in memory until they are written
write("/data/in/new.txt", "new")
os.mkdir("/data/in/made")
write("/data/in/made/inner.txt", "inner")
write("/data/in/hello.txt", "changed")
os.remove("/data/in/gone.txt")
os.remove("/data/in/deep/er/file.txt")
os.rmdir("/data/in/deep/er")
before = "deep/ deep/er/ deep/er/file.txt=deep empty/ gone.txt=gone hello.txt=hello"
check("not yet", await window.disk(), before)
await fs.sync("/data/in")
after = "deep/ empty/ hello.txt=changed made/ made/inner.txt=inner new.txt=new"
check("written", await window.disk(), after)
await fs.sync("/data/in")
check("again", await window.disk(), after)

# Unmount writes, and leaves the place empty
write("/data/in/last.txt", "last")
await fs.unmount("/data/in")
check("unmounted", [list(fs.mounted), os.listdir("/data/in")], [[], []])
check("last", (await window.disk()).startswith("deep/ empty/ hello.txt=changed last.txt=last"))

# After a click the picker opens at once. Nobody is asked again while the permission lasts
check("remembered", await mount("/data/in", answer=None), None)
check("not asked", window.asked.length, 0)
check("its files", read("/data/in/last.txt"), "last")
await fs.unmount("/data/in")
js.eval("FileSystemHandle.prototype.queryPermission = async () => 'prompt'")
check("lapsed", await mount("/data/in"), None)
check("asked again", window.asked.length, 2)
await fs.unmount("/data/in")
js.eval("FileSystemHandle.prototype.queryPermission = async () => 'granted'")

# Options
check("other id", await mount("relative/place", mode="read", root="documents", id="mine"), None)
options = window.JSON.parse(window.asked[0])
check("options", [options.id, options.mode, options.startIn, window.asked[1]], ["mine", "read", "documents", "read"])
check("relative", "last.txt" in os.listdir(os.getcwd() + "/relative/place"))
await fs.unmount("relative/place")

# Refusals
text = "storage permissions not granted"
refused = "RuntimeError" if IN_WORKER else "JsException"
got = await mount("/refused", answer="cancel")
check("cancel", got.startswith(refused) and text in got or got)
check("nothing mounted", list(fs.mounted), [])
check("forgotten", await fs.revoke("/refused"), False)
window.eval("globalThis.refuse = true")
got = await mount("/refused", answer=None)
check("refused after a click", got.startswith(refused) and text in got or got)
window.eval("globalThis.refuse = false")
os.mkdir("/full")
write("/full/file", "x")
got = await mount("/full")
check("not empty", got.startswith("JsException") and "directory '/full' is not empty" in got or got)

# Without a handle
import _pyscript

check("private parts", [_pyscript.fs.NAMESPACE, _pyscript.fs.ERROR], ["@pyscript.fs", text])
for folder in js.Object.new(), js.document:
    try:
        await _pyscript.interpreter.mountNativeFS("/other", folder)
        check("no folder", "no exception", "TypeError")
    except Exception as error:
        check("no folder", "TypeError" in repr(error) + str(error) or repr(error))

report()
