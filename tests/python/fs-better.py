import os

import js
from pyscript import fs

# A folder on disk
js.eval("""
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
await js.fill()


async def mount(path, answer="ok", **options):
    js.asked.splice(0)
    js.clicked(not answer)
    if answer:
        js.answer(answer)
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



# Mounted already: said before anybody is asked
check("mounted", await mount("/data", answer=None), None)
got = await mount("/data", answer=None, id="other")
check("again", [got.startswith("ValueError"), "'/data'" in got, js.asked.length], [True, True, 0])

# Revoked: nothing is written, and the place is free
write("/data/unwritten.txt", "x")
check("revoke", [await fs.revoke("/data"), list(fs.mounted), os.listdir("/data")], [True, [], []])
check("unwritten", "unwritten" in await js.disk(), False)
check("revoked", await fs.revoke("/data"), False)
check("asked anew", [await mount("/data", answer=None), js.asked.length], [None, 2])

# A file becomes a folder, a folder a file. Pyodide's own folders cannot do it in one go
if not MICROPYTHON:
    os.remove("/data/hello.txt")
    os.rmdir("/data/empty")
    await fs.sync("/data")
    write("/data/hello.txt", "")
    os.mkdir("/data/empty")
os.remove("/data/hello.txt")
os.mkdir("/data/hello.txt")
write("/data/hello.txt/inner", "now a folder")
os.rmdir("/data/empty")
write("/data/empty", "now a file")
await fs.unmount("/data")
disk = await js.disk()
check("folder", "hello.txt/ hello.txt/inner=now a folder" in disk or disk)
check("file", "empty=now a file" in disk or disk)

# The dialog: a failed choice leaves it open, Escape refuses
js.eval("globalThis.refuse = true; answer('ok'); setTimeout(() => { refuse = false; answer('ok') }, 200)")
js.clicked(False)
js.asked.splice(0)
await fs.mount("/twice")
check("asked twice", [text.startswith("{") for text in js.asked], [True, True, False])
await fs.unmount("/twice")
js.eval("setTimeout(function look() { const d = document.querySelector('dialog[open]'); d ? d.dispatchEvent(new Event('cancel')) : setTimeout(look, 10) }, 10)")
try:
    await fs.mount("/escaped")
    check("Escape", "no exception", "JsException")
except Exception as error:
    check("Escape", "storage permissions not granted" in str(error) + repr(error) or repr(error))
check("no dialog stays", js.document.querySelectorAll("dialog").length, 0)
js.eval("globalThis.showDirectoryPicker = undefined")
got = await mount("/none", answer=None)
check("no picker", "showDirectoryPicker is not supported" in got or got)

report()
