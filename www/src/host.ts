/** What the core asks of JavaScript, in one place. Imported by the generated bindings. */

import { BinaryJSON } from "./binary-json.js";
import { BUNDLE, importModule, response } from "./downloads.js";
import { IDBMap, IDBMapSync, openMap } from "./idb-map.js";
import type { Packages, Wanted } from "./packages.js";

export { disableBanners, showBanner } from "./banner.js";
export { importModule, prefetch, removeHints, response } from "./downloads.js";
export { download } from "./progress.js";
export { defineElement } from "./elements.js";
export { mainHooks } from "./hooks.js";
export { loadPyodide } from "./instantiation.js";
export { resolveDefined } from "./lifecycle.js";
export { loadMicroPython } from "./micropython.js";
export { lookFor } from "./observe.js";
export { makeIO, outputOptions } from "./stdio.js";

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

/** Begins with the packages of a Pyodide whose module is `engine`. */
export async function openPackages(
  entries: Wanted["entries"],
  cache: Wanted["cache"],
  forget: boolean,
  indexes: string[],
  folder: string,
  engine: { version?: string },
): Promise<Packages> {
  const chunk = (await importModule(`${BUNDLE}packages.js`)) as typeof import("./packages.js");
  const wanted = { entries, cache, indexes, folder, version: engine.version ?? "" };
  return chunk.Packages.open(wanted, forget);
}

/** A function of all its arguments, from one of their array. */
export const variadic =
  (take: (args: unknown[]) => unknown) =>
  (...args: unknown[]): unknown =>
    take(args);

/** Fetches bytes for Python. */
export async function fetchBytes(url: string): Promise<Uint8Array> {
  const answer = await response(url);
  if (!answer.ok) throw new Error(`[${answer.status}] Unable to fetch ${url}`);
  return new Uint8Array(await answer.arrayBuffer());
}
