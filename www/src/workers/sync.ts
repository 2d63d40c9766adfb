/** `sync` before the bridge is there: a page may use it as soon as it has the worker. */

type Callable = (...args: unknown[]) => unknown;

/** Assigning a function offers it; reading any name gives what calls the other side's. */
export type Sync = Record<string, Callable>;

/** What is used of the bridge's end. */
interface End {
  sync: object;
  call(name: string, args: unknown[]): Promise<unknown>;
}

/** The `sync` of a worker whose bridge comes later, and what connects the two. */
export function syncOf(end: Promise<End>): [sync: Sync, connect: (end: End) => void] {
  let target: object = {};
  const sync = new Proxy<Sync>(
    {},
    {
      // An object with `then` would be taken for a promise.
      get: (_, name) =>
        typeof name === "symbol" || name === "then"
          ? undefined
          : (...args: unknown[]) => end.then((there) => there.call(name, args)),
      set: (_, name, value) => Reflect.set(target, name, value),
      has: (_, name) => Reflect.has(target, name),
      deleteProperty: (_, name) => Reflect.deleteProperty(target, name),
      ownKeys: () => Reflect.ownKeys(target),
      getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(target, name),
    },
  );
  const connect = (there: End): void => {
    Object.assign(there.sync, target);
    target = there.sync;
  };
  return [sync, connect];
}
