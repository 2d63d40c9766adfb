import os

import js
from pyscript import fs, window

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



# Mounted already: said before anybody is asked
check("mounted", await mount("/better", answer=None), None)
got = await mount("/better", answer=None, id="other")
check("again", [got.startswith("ValueError"), "'/better'" in got, window.asked.length], [True, True, 0])

# Revoked: nothing is written, and the place is free
write("/better/unwritten.txt", "x")
check("revoke", [await fs.revoke("/better"), list(fs.mounted), os.listdir("/better")], [True, [], []])
check("unwritten", "unwritten" in await window.disk(), False)
check("revoked", await fs.revoke("/better"), False)
check("asked anew", [await mount("/better", answer=None), window.asked.length], [None, 2])

# A file becomes a folder, a folder a file. Pyodide's own folders cannot do it in one go
if not MICROPYTHON:
    os.remove("/better/hello.txt")
    os.rmdir("/better/empty")
    await fs.sync("/better")
    write("/better/hello.txt", "")
    os.mkdir("/better/empty")
os.remove("/better/hello.txt")
os.mkdir("/better/hello.txt")
write("/better/hello.txt/inner", "now a folder")
os.rmdir("/better/empty")
write("/better/empty", "now a file")
await fs.unmount("/better")
disk = await window.disk()
check("folder", "hello.txt/ hello.txt/inner=now a folder" in disk or disk)
check("file", "empty=now a file" in disk or disk)

# The dialog: a failed choice leaves it open, Escape refuses
window.eval("globalThis.refuse = true; answer('ok'); setTimeout(() => { refuse = false; answer('ok') }, 200)")
window.clicked(False)
window.asked.splice(0)
await fs.mount("/twice")
check("asked twice", [text.startswith("{") for text in window.asked], [True, True, False])
await fs.unmount("/twice")
window.eval("setTimeout(function look() { const d = document.querySelector('dialog[open]'); d ? d.dispatchEvent(new Event('cancel')) : setTimeout(look, 10) }, 10)")
try:
    await fs.mount("/escaped")
    check("Escape", "no exception", "JsException")
except Exception as error:
    check("Escape", "storage permissions not granted" in str(error) + repr(error) or repr(error))
check("no dialog stays", js.document.querySelectorAll("dialog").length, 0)
window.eval("globalThis.showDirectoryPicker = undefined")
got = await mount("/none", answer=None)
check("no picker", "showDirectoryPicker is not supported" in got or got)

report()
