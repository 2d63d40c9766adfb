/** Workers by name: `polyscript.workers`. */

import type { Wrap } from "./arriving.js";
import { chunk, ended, type XWorker } from "./xworker.js";

export interface Named {
  promise: Promise<XWorker>;
  resolve: (worker: Promise<XWorker>) => void;
  /** Those that have the name; none if somebody only waits for one. */
  workers: XWorker[];
}

const named = new Map<string, Named>();

/** Names that interpreters ask every object for. */
const RESERVED = new Set(["__dict__", "constructor", "get", "has", "includes", "next", "set", "then"]);

/** Who waits for a name that nobody has is told after this time, in milliseconds. */
const PATIENCE = 5000;

function entry(name: string): Named {
  let one = named.get(name);
  if (!one) {
    let resolve: Named["resolve"] = () => {};
    const promise = new Promise<XWorker>((settle) => {
      resolve = settle;
    });
    promise.catch(() => {});
    one = { promise, resolve, workers: [] };
    named.set(name, one);
  }
  return one;
}

/** Gives a worker a name. The first of several with one name that is ready has it, while it lives. */
export function nameWorker(name: string, worker: XWorker): void {
  let one = entry(name);
  if (one.workers.length && one.workers.every((it) => ended.has(it))) {
    named.delete(name);
    one = entry(name);
  }
  const { workers, resolve } = one;
  workers.push(worker);
  const settle = (): void => resolve(worker.ready);
  // One that could not start has it only if no other one is about to.
  worker.ready.then(settle, () => workers.every((it) => ended.has(it)) && settle());
}

function waitFor(name: string): Promise<XWorker> {
  const { promise, workers } = entry(name);
  if (!workers.length) {
    setTimeout(() => {
      if (!workers.length) void chunk().then(({ tellUnknown }) => tellUnknown(name, named));
    }, PATIENCE);
  }
  return promise;
}

const isFree = (name: string | symbol): name is string => typeof name === "string" && !RESERVED.has(name);

/** `workers.name`: fulfils with that worker's `sync` when its code has run. */
export const workers: object = new Proxy(Object.create(null) as object, {
  get: (_, name) => (isFree(name) ? waitFor(name).then(({ sync }) => sync) : undefined),
  has: (_, name) => typeof name === "string",
});

/** The same for the package: with what `wrap` makes of the worker's functions for the interpreter. */
export const workerFor = (engine: string) => (name: string, wrap: Wrap) =>
  isFree(name) ? waitFor(name).then(async ({ sync }) => (await chunk()).forPython(sync, engine, wrap)) : undefined;
