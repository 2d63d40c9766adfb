/** `sync`: functions that both sides offer each other by name. */

import type { AnyFunction } from "./codec.js";

/** Assigning a function offers it; reading any name gives what calls the other side's. */
export type Sync = Record<string, AnyFunction>;

type Apply = (called: AnyFunction, self: unknown, args: unknown[]) => unknown;

export class Exposed {
  readonly #functions = new Map<string, unknown>();
  readonly #stubs = new Map<string, AnyFunction>();
  readonly sync: Sync;

  constructor(call: (name: string, args: unknown[]) => unknown) {
    const functions = this.#functions;
    const stubs = this.#stubs;
    this.sync = new Proxy({}, {
      // An object with `then` would be taken for a promise.
      get(_, name) {
        if (typeof name === "symbol" || name === "then") return undefined;
        // What describes an object asks for this, Python's `repr()` for instance.
        if (name === "toString") return () => "[object Object]";
        let stub = stubs.get(name);
        if (!stub) {
          stub = (...args) => call(name, args);
          stubs.set(name, stub);
        }
        return stub;
      },
      set(_, name, value) {
        if (typeof name === "string" && name !== "then") functions.set(name, value);
        return true;
      },
      has: (_, name) => typeof name === "string" && functions.has(name),
      deleteProperty: (_, name) => (typeof name === "string" && functions.delete(name)) || true,
      ownKeys: () => [...functions.keys()],
      getOwnPropertyDescriptor: (_, name) =>
        typeof name === "string" && functions.has(name)
          ? { value: functions.get(name), writable: true, enumerable: true, configurable: true }
          : undefined,
      // An interpreter that asks what this is must not be told of `Object.prototype.constructor`.
      getPrototypeOf: () => Object.prototype,
    });
  }

  /** Calls what was assigned here to a name. */
  call(name: string, args: unknown[], apply: Apply = Reflect.apply): unknown {
    const called = this.#functions.get(name);
    if (typeof called !== "function") {
      // The first words are those that pages know.
      throw new TypeError(
        `Cannot read properties of undefined (reading 'apply'): nothing is assigned to sync.${name}`,
      );
    }
    return apply(called as AnyFunction, undefined, args);
  }
}
