/** Workers by name: `polyscript.workers`. */

import type { Sync } from "./sync.js";
import type { XWorker } from "./xworker.js";

interface Named {
  promise: Promise<Sync>;
  resolve: (sync: Promise<Sync>) => void;
}

const named = new Map<string, Named>();

/** Names that interpreters ask every object for. */
const RESERVED = new Set(["__dict__", "constructor", "get", "has", "includes", "next", "set", "then"]);

function entry(name: string): Named {
  let one = named.get(name);
  if (!one) {
    let resolve: Named["resolve"] = () => {};
    const promise = new Promise<Sync>((settle) => {
      resolve = settle;
    });
    promise.catch(() => {});
    one = { promise, resolve };
    named.set(name, one);
  }
  return one;
}

/** Gives a worker a name. The first of several with one name that is ready has it. */
export function nameWorker(name: string, worker: XWorker): void {
  const { resolve } = entry(name);
  const ready = worker.ready.then(({ sync }) => sync);
  ready.then(
    () => resolve(ready),
    () => resolve(ready),
  );
}

/** `workers.name`: fulfils with that worker's `sync` when its code has run. */
export const workers: object = new Proxy(Object.create(null) as object, {
  get: (_, name) => (typeof name === "symbol" || RESERVED.has(name) ? undefined : entry(name).promise),
  has: (_, name) => typeof name === "string" && !RESERVED.has(name),
});
