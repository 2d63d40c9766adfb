/** `storage.js`: values that stay when the page is closed, shared with Python's `pyscript.storage`. */

import { parse, stringify } from "./flatted.js";
import { openMap } from "./idb-map.js";

/** A store as an object; keys `clear` and `sync` are shadowed by the methods. */
export interface Store extends Record<string, unknown> {
  /** Removes everything. */
  clear(): void;
  /** Fulfils once everything is written. */
  sync(): Promise<void>;
}

/** A value with its kind, as it is written. */
function pack(value: unknown): string {
  if (value === undefined || value === null) return stringify(["null", 0]);
  if (value instanceof ArrayBuffer) return stringify(["bytearray", [...new Uint8Array(value)]]);
  if (ArrayBuffer.isView(value)) {
    const elements = value instanceof DataView ? new Uint8Array(value.buffer) : value;
    return stringify(["memoryview", Array.from(elements as Uint8Array)]);
  }
  if (typeof value === "function" || typeof value === "symbol" || typeof value === "bigint") {
    throw new TypeError(`Unexpected value: ${String(value)}`);
  }
  return stringify(["generic", value]);
}

function unpack(text: unknown): unknown {
  const pair = parse(String(text));
  if (!Array.isArray(pair) || pair.length !== 2) throw new SyntaxError("not a pair");
  const [kind, data] = pair as [unknown, unknown];
  switch (kind) {
    case "null":
      return null;
    case "generic":
      return data;
    case "bytearray":
      return Uint8Array.from(data as number[]).buffer;
    case "memoryview":
      return Uint8Array.from(data as number[]);
    default:
      return text;
  }
}

/** Opens the store with that name. Later changes by others are not seen. */
export async function storage(name: string): Promise<Store> {
  if (!name) throw new SyntaxError("The storage name must be defined");
  const map = await openMap(`@pyscript/${name}`);
  const values = new Map<string | symbol, unknown>();
  for (const [key, text] of map) {
    try {
      values.set(String(key), unpack(text));
    } catch (error) {
      console.warn(`storage ${name}: the entry ${String(key)} cannot be read: ${String(error)}`);
    }
  }
  const methods = new Map<string | symbol, unknown>([
    ["sync", () => map.sync()],
    [
      "clear",
      () => {
        map.clear();
        values.clear();
      },
    ],
  ]);
  return new Proxy<Store>(Object.create(null) as Store, {
    get: (_, key) => methods.get(key) ?? values.get(key),
    has: (_, key) => values.has(key),
    ownKeys: () => [...values.keys()],
    getOwnPropertyDescriptor: (_, key) =>
      values.has(key)
        ? { value: values.get(key), writable: true, enumerable: true, configurable: true }
        : undefined,
    set(_, key, value) {
      map.set(key, pack(value));
      values.set(key, value);
      return true;
    },
    deleteProperty(_, key) {
      if (values.delete(key)) map.delete(key);
      return true;
    },
  });
}

export default storage;
