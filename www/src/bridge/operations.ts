/** What a worker may ask the page to do, one operation each. */

import type { Reader, Writer } from "./bytes.js";
import type { AnyFunction } from "./codec.js";
import { staticLists } from "./handouts.js";
import { Attribute, Op, Own } from "./protocol.js";
import { bitsOf, describe, ownKeys } from "./shapes.js";

type Fields = Record<PropertyKey, unknown>;
type Class = new (...args: unknown[]) => object;
type Write = (out: Writer) => void;

/** What the operations need of the page's end. */
export interface Host {
  value(from: Reader): unknown;
  readKey(from: Reader): PropertyKey;
  write(out: Writer, value: unknown): void;
  key(out: Writer, key: PropertyKey): void;
  picture(out: Writer, object: object): void;
  describePrototype(prototype: object): void;
  adopt(number: number, object: object): void;
  items(out: Writer, list: ArrayLike<unknown>, from: number): void;
}

/** The browser's functions whose lists never change. */
const listing = new Set<unknown>(
  ["Document", "Element", "DocumentFragment"].map(
    (name) =>
      (globalThis as unknown as Record<string, { prototype: Fields } | undefined>)[name]?.prototype[
        "querySelectorAll"
      ],
  ),
);
const listen: unknown = EventTarget.prototype.addEventListener;

const awaiting = new Set<unknown>([Promise.prototype.then, Promise.prototype.catch]);
/** Milliseconds after which nobody is expected to handle a rejection any more. */
const GRACE = 5000;

const INVOKABLE = ["preventDefault", "stopPropagation", "stopImmediatePropagation"] as const;
type Invokable = (typeof INVOKABLE)[number];

export class Operations {
  readonly #host: Host;
  /** What is to be done with events before the worker hears of them. */
  readonly #invoked = new WeakMap<object, Map<string, Invokable[]>>();

  /** Promises that the worker has asked for their end. */
  readonly #awaited = new WeakSet();

  constructor(host: Host) {
    this.#host = host;
  }

  /** Performs an operation; what it gives is written afterwards. */
  perform(op: Op, from: Reader): Write {
    const host = this.#host;
    if (op === Op.Hello) {
      return (out) => {
        // As the prototype that all functions that shapes mention have.
        host.describePrototype(Function.prototype);
        host.write(out, Function.prototype);
        host.picture(out, globalThis);
      };
    }
    if (op === Op.Import) return this.#value(this.#expect(importHere(from.text())));
    if (op === Op.Evaluate) return this.#value(evaluate(from.text(), this.#list(from)));
    const number = op === Op.Make ? from.number() : 0;
    const target = host.value(from);
    switch (op) {
      case Op.Make: {
        const key = host.readKey(from);
        const made = this.#method(target as Fields, key, this.#list(from));
        if (!isObject(made)) throw new TypeError(`${String(key)}() of the page gave no object`);
        host.adopt(number, made);
        return this.#value(undefined);
      }
      case Op.Call: {
        const self = host.value(from);
        return this.#value(this.#call(target as AnyFunction, self, this.#list(from)));
      }
      case Op.Gather: {
        const paths = this.#list(from);
        return (out) => {
          out.number(paths.length);
          for (const path of paths) host.write(out, walk(target, path));
        };
      }
      default:
        if (!isObject(target)) throw new TypeError(`${String(target)} is not an object of the page`);
        return this.#onObject(op, target, from);
    }
  }

  #onObject(op: Op, target: Fields, from: Reader): Write {
    const host = this.#host;
    switch (op) {
      case Op.Get:
        return this.#value(target[host.readKey(from)]);
      case Op.Set: {
        const key = host.readKey(from);
        return this.#value(Reflect.set(target, key, host.value(from), target));
      }
      case Op.Has:
        return this.#value(Reflect.has(target, host.readKey(from)));
      case Op.Delete:
        return this.#value(Reflect.deleteProperty(target, host.readKey(from)));
      case Op.CallMethod: {
        const key = host.readKey(from);
        const args = this.#list(from);
        return this.#value(this.#method(target, key, args));
      }
      case Op.New: {
        const newTarget = host.value(from) as Class | undefined;
        const args = this.#list(from);
        const made: unknown = Reflect.construct(target as unknown as Class, args, newTarget ?? (target as unknown as Class));
        return this.#value(made);
      }
      case Op.GetPrototype:
        return this.#value(Reflect.getPrototypeOf(target));
      case Op.SetPrototype:
        return this.#value(Reflect.setPrototypeOf(target, host.value(from) as object | null));
      case Op.Describe: {
        const key = host.readKey(from);
        const own = Reflect.getOwnPropertyDescriptor(target, key);
        return (out) => this.#descriptor(out, own, true);
      }
      case Op.Define: {
        const key = host.readKey(from);
        return this.#value(Reflect.defineProperty(target, key, this.#readDescriptor(from)));
      }
      case Op.Keys:
        return (out) => this.#keys(out, target);
      case Op.IsExtensible:
        return this.#value(Reflect.isExtensible(target));
      case Op.PreventExtensions:
        return this.#value(Reflect.preventExtensions(target));
      case Op.Refresh:
        return (out) => host.picture(out, target);
      case Op.Items: {
        const start = from.number();
        return (out) => host.items(out, target as unknown as ArrayLike<unknown>, start);
      }
      case Op.Assign: {
        const sources = this.#list(from);
        return this.#value(Object.assign(target, ...sources));
      }
      default:
        throw new TypeError(`the page knows no operation ${op}`);
    }
  }

  #value(value: unknown): Write {
    return (out) => this.#host.write(out, value);
  }

  #list(from: Reader): unknown[] {
    const list: unknown[] = [];
    for (let count = from.number(); count > 0; count -= 1) list.push(this.#host.value(from));
    return list;
  }

  #method(target: Fields, key: PropertyKey, args: unknown[]): unknown {
    const method = target[key];
    if (typeof method !== "function") {
      throw new TypeError(`${String(key)} is not a function of this object`);
    }
    return this.#call(method as AnyFunction, target, args);
  }

  #call(called: AnyFunction, self: unknown, args: unknown[]): unknown {
    if (called === listen) this.#note((self as object | undefined) ?? globalThis, args);
    const result: unknown = Reflect.apply(called, self, args);
    if (listing.has(called)) staticLists.add(result as object);
    if (awaiting.has(called)) this.#awaited.add(self as object);
    if (result instanceof Promise) void this.#expect(result);
    return result;
  }

  /**
   * A worker can await a promise only by its next request, which would be too late for the browser:
   * it would report a rejection that nobody handles. It is reported if none comes.
   */
  #expect(promise: Promise<unknown>): Promise<unknown> {
    promise.catch((reason: unknown) => {
      setTimeout(() => {
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
        if (!this.#awaited.has(promise)) void Promise.reject(reason);
      }, GRACE);
    });
    return promise;
  }

  /** Keeps what the option `invoke` of a listener asks for. */
  #note(target: object, args: unknown[]): void {
    const [type, , options] = args;
    if (!isObject(options) || options["invoke"] === undefined) return;
    const given = [options["invoke"]].flat();
    const wanted = INVOKABLE.filter((name) => given.includes(name));
    const types = this.#invoked.get(target) ?? new Map<string, Invokable[]>();
    this.#invoked.set(target, types.set(String(type), wanted));
  }

  readonly invoke = (event: Event): void => {
    const wanted = event.currentTarget && this.#invoked.get(event.currentTarget)?.get(event.type);
    for (const name of wanted ?? []) event[name]();
  };

  #descriptor(out: Writer, own: PropertyDescriptor | undefined, withValue: boolean): void {
    if (!own) { out.byte(0xff); return; }
    const value: unknown = own.value;
    const isData = "value" in own;
    const sent = isData && (withValue || isShort(value));
    out.byte(bitsOf(own) | (sent ? Attribute.Value : 0));
    if (sent) this.#host.write(out, value);
    if (!withValue) return;
    if (own.get) this.#host.write(out, own.get);
    if (own.set) this.#host.write(out, own.set);
  }

  #readDescriptor(from: Reader): PropertyDescriptor {
    const fields = this.#host.value(from) as [string, unknown][];
    return Object.fromEntries(fields);
  }

  #keys(out: Writer, target: object): void {
    const keys = Reflect.ownKeys(target);
    out.byte(Own.List);
    out.number(keys.length);
    for (const key of keys) {
      this.#host.key(out, key);
      this.#descriptor(out, describe(target, key), false);
    }
  }
}

const isObject = (value: unknown): value is Fields =>
  (typeof value === "object" && value !== null) || typeof value === "function";

const isShort = (value: unknown): boolean => !isObject(value) && !(typeof value === "string" && value.length > 200);

/** Dynamic import as the page does it. */
const importHere = (url: string): Promise<unknown> => import(new URL(url, document.baseURI).href) as Promise<unknown>;

function evaluate(source: string, args: unknown[]): unknown {
  // The text is that of a function of the worker; a page may forbid this by its policy.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  const made = new Function(`return (${source})`)() as AnyFunction;
  return made(...args);
}

/** The value at the end of a path such as `a.b[0]['c']`; missing steps give undefined. */
function walk(target: unknown, path: unknown): unknown {
  if (typeof path !== "string") return (target as Fields | null)?.[path as PropertyKey];
  let value = target;
  for (const [, name, index, quoted] of path.matchAll(/([^.[\]]+)|\[(\d+)\]|\[(?:'|")(.*?)(?:'|")\]/g)) {
    const key = name ?? index ?? quoted ?? "";
    value = (value as Fields | null | undefined)?.[key];
  }
  return value;
}

export { ownKeys };
