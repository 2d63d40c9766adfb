/**
 * The table of the bundle's files. Each address is written in the way that bundlers recognise, and
 * that is relative to this script without one: a file that is not in here is lost on bundled pages.
 */

import { setFiles } from "./files.js";

/** Where the build for npm has Pyodide; beside this script otherwise. */
declare const PYODIDE: string | undefined;

const core = new URL("./core.wasm", import.meta.url).href;

/** A page can say that it is beside this script nevertheless. */
const isElsewhere = (): boolean =>
  !("document" in globalThis && document.querySelector('script[type="module"][offline]'));

const TABLE = {
  "core.wasm": core,
  "core-more.wasm": new URL("./core-more.wasm", import.meta.url).href,
  "pyscript.mpy.bin": new URL("./pyscript.mpy.bin", import.meta.url).href,
  "pyscript.mpy.web.bin": new URL("./pyscript.mpy.web.bin", import.meta.url).href,
  "pyscript.mpy.border.bin": new URL("./pyscript.mpy.border.bin", import.meta.url).href,
  "pyscript.mpy.more.bin": new URL("./pyscript.mpy.more.bin", import.meta.url).href,
  "pyscript.mpy.mip.bin": new URL("./pyscript.mpy.mip.bin", import.meta.url).href,
  "pyscript.py.bin": new URL("./pyscript.py.bin", import.meta.url).href,
  "pyscript.py.web.bin": new URL("./pyscript.py.web.bin", import.meta.url).href,
  "pyscript.py.border.bin": new URL("./pyscript.py.border.bin", import.meta.url).href,
  "pyscript.py.more.bin": new URL("./pyscript.py.more.bin", import.meta.url).href,
  "worker.js": new URL("./worker.js", import.meta.url).href,
  "bridge-page.js": new URL("./bridge-page.js", import.meta.url).href,
  "bridge-modes.js": new URL("./bridge-modes.js", import.meta.url).href,
  "packages.js": new URL("./packages.js", import.meta.url).href,
  "fs.js": new URL("./fs.js", import.meta.url).href,
  "plugins/error.js": new URL("./plugins/error.js", import.meta.url).href,
  "plugins/deprecations.js": new URL("./plugins/deprecations.js", import.meta.url).href,
  "plugins/donkey.js": new URL("./plugins/donkey.js", import.meta.url).href,
  "plugins/codemirror.js": new URL("./plugins/codemirror.js", import.meta.url).href,
  "plugins/editor.js": new URL("./plugins/editor.js", import.meta.url).href,
  "plugins/editor-worker.js": new URL("./plugins/editor-worker.js", import.meta.url).href,
  "plugins/game.js": new URL("./plugins/game.js", import.meta.url).href,
  "plugins/terminal.js": new URL("./plugins/terminal.js", import.meta.url).href,
  "xterm.css": new URL("./xterm.css", import.meta.url).href,
  "micropython/micropython.mjs": new URL("./micropython/micropython.mjs", import.meta.url).href,
  "micropython/micropython.wasm": new URL("./micropython/micropython.wasm", import.meta.url).href,
  "micropython/micropython-ulab.wasm": new URL("./micropython/micropython-ulab.wasm", import.meta.url).href,
  "micropython/micropython-settrace.wasm": new URL("./micropython/micropython-settrace.wasm", import.meta.url).href,
  "micropython/micropython-settrace-ulab.wasm": new URL("./micropython/micropython-settrace-ulab.wasm", import.meta.url).href,
  "pyodide/": PYODIDE && isElsewhere() ? PYODIDE : new URL("pyodide/", core).href,
};

export type Table = typeof TABLE;

setFiles(TABLE);
