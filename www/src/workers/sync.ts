/** `sync`: functions that a page and its worker offer each other by name. */

type Callable = (...args: unknown[]) => unknown;

/** Assigning a function offers it; reading any name gives what calls the other side's. */
export type Sync = Record<string, Callable>;

/** The `sync` object of one side; what is assigned to it ends in `exposed`. */
export function syncOf(call: (name: string, args: unknown[]) => unknown, exposed: Sync): Sync {
  return new Proxy(exposed, {
    // An object with `then` would be taken for a promise.
    get: (_, name) =>
      typeof name === "symbol" || name === "then"
        ? undefined
        : (...args: unknown[]) => call(name, args),
  });
}

/** Calls what one side offers under a name. */
export function exposeTo(exposed: Sync, name: string, args: unknown[]): unknown {
  const called = Object.hasOwn(exposed, name) ? exposed[name] : undefined;
  if (typeof called !== "function") {
    // The first words are those that pages know.
    throw new TypeError(
      `Cannot read properties of undefined (reading 'apply'): nothing is assigned to sync.${name}`,
    );
  }
  return called(...args);
}
