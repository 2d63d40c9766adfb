/** What the page tells of an object, so that a worker need not ask. */

import {
  Attribute,
  FRESH,
  KNOWN_SYMBOLS,
  Member,
  NAMED,
  PROBES,
  QUIET,
  RECORDS,
  SAME_OBJECT,
  ShapeFlag,
} from "./protocol.js";

type Fields = Record<PropertyKey, unknown>;

/** The probes as keys. */
export const probeKeys: PropertyKey[] = PROBES.map((name) => {
  if (!name.startsWith("@@")) return name;
  const key = name.slice(2);
  // Where a symbol is missing nothing has such a property.
  const symbol = KNOWN_SYMBOLS.includes(key) ? (Symbol as unknown as Record<string, symbol>)[key] : undefined;
  return symbol ?? name;
});
const probeSet = new Set(probeKeys);

const sameObject = new Map<string, Set<string>>();
for (const entry of SAME_OBJECT) {
  const [owner = "", attribute = ""] = entry.split(".");
  const attributes = sameObject.get(owner) ?? new Set();
  sameObject.set(owner, attributes.add(attribute));
}
const named = new Set(NAMED);
const unawaited = new Map<string, Attribute>([
  ...QUIET.map((name): [string, Attribute] => [name, Attribute.Quiet]),
  ...FRESH.map((name): [string, Attribute] => [name, Attribute.Fresh]),
]);

/** Whether a worker need not wait for it, unless the page has put something else in its place. */
function unawaitedBits(key: PropertyKey, own: PropertyDescriptor, className: string): number {
  const bit = className && typeof key === "string" ? unawaited.get(`${className}.${key}`) : undefined;
  return bit && isNative(own.set ?? own.value) ? bit : 0;
}

export const records = new Set(RECORDS);

/** A property that a shape mentions. */
export interface Mentioned {
  key: PropertyKey;
  member: Member;
  attributes: number;
  /** Of a function. */
  name: string;
  length: number;
  text: string;
  own: PropertyDescriptor;
}

/** A description of a prototype. */
export interface Shape {
  number: number;
  prototype: object;
  parent: Shape | undefined;
  flags: number;
  className: string;
  mentioned: Map<PropertyKey, Mentioned>;
}

const functionText = Function.prototype.toString;

/** A function of the browser itself. */
function isNative(value: unknown): boolean {
  try {
    return typeof value === "function" && /\{\s*\[native code\]\s*\}$/.test(functionText.call(value));
  } catch {
    return false;
  }
}

/** A class of the browser itself as the constructor of its own prototype. */
function nativeClassName(prototype: Fields): string {
  const own = Object.getOwnPropertyDescriptor(prototype, "constructor");
  const Class: unknown = own?.value;
  if (!isNative(Class) || (Class as Fields)["prototype"] !== prototype) return "";
  return String((Class as Fields)["name"]);
}

/** What iterators of the language and of the browser inherit; it has no class. */
const isNativeIterator = (prototype: object): boolean =>
  isNative(describe(prototype, "next")?.value) && typeof describe(prototype, Symbol.toStringTag)?.value === "string";

/** Functions without properties of their own are told from others by their keys. */
function isPlainMethod(value: object): boolean {
  return (
    Object.getPrototypeOf(value) === Function.prototype &&
    Reflect.ownKeys(value).every((key) => key === "length" || key === "name")
  );
}

export function bitsOf(own: PropertyDescriptor): number {
  return (
    (own.writable ? Attribute.Writable : 0) |
    (own.enumerable ? Attribute.Enumerable : 0) |
    (own.configurable ? Attribute.Configurable : 0) |
    (own.get ? Attribute.Get : 0) |
    (own.set ? Attribute.Set : 0)
  );
}

function mention(key: PropertyKey, own: PropertyDescriptor, className: string): Mentioned | undefined {
  const it = { key, attributes: bitsOf(own) | unawaitedBits(key, own, className), name: "", length: 0, text: "", own, member: Member.Other };
  if (own.get ?? own.set) {
    const same = typeof key === "string" && sameObject.get(className)?.has(key);
    return { ...it, member: same ? Member.Same : Member.Accessor };
  }
  const value: unknown = own.value;
  if (typeof value === "function") {
    const { name, length } = value as { name: unknown; length: unknown };
    // Generators and asynchronous functions are of other kinds.
    const parent: unknown = Reflect.getPrototypeOf(value);
    const isUsual = parent === Function.prototype || typeof parent === "function";
    if (typeof name !== "string" || typeof length !== "number" || !isUsual) return it;
    return { ...it, member: isPlainMethod(value) ? Member.Method : Member.Class, name, length };
  }
  if (typeof value === "string" && !own.writable) return { ...it, member: Member.Constant, text: value };
  return probeSet.has(key) ? it : undefined;
}

/** All shapes that one worker may hear of, numbered from 1. */
export class Shapes {
  readonly #known = new Map<object, Shape>();
  /** Functions that shapes mention: they are sent as such. */
  readonly functions = new Map<object, { shape: Shape; key: PropertyKey }>();
  readonly list: Shape[] = [];

  /** The shape of a prototype; making it takes as long as its properties are many. */
  of(prototype: object | null): Shape | undefined {
    if (!prototype) return undefined;
    return this.#known.get(prototype) ?? this.#make(prototype);
  }

  /** The shape whose prototype this object is. */
  prototypeOf(object: object): Shape | undefined {
    return this.#known.get(object);
  }

  #make(prototype: object): Shape {
    const parent = this.of(Object.getPrototypeOf(prototype) as object | null);
    const className = nativeClassName(prototype as Fields);
    let flags = className || isNativeIterator(prototype) ? ShapeFlag.Platform : 0;
    if (named.has(className) || (parent?.flags ?? 0) & ShapeFlag.Named) flags |= ShapeFlag.Named;
    if (prototype === Function.prototype) flags |= ShapeFlag.Function;
    if (prototype === Object.prototype) flags |= ShapeFlag.Plain;
    const number = this.list.length + 1;
    const shape: Shape = { number, prototype, parent, flags, className, mentioned: new Map() };
    this.#known.set(prototype, shape);
    this.list.push(shape);
    for (const key of ownKeys(prototype)) {
      const own = describe(prototype, key);
      const it = own && mention(key, own, className);
      if (!it) continue;
      // A symbol that only the page has would have to be introduced first.
      if (typeof key === "symbol" && !probeSet.has(key)) continue;
      shape.mentioned.set(key, it);
      if (it.member === Member.Method || it.member === Member.Class) {
        const value = own.value as object;
        // What is a prototype already is sent as that.
        if (!this.functions.has(value) && !this.#known.has(value)) this.functions.set(value, { shape, key });
      }
    }
    return shape;
  }
}

/** A page's own proxy may throw here. */
export function ownKeys(object: object): PropertyKey[] {
  try {
    return Reflect.ownKeys(object);
  } catch {
    return [];
  }
}

export function describe(object: object, key: PropertyKey): PropertyDescriptor | undefined {
  try {
    return Reflect.getOwnPropertyDescriptor(object, key);
  } catch {
    return undefined;
  }
}

/** The accessors of a record of the browser, such as a rectangle, up to Object.prototype. */
export function recordFields(shape: Shape): string[] {
  const fields: string[] = [];
  for (let at: Shape | undefined = shape; at && !(at.flags & ShapeFlag.Plain); at = at.parent) {
    for (const { key, member } of at.mentioned.values()) {
      if (member === Member.Accessor && typeof key === "string") fields.push(key);
    }
  }
  return fields;
}
