/**
 * MicroPython's memory once its package is imported: made by one worker, and laid over that of those which come later,
 * instead of compiling and importing everything again. Only where nothing of the page is in it but a few objects that
 * every worker has, each known by where it is found.
 */

import type { MicroPython } from "../micropython.js";

export interface Image {
  /** From its beginning; what follows is not in use. */
  memory: Uint8Array;
  /** How large the whole memory is. */
  size: number;
  /** Where the objects are found that Python refers to, by their numbers. */
  objects: [number: number, path: string][];
}

/** The interpreter's table of JavaScript objects: global variables. */
interface Table {
  proxy_js_ref: unknown[];
  proxy_js_ref_next: number;
  proxy_js_ref_map: Map<unknown, number>;
}

const table = globalThis as unknown as Table;

/** The global object is the first, and is always there; the second is never used. */
const STATIC = 2;

const DOCUMENT = "polyscript.xworker.window.document";

/** All that Python may refer to in an image. What is not here, or a getter that asks the page, prevents one. */
const PATHS = [
  "polyscript",
  "polyscript.js_modules",
  "polyscript.lazy_py_modules",
  "polyscript.xworker",
  "polyscript.xworker.sync",
  "polyscript.xworker.window",
  DOCUMENT,
  "_pyscript",
  "_pyscript.js_import",
  "JSON",
  "Object",
];

/** More than what is in use when the package is imported. */
const ROOM = 8 << 20;

type Modules = Record<string, unknown>;

/** What a path leads to, from the modules or the global object. */
function at(path: string, modules: Modules): unknown {
  const [first = "", ...names] = path.split(".");
  let found = first in modules ? modules[first] : (Reflect.get(globalThis, first) as unknown);
  for (const name of names) found = (found as Modules | null | undefined)?.[name];
  return found;
}

/** Makes an image; `undefined` if Python refers to anything else. No code of the page has run yet. */
export async function makeImage(api: MicroPython): Promise<Image | undefined> {
  const module = api._module;
  const size = module.HEAPU8.length;
  api.runPython("__import__('gc').collect()");
  // What was collected is let go in a microtask.
  await Promise.resolve();
  const modules = { polyscript: api.pyimport("polyscript"), _pyscript: api.pyimport("_pyscript") };
  const known = new Map(PATHS.map((path) => [at(path, modules), path]));
  const objects: Image["objects"] = [];
  for (const [number, object] of table.proxy_js_ref.entries()) {
    if (number < STATIC || object === undefined) continue;
    const path = known.get(object);
    if (path === undefined) return undefined;
    objects.push([number, path]);
  }
  // The allocator has nowhere to put this but behind everything that it has ever given.
  const end = module._malloc(ROOM);
  module._free(end);
  if (!end || module.HEAPU8.length !== size) return undefined;
  const memory = crossOriginIsolated ? new Uint8Array(new SharedArrayBuffer(end)) : new Uint8Array(end);
  memory.set(module.HEAPU8.subarray(0, end));
  return { memory, size, objects };
}

/** Makes an interpreter that has just started one with the package. Its own modules have yet to be registered. */
export function useImage(api: MicroPython, { memory, size, objects }: Image): void {
  if (api._module.HEAPU8.length !== size) return;
  api._module.HEAPU8.set(memory);
  const last = objects.at(-1)?.[0] ?? STATIC - 1;
  table.proxy_js_ref.length = last + 1;
  table.proxy_js_ref_next = STATIC;
  const register = api.registerJsModule;
  const modules: Modules = {};
  api.registerJsModule = (name, module) => {
    modules[name] = module;
    if (!("polyscript" in modules && "_pyscript" in modules)) return;
    api.registerJsModule = register;
    for (const [number, path] of objects) {
      const object = at(path, modules);
      table.proxy_js_ref[number] = object;
      table.proxy_js_ref_map.set(object, number);
      // Where code that does not know of workers looks for it.
      if (path === DOCUMENT) Reflect.set(globalThis, "document", object);
    }
  };
}
