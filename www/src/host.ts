/** What the core asks of JavaScript, in one place. Imported by the generated bindings. */

import { unpackWheel } from "../build/pyxide_core.js";
import { BinaryJSON } from "./binary-json.js";
import { importModule, response } from "./downloads.js";
import { file } from "./files.js";
import { IDBMap, IDBMapSync, openMap } from "./idb-map.js";
import type { Circumstances, Entry, Interpreter, Packages, Tools } from "./packages.js";
import type { IO } from "./stdio.js";

export { disableBanners } from "./banner.js";
export { importModule, prefetch, removeHints, response } from "./downloads.js";
export { file } from "./files.js";
export { gunzip, inflate } from "./inflate.js";
export { addStylesheet, importJsModule, registerJsModule } from "./js-modules.js";
export { download, tellStep } from "./progress.js";
export { FOLDERS } from "./folders.js";
export { defineElement } from "./elements.js";
export { hookList, inputFailureIfWanted, mainHooks } from "./hooks.js";
export { loadPyodide } from "./instantiation.js";
export { tell, tellException, tellOfTag } from "./problems.js";
export { defineTarget, interpreterStarted, observers } from "./kernel.js";
export { hooksSettled, resolveDefined } from "./lifecycle.js";
export { loadMicroPython } from "./micropython.js";
export { loadMore } from "./more.js";
export { lookFor } from "./observe.js";
export { addMembers } from "./modules.js";
export { createWorker } from "./workers/xworker.js";
export { nameWorker } from "./workers/names.js";
export { makeIO, outputOptions } from "./stdio.js";
export { makeWrap, nobody } from "./wrap.js";

/** Imports modules by URLs relative to the page, and gives their namespaces in order. */
export const jsImport = (...urls: string[]): Promise<unknown[]> =>
  Promise.all(urls.map((url) => importModule(new URL(url, document.baseURI).href)));

/** An exception of Python as JavaScript sees it: `message` is the whole traceback. */
class PythonError extends Error {
  override name = "PythonError";
  constructor(
    readonly type: string,
    traceback: string,
  ) {
    super(traceback);
  }
}

export const pythonError = (type: string, traceback: string): Error =>
  new PythonError(type, traceback);

/** Turns the rejecter of a promise into what Python calls with an exception's type and text. */
export const pythonRejecter =
  (reject: (error: unknown) => void) =>
  (type: string, traceback: string): void =>
    reject(pythonError(type, traceback));

/** What every `polyscript` has, whatever the type. */
export const KERNEL = { IDBMap, IDBMapSync, JSON: BinaryJSON, storage: openMap };

/** Begins with the packages of an interpreter. */
export async function openPackages(
  entries: Entry[],
  circumstances: Circumstances,
): Promise<Packages> {
  try {
    return await (await installers()).openPackages(entries, circumstances, tools);
  } catch (reason) {
    // The page's own code runs nevertheless.
    const install = (): Promise<never> => {
      throw reason;
    };
    return { options: {}, install: async () => install() };
  }
}

/** Installs packages while code runs, and gives the modules. */
export const lazyModules = async (
  entries: Entry[],
  circumstances: Circumstances,
  interpreter: Interpreter,
  io: IO,
): Promise<unknown[]> =>
  (await installers()).lazyModules(entries, circumstances, interpreter, io, tools);

/** A chunk of its own: only pages with packages load it. */
const installers = async (): Promise<typeof import("./packages.js")> =>
  (await importModule(file("packages.js"))) as typeof import("./packages.js");

/** The text of whatever was thrown; a value without one may even refuse to have one. */
export function describe(thrown: unknown): string {
  try {
    const plain = typeof thrown === "object" && !(thrown instanceof Error);
    return (plain && JSON.stringify(thrown)) || String(thrown);
  } catch {
    return Object.prototype.toString.call(thrown);
  }
}

/** A function of all its arguments, from one of their array. */
export const variadic =
  (take: (args: unknown[]) => unknown) =>
  (...args: unknown[]): unknown =>
    take(args);

const tools: Tools = { importModule, response, unpackWheel };
