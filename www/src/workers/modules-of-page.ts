/** `js_modules.main` in a worker: modules of the page, imported there when they are first read. */

import type { WorkerEnd } from "../bridge/worker.js";
import type { Recipe } from "./protocol.js";

const KEY = Symbol.for("polyscript.js_modules");

type Registry = Record<symbol, Map<string, object> | undefined>;

/** Adds those whose names the worker's own modules do not have. */
export function addModules(modules: object, end: WorkerEnd, ofPage: Recipe["ofPage"]): void {
  const names = new Set(ofPage.map(([name]) => name));
  for (const name of names) {
    if (Object.hasOwn(modules, name)) continue;
    let module: object | undefined;
    Object.defineProperty(modules, name, {
      configurable: true,
      enumerable: true,
      get: () => (module ??= load(name, end, ofPage)),
    });
  }
}

function load(name: string, { sync, page, canBlock }: WorkerEnd, ofPage: Recipe["ofPage"]): object | undefined {
  if (!canBlock || !page) {
    throw new Error(
      `js_modules.${name} is a module of the page, which a worker reaches only where the page is cross-origin isolated; name it in [js_modules.worker] to have one of its own`,
    );
  }
  for (const [own, url, isStyle] of ofPage) {
    if (own !== name) continue;
    if (isStyle) sync["importCSS"]?.(url);
    else sync["importJS"]?.(url, name);
  }
  return (page as Registry)[KEY]?.get(name);
}
