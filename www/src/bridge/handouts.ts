/** Objects of the page that a worker has, and how they are described to it. */

import type { Writer } from "./bytes.js";
import { Codec, describe as describeValue, notCloneable, type AnyFunction, type Sending } from "./codec.js";
import {
  ARRAY_ITEMS,
  Attribute,
  EVENT_FIELDS,
  Extra,
  FIRST_MADE,
  Kind,
  Member,
  Own,
  OWN_KEYS,
  PAGE_OF_ITEMS,
  Part,
  ShapeFlag,
  Tag,
} from "./protocol.js";
import type { Reader } from "./bytes.js";
import { describe, ownKeys, probeKeys, recordFields, records, Shapes, type Shape } from "./shapes.js";

type Fields = Record<PropertyKey, unknown>;

interface Handle {
  number: number;
  /** How often it was handed out since the worker last let it go. */
  count: number;
}

const probeBits = new Map(probeKeys.map((key, index) => [key, 1 << index]));

/** Lists whose items never change; that cannot be asked of a list. */
export const staticLists = new WeakSet();

const isPrimitive = (value: unknown): boolean =>
  value === null || (typeof value !== "object" && typeof value !== "function");

/** Short enough to be sent before it is asked for. */
const isSmall = (value: unknown): boolean =>
  isPrimitive(value) && !(typeof value === "string" && value.length > 200);

export abstract class Handouts extends Codec {
  readonly #handles = new Map<object, Handle>();
  readonly #objects: (object | undefined)[] = [];
  readonly #free: number[] = [];
  /** Objects whose numbers the worker has given. */
  readonly #made = new Map<number, object>();
  readonly shapes = new Shapes();
  /** Shapes that the worker has certainly heard of. */
  readonly #confirmed = new Set<number>();
  #defined = new Set<number>();
  #given: Handle[] = [];
  #depth = 0;
  /** The event that is being told about is in the middle of its dispatch. */
  protected dispatching = false;
  /** What is thrown is copied. */
  protected throwing = false;
  readonly #symbols: symbol[] = [];

  /** How many objects the worker has. */
  get held(): number {
    return this.#handles.size;
  }

  /** Composes a message; gives the shapes that it defines. */
  protected composeShapes(out: Writer, sending: Sending, write: () => void): Set<number> {
    const before = { defined: this.#defined, given: this.#given, depth: this.#depth };
    const defined = new Set<number>();
    this.#defined = defined;
    this.#given = [];
    this.#depth = 0;
    try {
      this.compose(out, sending, write);
      return defined;
    } catch (error) {
      for (const handle of this.#given) this.#lessen(handle, 1);
      throw error;
    } finally {
      this.#defined = before.defined;
      this.#given = before.given;
      this.#depth = before.depth;
    }
  }

  protected confirm(shapes: Iterable<number>): void {
    for (const shape of shapes) this.#confirmed.add(shape);
  }

  #lessen(handle: Handle, count: number): void {
    handle.count -= count;
    if (handle.count > 0) return;
    const { number } = handle;
    const object = this.#find(number);
    if (object) this.#handles.delete(object);
    if (this.#made.delete(number)) return;
    this.#objects[number] = undefined;
    this.#free.push(number);
  }

  /** The worker lets an object go which it was handed so often. */
  release(number: number, count: number): void {
    const object = this.#find(number);
    const handle = object && this.#handles.get(object);
    if (handle?.number === number) this.#lessen(handle, count);
    else this.#made.delete(number);
  }

  #find(number: number): object | undefined {
    return number < FIRST_MADE ? this.#objects[number] : this.#made.get(number);
  }

  /** The worker has an object by a number that it has given. */
  adopt(number: number, object: object): void {
    this.#made.set(number, object);
    // Code of the page may give one that the worker has already.
    if (!this.#handles.has(object)) this.#handles.set(object, { number, count: 1 });
  }

  releaseAll(): void {
    this.#handles.clear();
    this.#objects.length = 0;
    this.#made.clear();
  }

  protected object(number: number): object {
    const object = this.#find(number);
    if (!object) throw new ReferenceError(`the page no longer has object ${number}`);
    return object;
  }

  protected symbolNumber(symbol: symbol): number {
    const known = this.#symbols.indexOf(symbol);
    return known < 0 ? this.#symbols.push(symbol) - 1 : known;
  }

  protected symbolOf(number: number, description: string | undefined): symbol {
    return this.#symbols[number] ?? Symbol(description);
  }

  /** The number of the worker's function that this one stands for. */
  protected abstract callbackNumber(callback: object): number | undefined;
  protected abstract callback(number: number): AnyFunction;

  protected refer(out: Writer, value: object): boolean {
    if (value === globalThis) return this.#tag(out, Tag.Global);
    if (this.sending.copy) {
      if (typeof value !== "function") return false;
      // What is given may hold one that nobody wants; what is passed is wanted.
      if (this.sending.strict) throw notCloneable(describeValue(value));
      return this.#tag(out, Tag.Undefined);
    }
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return false;
    if (typeof ImageData === "function" && value instanceof ImageData) return false;
    if (this.throwing && (value instanceof Error || value instanceof DOMException)) return false;
    if (typeof value === "function") {
      const callback = this.callbackNumber(value);
      if (callback !== undefined) return this.#tag(out, Tag.Callback, callback);
    }
    // Whatever the worker knows it as, it stays that.
    if (this.#handles.has(value)) return this.#handOut(out, value);
    if (typeof value === "function") {
      const member = this.shapes.functions.get(value);
      if (member) {
        out.byte(Tag.Member);
        this.#shape(out, member.shape);
        this.key(out, member.key);
        out.byte(Part.Value);
        return true;
      }
    }
    const shape = this.shapes.prototypeOf(value);
    if (shape) {
      out.byte(Tag.Prototype);
      this.#shape(out, shape);
      return true;
    }
    return this.#handOut(out, value);
  }

  /** Hands the prototype out as one from now on. */
  describePrototype(prototype: object): void {
    this.shapes.of(prototype);
  }

  #tag(out: Writer, tag: Tag, number?: number): true {
    out.byte(tag);
    if (number !== undefined) out.number(number);
    return true;
  }

  #handOut(out: Writer, object: object): true {
    let handle = this.#handles.get(object);
    if (!handle) {
      const number = this.#free.pop() ?? this.#objects.length;
      handle = { number, count: 0 };
      this.#objects[number] = object;
      this.#handles.set(object, handle);
    }
    handle.count += 1;
    this.#given.push(handle);
    out.byte(Tag.Handout);
    out.number(handle.number);
    this.picture(out, object);
    return true;
  }

  /** What is known of an object at this moment. */
  picture(out: Writer, object: object): void {
    out.byte(kindOf(object));
    const prototype = prototypeOf(object);
    const shape = prototype === undefined ? undefined : this.shapes.of(prototype);
    this.#shape(out, shape);
    this.#depth += 1;
    this.#own(out, object as Fields, shape);
    this.#extra(out, object as Fields, shape);
    this.#depth -= 1;
  }

  #own(out: Writer, object: Fields, shape: Shape | undefined): void {
    if (typeof object === "function") {
      const name = describe(object, "name")?.value as unknown;
      const length = describe(object, "length")?.value as unknown;
      out.byte(Own.Function);
      this.write(out, typeof name === "string" ? name : undefined);
      this.write(out, typeof length === "number" ? length : undefined);
      out.number(maskOf(object)); return;
    }
    const keys = object === globalThis || Array.isArray(object) ? undefined : ownKeys(object);
    if (keys?.length === 0) { out.byte(Own.None); return; }
    if (!keys || keys.length > OWN_KEYS) {
      out.byte(Own.Probes);
      out.number(maskOf(object)); return;
    }
    const values = this.#depth === 1 && !(shape && !(shape.flags & ShapeFlag.Plain)) && dataOf(object, keys);
    out.byte(values ? Own.Values : Own.List);
    out.number(keys.length);
    keys.forEach((key, index) => {
      this.key(out, key);
      if (values) this.write(out, values[index]);
    });
  }

  #extra(out: Writer, object: Fields, shape: Shape | undefined): void {
    if (staticLists.has(object)) { this.items(out, object as unknown as ArrayLike<unknown>, 0); return; }
    if (this.dispatching && object instanceof Event) {
      const fields = EVENT_FIELDS.filter((key) => key in object && isConstantOf(object, key));
      this.#fields(out, Extra.Constants, object, fields); return;
    }
    if (Array.isArray(object)) {
      const items = object as unknown[];
      const keys = ["length"];
      if (items.length <= ARRAY_ITEMS) {
        // An array of the page's may have lost its methods, or have others.
        for (let index = 0; index < items.length && isSmall(items[index]); index += 1) keys.push(String(index));
      }
      const isShort = keys.length === items.length + 1;
      this.#fields(out, Extra.Values, object, isShort ? keys : ["length"]); return;
    }
    if (shape && records.has(shape.className)) {
      this.#fields(out, Extra.Values, object, recordFields(shape)); return;
    }
    out.byte(Extra.None);
  }

  #fields(out: Writer, extra: Extra, object: Fields, keys: string[]): void {
    out.byte(extra);
    out.number(keys.length);
    for (const key of keys) {
      this.key(out, key);
      this.write(out, object[key]);
    }
  }

  /** A page of items of a list that never changes. */
  items(out: Writer, list: ArrayLike<unknown>, from: number): void {
    const end = Math.min(list.length, from + PAGE_OF_ITEMS);
    out.byte(Extra.Items);
    out.number(list.length);
    out.number(Math.max(end - from, 0));
    for (let index = from; index < end; index += 1) this.write(out, list[index]);
  }

  #shape(out: Writer, shape: Shape | undefined): void {
    if (!shape) { out.number(0); return; }
    const { number } = shape;
    const isTold = this.#confirmed.has(number) || this.#defined.has(number);
    out.number(number * 2 + (isTold ? 0 : 1));
    if (isTold) return;
    this.#defined.add(number);
    this.#shape(out, shape.parent);
    this.#depth += 1;
    out.byte(shape.flags);
    out.byte(kindOf(shape.prototype));
    // What the worker knows already stays the same object there.
    const isKnown = this.#handles.has(shape.prototype) || this.shapes.functions.has(shape.prototype);
    out.byte(Number(isKnown));
    if (isKnown) this.write(out, shape.prototype);
    out.number(shape.mentioned.size);
    for (const { key, member, attributes, name, length, text, own } of shape.mentioned.values()) {
      const isFunction = member === Member.Method || member === Member.Class;
      const first = isFunction ? this.shapes.functions.get(own.value as object) : undefined;
      const isKnownOtherwise =
        isFunction && (this.#handles.has(own.value as object) || first?.shape !== shape || first.key !== key);
      this.key(out, key);
      out.byte(member);
      out.byte(attributes | (isKnownOtherwise ? Attribute.Value : 0));
      if (isFunction) {
        out.byte(name === key ? 1 : 0);
        if (name !== key) out.text(name);
        out.number(length);
        if (isKnownOtherwise) this.write(out, own.value);
      } else if (member === Member.Constant) {
        out.text(text);
      }
    }
    this.#depth -= 1;
  }

  protected resolve(from: Reader, tag: number): unknown {
    switch (tag) {
      case Tag.Reference:
        return this.object(from.number());
      case Tag.Global:
        return globalThis;
      case Tag.Callback:
        return this.callback(from.number());
      case Tag.Prototype:
        return this.#shapeNumbered(from.number()).prototype;
      case Tag.Member: {
        const shape = this.#shapeNumbered(from.number());
        const own = shape.mentioned.get(this.readKey(from))?.own;
        const part = from.byte();
        if (part === Part.Getter) return own?.get;
        return part === Part.Setter ? own?.set : (own?.value as unknown);
      }
      default:
        throw new TypeError(`no value in the request, but ${tag}`);
    }
  }

  #shapeNumbered(number: number): Shape {
    const shape = this.shapes.list[number - 1];
    if (!shape) throw new ReferenceError(`the page has no shape ${number}`);
    return shape;
  }
}

/** A proxy of the page may throw. */
function prototypeOf(object: object): object | null | undefined {
  try {
    return Reflect.getPrototypeOf(object);
  } catch {
    return undefined;
  }
}

function maskOf(object: object): number {
  let mask = 0;
  for (const [key, bit] of probeBits) {
    try {
      if (Object.hasOwn(object, key)) mask |= bit;
    } catch {
      mask |= bit;
    }
  }
  return mask >>> 0;
}

/** The values of properties that are all ordinary data, else nothing. */
function dataOf(object: object, keys: PropertyKey[]): unknown[] | undefined {
  const values: unknown[] = [];
  for (const key of keys) {
    const own = describe(object, key);
    if (!own?.writable || !own.enumerable || !own.configurable) return undefined;
    if (typeof own.value === "string" && !isSmall(own.value)) return undefined;
    values.push(own.value);
  }
  return values;
}

/** What the listener of an event may have changed meanwhile is an object's own affair. */
const isConstantOf = (event: Fields, key: string): boolean =>
  key === "target" || key === "currentTarget" || isSmall(event[key]);

function kindOf(object: object): Kind {
  if (typeof object !== "function") return Array.isArray(object) ? Kind.Array : Kind.Object;
  return isClass(object) ? Kind.Class : Kind.Method;
}

/** Whether `new` works: of functions without `prototype`, only bound ones may be classes. */
function isClass(value: object): boolean {
  if (Object.hasOwn(value, "prototype")) return true;
  if (!String(describe(value, "name")?.value).startsWith("bound ")) return false;
  try {
    Reflect.construct(Object, [], value as unknown as new () => object);
    return true;
  } catch {
    return false;
  }
}
