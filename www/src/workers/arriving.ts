/** Data that came from another thread, as Python is to find it. */

import type { Named } from "./names.js";
import type { Sync } from "./sync.js";

/** So that Python on Pyodide reads an object's entries by `[…]` too, and asks with `in`. */
const ENTRIES = Object.create(
  Object.prototype,
  Object.fromEntries(
    Object.entries({
      get(this: object, key: string): unknown {
        return Object.hasOwn(this, key) ? (Reflect.get(this, key) ?? undefined) : undefined;
      },
      has(this: object, key: string): boolean {
        return Object.hasOwn(this, key);
      },
      set(this: object, key: string, value: unknown): void {
        Reflect.set(this, key, value);
      },
      delete(this: object, key: string): boolean {
        return Object.hasOwn(this, key) && Reflect.deleteProperty(this, key);
      },
    }).map(([name, value]) => [name, { value, writable: true, configurable: true }]),
  ),
) as object;

/**
 * Data for Python on this interpreter: nothing is `None`, and objects are read as a `dict` is.
 * The data is a copy already, and is changed.
 */
export function arriving(value: unknown, isMicroPython: boolean): unknown {
  if (value === null || value === undefined) return isMicroPython ? null : undefined;
  if (typeof value === "object") inside(value, isMicroPython, new Set());
  return value;
}

function inside(value: object, isMicroPython: boolean, seen: Set<object>): void {
  const isPlain = Object.getPrototypeOf(value) === Object.prototype;
  if ((!isPlain && !Array.isArray(value)) || seen.has(value)) return;
  seen.add(value);
  if (isPlain && !isMicroPython) Object.setPrototypeOf(value, ENTRIES);
  const fields = value as Record<string, unknown>;
  for (const key of Object.keys(fields)) {
    const item = fields[key];
    if (typeof item === "object" && item) inside(item, isMicroPython, seen);
    // Python has one word for both.
    else if (item === undefined && isMicroPython) fields[key] = null;
  }
}

/** Makes an object of Python's from what calls a function of the worker, and what offers it some. */
export type Wrap = (
  call: (name: string, args: unknown[], named: Record<string, unknown>) => Promise<unknown>,
  sync: Sync,
) => unknown;

/** What calls a worker's functions, for Python on the page. */
export function forPython(sync: Sync, engine: string, wrap: Wrap): unknown {
  const isMicroPython = engine === "micropython";
  const call = async (name: string, args: unknown[], named: Record<string, unknown>): Promise<unknown> => {
    const keys = Object.keys(named);
    // `None` is no value of JavaScript's among others.
    const values = Object.values(named).map((it) => it ?? undefined);
    const result = keys.length ? sync["pyxide.named"]?.(name, keys, values, ...args) : sync[name]?.(...args);
    return arriving(await result, isMicroPython);
  };
  return wrap(call, sync);
}

/** Tells who waits for a worker of which nothing is to be seen. */
export function tellUnknown(name: string, named: Map<string, Named>): void {
  const known = [...named].filter(([, { workers }]) => workers.length);
  const others = known.map(([it]) => JSON.stringify(it)).join(", ");
  console.warn(
    `workers[${JSON.stringify(name)}] is awaited, and no worker has this name: ` +
      `is there a <script type="py" worker name=${JSON.stringify(name)}> on the page? ` +
      (others ? `There are: ${others}.` : "There are no named workers."),
  );
}
