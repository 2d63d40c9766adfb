/** What the core asks of JavaScript, in one place. Imported by the generated bindings. */

import { importModule } from "./downloads.js";

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
