/**
 * The page for Python that can be suspended (JavaScript Promise Integration): each operation is a promise, which
 * Python waits for. Objects of the page come in boxes, because an interpreter that looks at one would ask the page
 * for it at once, which is not possible here.
 */

import source from "./switching.py";
import type { AnyFunction } from "./codec.js";
import { Op } from "./protocol.js";
import { member } from "./remote.js";
import type { WorkerEnd, WorkerOptions } from "./worker.js";

/** A function of Pyodide's, which may wait in the middle. */
interface PyCallable {
  callPromising?: (...args: unknown[]) => Promise<unknown>;
}

/** What Python gets of an answer. */
class Box {
  /** Whether it is an object of the page; Python's class for those looks for it. */
  readonly isRemote: boolean;
  readonly isFunction: boolean;
  readonly isPromise: boolean;
  /** Any other value. */
  readonly value: unknown;
  readonly number = (last += 1);
  readonly #object: unknown;

  constructor(given: unknown, isRemote: boolean, isPromise = false) {
    this.isRemote = isRemote;
    this.isFunction = isRemote && typeof given === "function";
    this.isPromise = isPromise;
    this.value = isRemote ? undefined : given;
    this.#object = given;
  }

  static open(value: unknown): unknown {
    return value instanceof Box ? value.#object : value;
  }
}

let last = 0;

/** What Python's module calls; its values are boxes or of its own. */
export interface Switching {
  source: string;
  api: object;
  options(options: WorkerOptions): WorkerOptions;
}

export async function switchStacks(end: WorkerEnd): Promise<Switching> {
  const boxes = new WeakMap<object, Box>();
  const boxed = (value: unknown): Box => {
    const remote = end.remoteOf(value);
    if (!remote) return new Box(value, false);
    let box = boxes.get(value as object);
    if (!box) {
      box = new Box(value, true, !!member(remote.picture.shape, "then"));
      boxes.set(value as object, box);
    }
    return box;
  };
  /** An operation on an object; its other operands are a key if it has one, and values. */
  const ask = async (op: Op, target: unknown, key?: string, ...values: unknown[]): Promise<Box> => {
    const [answer] = await end.askLater(op, (out) => {
      end.write(out, Box.open(target));
      if (key !== undefined) end.key(out, key);
      for (const value of values) {
        if (value instanceof List) end.writeList(out, value.items);
        else end.write(out, value);
      }
    });
    return boxed(answer);
  };
  const gather = async (target: unknown, keys: (string | number)[]): Promise<unknown[]> => {
    const [found] = await end.askLater(
      Op.Gather,
      (out) => {
        end.write(out, Box.open(target));
        end.writeList(out, keys);
      },
      (from) => Array.from({ length: from.number() }, () => end.value(from)),
    );
    return found as unknown[];
  };
  const copied = async (thrown: unknown): Promise<never> => {
    const [name, message, stack] = (await gather(thrown, ["name", "message", "stack"])).map(String);
    throw Object.assign(new Error(message), { name, stack });
  };
  const [page] = await end.askLater(Op.Hello, () => {}, (from) => end.hello(from));
  const api = {
    page: boxed(page),
    document: await ask(Op.Get, page, "document"),
    /** Nothing where there is no such property. */
    async get(target: Box, key: string): Promise<Box | undefined> {
      const found = await ask(Op.Get, target, key);
      if (found.isRemote || found.value !== undefined) return found;
      return (await ask(Op.Has, target, key)).value ? found : undefined;
    },
    set: (target: Box, key: string, value: unknown) => ask(Op.Set, target, key, value),
    has: (target: Box, key: string) => ask(Op.Has, target, key),
    remove: (target: Box, key: string) => ask(Op.Delete, target, key),
    call: (target: Box, self: Box | undefined, ...args: unknown[]) => ask(Op.Call, target, undefined, self, new List(args)),
    method: (target: Box, key: string, ...args: unknown[]) => ask(Op.CallMethod, target, key, new List(args)),
    construct: (target: Box, ...args: unknown[]) => ask(Op.New, target, undefined, undefined, new List(args)),
    /** Everything that can be iterated over. */
    async items(target: Box): Promise<Box[]> {
      const { value: count } = await ask(Op.Get, target, "length");
      const keys = Array.from({ length: Number(count) }, (_, index) => index);
      return (await gather(target, keys)).map(boxed);
    },
    /** What a promise of the page is settled with. */
    settled: (target: Box) =>
      new Promise<Box>((resolve, reject) => {
        const fulfilled = (value: unknown): void => resolve(boxed(value));
        const rejected = (reason: unknown): void => {
          // An error is an object of the page too.
          (end.isWindowProxy(reason) ? copied(reason) : Promise.reject(reason as Error)).catch(reject);
        };
        ask(Op.CallMethod, target, "then", new List([fulfilled, rejected])).catch(reject);
      }),
  };
  return {
    source,
    api,
    options: (options) => ({
      ...options,
      transform: (value) => {
        const open = Box.open(value);
        return open === value ? options.transform?.(value) : open;
      },
      apply: (called: AnyFunction, self: unknown, args: unknown[]) => {
        const { callPromising } = called as PyCallable;
        if (!callPromising) return called.apply(self, args);
        return Reflect.apply(callPromising, called, args.map((arg) => (end.isWindowProxy(arg) ? boxed(arg) : arg)));
      },
    }),
  };
}

/** Written as arguments, rather than as an array. */
class List {
  constructor(readonly items: unknown[]) {}
}
