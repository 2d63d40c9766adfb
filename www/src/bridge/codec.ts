/**
 * Values in bytes: what is copied. What is not copied but referred to is left to the two ends,
 * which extend this.
 */

import { Reader, SentNames, Writer } from "./bytes.js";
import { readError, writeError } from "./errors.js";
import { Key, KNOWN_SYMBOLS, Status, Tag, VIEWS } from "./protocol.js";

export type AnyFunction = (...args: unknown[]) => unknown;
type Dictionary = Record<PropertyKey, unknown>;
type View = ArrayBufferView & { length?: number };
type ViewClass = new (buffer: ArrayBufferLike, offset: number, length: number) => View;

const here = globalThis as unknown as Record<string, unknown>;
const viewClasses = VIEWS.map((name) => here[name] as ViewClass | undefined);
const known = KNOWN_SYMBOLS.map((name) => (Symbol as unknown as Record<string, symbol>)[name]);
const knownIndex = new Map(known.map((symbol, index) => [symbol, index]));

const lent = new WeakSet();

/** A part of memory that is somebody else's, such as an interpreter's: only that part is copied, and at once. */
export function lend<T extends ArrayBufferView>(view: T): T {
  lent.add(view);
  return view;
}

/** A value that this kind of message cannot hold. */
export const notCloneable = (what: string): Error => {
  const text = `${what} could not be cloned.`;
  // Interpreters take for an error what has a stack.
  return Object.defineProperty(new DOMException(text, "DataCloneError"), "stack", {
    value: `DataCloneError: ${new Error(text).stack ?? text}`,
    writable: true,
    configurable: true,
  });
};

/** Who waits for an answer. */
export interface Waiting {
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
  /** Reads the value, if it is no ordinary one. */
  read?: (from: Reader) => unknown;
}

/** Bytes of blobs must have been read before they can be written. */
export class BlobsNeeded extends Error {
  constructor(readonly blobs: Blob[]) {
    super("a getter gives another blob each time");
  }
}

/** Times that a message is begun anew because there are blobs that were not there before. */
export const TRIES = 3;

/** Options of one message. */
export interface Sending {
  /** Names may be defined in it: it is read in the order in which it was written. */
  define: boolean;
  /** Objects are copied and never referred to. */
  copy: boolean;
  /** Keys that are hidden from enumeration are copied as well, and `toJSON` is asked. */
  all?: boolean;
  /** What cannot be copied is refused, symbols and objects of the browser too. */
  strict?: boolean;
  blobs?: Map<Blob, Uint8Array> | undefined;
}

export abstract class Codec {
  readonly names = new SentNames();
  readonly heard: string[] = [];
  protected sending: Sending = { define: false, copy: true };
  /** Blobs of the message that have not been read. */
  #needed: Blob[] | undefined;
  #written: Map<object, number> | undefined;
  protected read: unknown[] | undefined;

  /** Writes values as one message; if that fails nothing remains of it. */
  protected compose(out: Writer, sending: Sending, write: () => void): void {
    const { size } = this.names;
    const { at } = out;
    const before = this.sending;
    const needed = this.#needed;
    const written = this.#written;
    this.#needed = undefined;
    this.sending = sending;
    this.#written = undefined;
    try {
      write();
      this.#complete();
    } catch (error) {
      this.names.cut(size);
      out.at = at;
      throw error;
    } finally {
      this.sending = before;
      this.#needed = needed;
      this.#written = written;
    }
  }

  #complete(): void {
    if (this.#needed) throw new BlobsNeeded(this.#needed);
  }

  /** Reads values of one message. */
  protected parse<T>(read: () => T): T {
    const before = this.read;
    this.read = undefined;
    try {
      return read();
    } finally {
      this.read = before;
    }
  }

  /** Gives an answer, a status and a value, to who waits for it. */
  protected settle(waiting: Waiting, bytes: Uint8Array<ArrayBuffer>): void {
    try {
      const from = new Reader(bytes);
      const status = from.byte() as Status;
      const isValue = status === Status.Value;
      const value = this.parse(() => (isValue && waiting.read ? waiting.read(from) : this.value(from)));
      if (isValue) waiting.resolve(value);
      else waiting.reject(value);
    } catch (error) {
      waiting.reject(error);
    }
  }

  /** A message of one value that defines no names. */
  pack(value: unknown, copy: boolean, blobs?: Map<Blob, Uint8Array>, strict = false): Uint8Array<ArrayBuffer> {
    const out = new Writer();
    this.compose(out, { define: false, copy, blobs, strict }, () => this.write(out, value));
    return out.bytes.slice(0, out.at);
  }

  unpack(bytes: Uint8Array<ArrayBuffer>): unknown {
    const from = new Reader(bytes);
    return this.parse(() => this.value(from));
  }

  /** Writes an object by reference or in a way of its own, or says that it is to be copied. */
  protected abstract refer(out: Writer, value: object): boolean;
  /** Reads what `refer` wrote on the other end. */
  protected abstract resolve(from: Reader, tag: number): unknown;
  /** What is copied in place of the value. */
  protected replace(value: object): unknown {
    return value;
  }
  /** A symbol that the other end does not have. */
  protected abstract symbolNumber(symbol: symbol): number;
  protected abstract symbolOf(number: number, description: string | undefined): symbol;

  write(out: Writer, value: unknown): void {
    switch (typeof value) {
      case "undefined":
        { out.byte(Tag.Undefined); return; }
      case "boolean":
        { out.byte(value ? Tag.True : Tag.False); return; }
      case "number":
        if ((value | 0) === value && (value !== 0 || 1 / value > 0)) {
          out.byte(Tag.Int);
          out.number(((value << 1) ^ (value >> 31)) >>> 0); return;
        }
        out.byte(Tag.Float);
        { out.float(value); return; }
      case "string":
        { out.text(value); return; }
      case "bigint":
        { writeBigInt(out, value); return; }
      case "symbol":
        { this.#symbol(out, value); return; }
      default:
        if (value === null) { out.byte(Tag.Null); return; }
        { this.#object(out, value as object); return; }
    }
  }

  key(out: Writer, key: PropertyKey): void {
    if (typeof key !== "symbol") { out.name(String(key), this.names, this.sending.define); return; }
    out.byte(Key.Symbol);
    this.#symbol(out, key);
  }

  #symbol(out: Writer, symbol: symbol): void {
    if (this.sending.strict) throw notCloneable(String(symbol));
    const index = knownIndex.get(symbol);
    const registered = index === undefined ? Symbol.keyFor(symbol) : undefined;
    if (index !== undefined) {
      out.byte(Tag.KnownSymbol);
      out.number(index);
    } else if (registered !== undefined) {
      out.byte(Tag.RegisteredSymbol);
      out.text(registered);
    } else {
      const number = this.symbolNumber(symbol);
      out.byte(Tag.Symbol);
      out.number(number);
      this.write(out, symbol.description);
    }
  }

  #object(out: Writer, given: object): void {
    if (this.refer(out, given)) return;
    const replaced = this.replace(given);
    if (replaced !== given) { this.write(out, replaced); return; }
    const repeat = this.#written?.get(given);
    if (repeat !== undefined) {
      out.byte(Tag.Repeat);
      out.number(repeat); return;
    }
    if (typeof given === "function") throw notCloneable(describe(given));
    if (this.sending.all && !(given instanceof Date)) {
      const { toJSON } = given as { toJSON?: unknown };
      if (typeof toJSON === "function") { this.write(out, Reflect.apply(toJSON, given, [])); return; }
    }
    this.#remember(given);
    this.#copy(out, given);
  }

  #remember(value: object): void {
    this.#written ??= new Map();
    this.#written.set(value, this.#written.size);
  }

  #copy(out: Writer, value: object): void {
    if (Array.isArray(value)) { this.#list(out, Tag.Array, value); return; }
    if (ArrayBuffer.isView(value)) { this.#view(out, value); return; }
    if (value instanceof ArrayBuffer || isShared(value)) {
      out.byte(Tag.Buffer);
      out.number(value.byteLength);
      out.number(value instanceof ArrayBuffer && value.resizable ? value.maxByteLength : 0);
      out.raw(new Uint8Array(value)); return;
    }
    if (value instanceof Date) {
      out.byte(Tag.Date);
      out.float(value.getTime()); return;
    }
    if (value instanceof RegExp) {
      out.byte(Tag.RegExp);
      out.text(value.source);
      out.text(value.flags);
      out.number(value.lastIndex); return;
    }
    if (value instanceof Map) {
      out.byte(Tag.Map);
      out.number(value.size);
      for (const [key, item] of value) {
        this.write(out, key);
        this.write(out, item);
      }
      return;
    }
    if (value instanceof Set) { this.#list(out, Tag.Set, [...value]); return; }
    if (value instanceof Error || value instanceof DOMException) {
      out.byte(Tag.Error);
      writeError(out, value, (item) => this.write(out, item)); return;
    }
    if (!this.sending.all && (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet)) {
      throw notCloneable(describe(value));
    }
    if (this.#platform(out, value)) return;
    if (this.sending.strict && isOfPlatform(value)) throw notCloneable(describe(value));
    this.#plain(out, value as Dictionary);
  }

  /** Objects of the browser that can be copied. */
  #platform(out: Writer, value: object): boolean {
    if (value instanceof Blob) {
      const bytes = this.sending.blobs?.get(value);
      if (!bytes) {
        (this.#needed ??= []).push(value);
        return true;
      }
      const isFile = value instanceof File;
      out.byte(Tag.Blob);
      out.text(value.type);
      this.write(out, isFile ? value.name : undefined);
      out.float(isFile ? value.lastModified : 0);
      out.number(bytes.length);
      out.raw(bytes);
      return true;
    }
    if (typeof ImageData === "function" && value instanceof ImageData) {
      const picture: Partial<ImageData> = value;
      out.byte(Tag.ImageData);
      out.number(value.width);
      out.number(value.height);
      // Not every browser says it.
      out.text(picture.colorSpace ?? "srgb");
      out.raw(new Uint8Array(value.data.buffer, value.data.byteOffset, value.data.byteLength));
      return true;
    }
    return false;
  }

  #list(out: Writer, tag: Tag, items: unknown[]): void {
    out.byte(tag);
    out.number(items.length);
    for (let index = 0; index < items.length; index += 1) this.write(out, items[index]);
  }

  #view(out: Writer, view: View): void {
    out.byte(Tag.View);
    out.number(viewClasses.indexOf(view.constructor as ViewClass) >>> 0);
    if (lent.has(view)) {
      out.number(0);
      out.number(view.length ?? view.byteLength);
      // Its buffer is a value of its own.
      this.#remember({});
      out.byte(Tag.Buffer);
      out.number(view.byteLength);
      out.number(0);
      out.raw(new Uint8Array(view.buffer, view.byteOffset, view.byteLength)); return;
    }
    out.number(view.byteOffset);
    out.number(view.length ?? view.byteLength);
    this.#object(out, view.buffer);
  }

  #plain(out: Writer, value: Dictionary): void {
    const { all } = this.sending;
    const keys: PropertyKey[] = [];
    if (all) keys.push(...Reflect.ownKeys(value));
    else if (this.sending.copy) keys.push(...Object.keys(value));
    else for (const key in value) keys.push(key);
    out.byte(Tag.Object);
    out.number(keys.length);
    for (const key of keys) {
      this.key(out, key);
      this.write(out, value[key]);
    }
  }

  value(from: Reader): unknown {
    const tag = from.byte();
    switch (tag) {
      case Tag.Undefined:
        return undefined;
      case Tag.Null:
        return null;
      case Tag.False:
        return false;
      case Tag.True:
        return true;
      case Tag.Int: {
        const zigzag = from.number();
        return (zigzag >>> 1) ^ -(zigzag & 1);
      }
      case Tag.Float:
        return from.float();
      case Tag.BigInt:
        return readBigInt(from);
      case Tag.Ascii:
      case Tag.Utf16:
        return from.text(tag);
      case Tag.KnownSymbol:
      case Tag.RegisteredSymbol:
      case Tag.Symbol:
        return this.#readSymbol(from, tag);
      case Tag.Repeat:
        return this.read?.[from.number()];
      default:
        return tag < Tag.Reference ? this.#readObject(from, tag) : this.resolve(from, tag);
    }
  }

  readKey(from: Reader): PropertyKey {
    const first = from.number();
    return first === Key.Symbol ? this.#readSymbol(from, from.byte()) : from.name(first, this.heard);
  }

  #readSymbol(from: Reader, tag: number): symbol {
    if (tag === Tag.KnownSymbol) return known[from.number()] ?? Symbol();
    if (tag === Tag.RegisteredSymbol) return Symbol.for(from.text());
    const number = from.number();
    return this.symbolOf(number, this.value(from) as string | undefined);
  }

  #readObject(from: Reader, tag: number): unknown {
    const read = (this.read ??= []);
    const place = read.push(undefined) - 1;
    const keep = <T>(value: T): T => {
      read[place] = value;
      return value;
    };
    switch (tag) {
      case Tag.Array: {
        const items = keep<unknown[]>([]);
        for (let count = from.number(); count > 0; count -= 1) items.push(this.value(from));
        return items;
      }
      case Tag.Object: {
        const object = keep<Dictionary>({});
        for (let count = from.number(); count > 0; count -= 1) {
          const key = this.readKey(from);
          const value = this.value(from);
          if (key === "__proto__") Object.defineProperty(object, key, { value, ...PLAIN });
          else object[key] = value;
        }
        return object;
      }
      case Tag.Date:
        return keep(new Date(from.float()));
      case Tag.RegExp: {
        const value = new RegExp(from.text(), from.text());
        value.lastIndex = from.number();
        return keep(value);
      }
      case Tag.Map: {
        const map = keep(new Map<unknown, unknown>());
        for (let count = from.number(); count > 0; count -= 1) map.set(this.value(from), this.value(from));
        return map;
      }
      case Tag.Set: {
        const set = keep(new Set<unknown>());
        for (let count = from.number(); count > 0; count -= 1) set.add(this.value(from));
        return set;
      }
      case Tag.Error:
        return readError(from, keep, () => this.value(from));
      case Tag.Buffer:
        return keep(readBuffer(from));
      case Tag.View: {
        const index = from.number();
        const offset = from.number();
        const length = from.number();
        const buffer = this.value(from) as ArrayBuffer;
        const Class = viewClasses[index] ?? Uint8Array;
        return keep(new Class(buffer, offset, length));
      }
      case Tag.ImageData: {
        const width = from.number();
        const height = from.number();
        const colorSpace = from.text() as PredefinedColorSpace;
        const data = new Uint8ClampedArray(from.raw(width * height * 4).buffer);
        return keep(new ImageData(data, width, height, { colorSpace }));
      }
      case Tag.Blob: {
        const type = from.text();
        const name = this.value(from) as string | undefined;
        const lastModified = from.float();
        const bytes = from.raw(from.number());
        return keep(
          name === undefined ? new Blob([bytes], { type }) : new File([bytes], name, { type, lastModified }),
        );
      }
      default:
        throw new TypeError(`no value in the message, but ${tag}`);
    }
  }
}

const PLAIN = { writable: true, enumerable: true, configurable: true };

const isShared = (value: object): value is SharedArrayBuffer =>
  typeof SharedArrayBuffer === "function" && value instanceof SharedArrayBuffer;

/** An element, a location and the like: what it is, is not in its fields. */
function isOfPlatform(value: object): boolean {
  for (let it: object | null = value; it; it = Object.getPrototypeOf(it) as object | null) {
    if (it === Object.prototype) return false;
    if (!Object.hasOwn(it, Symbol.toStringTag)) continue;
    const Class = (it as { constructor?: unknown }).constructor;
    return typeof Class !== "function" || Function.prototype.toString.call(Class).includes("[native code]");
  }
  return false;
}

/** An object as messages call it. */
export function describe(value: object): string {
  if (typeof value !== "function") return `#<${Object.prototype.toString.call(value).slice(8, -1)}>`;
  const text = (value as { name?: unknown }).name;
  return typeof text === "string" && text ? `the function ${text}` : "a function";
}

function writeBigInt(out: Writer, value: bigint): void {
  out.byte(Tag.BigInt);
  out.byte(value < 0n ? 1 : 0);
  const digits = (value < 0n ? -value : value).toString(16);
  const bytes = value === 0n ? [] : (digits.padStart(digits.length + (digits.length % 2), "0").match(/../g) ?? []);
  out.number(bytes.length);
  out.raw(Uint8Array.from(bytes.reverse(), (byte) => parseInt(byte, 16)));
}

function readBigInt(from: Reader): bigint {
  const negative = from.byte() === 1;
  const bytes = from.raw(from.number()).reverse();
  if (bytes.length === 0) return 0n;
  const amount = BigInt(`0x${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`);
  return negative ? -amount : amount;
}

function readBuffer(from: Reader): ArrayBuffer {
  const length = from.number();
  const maxByteLength = from.number();
  const bytes = from.raw(length);
  if (!maxByteLength) return bytes.buffer;
  const buffer = new ArrayBuffer(length, { maxByteLength });
  new Uint8Array(buffer).set(bytes);
  return buffer;
}
