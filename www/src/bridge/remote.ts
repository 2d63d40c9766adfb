/** Objects of the page as the worker has them: proxies whose handlers know what was told of them. */

import type { AnyFunction } from "./codec.js";
import type { Knowledge } from "./knowledge.js";
import { Attribute, Kind, Member, Op, Own, Part, ShapeFlag } from "./protocol.js";

/** What the worker knows of a prototype. */
export interface KnownShape {
  number: number;
  parent: KnownShape | undefined;
  flags: number;
  /** Of the prototype. */
  kind: Kind;
  members: Map<PropertyKey, KnownMember>;
  /** Where a key is found, itself and its parents. */
  found: Map<PropertyKey, KnownMember | undefined>;
}

export interface KnownMember {
  shape: KnownShape;
  key: PropertyKey;
  member: Member;
  attributes: number;
  name: string;
  length: number;
  text: string;
  /** Of a function that is known otherwise already. */
  value: unknown;
}

/** What an answer told of an object. */
export interface Picture {
  kind: Kind;
  shape: KnownShape | undefined;
  own: Own;
  keys: PropertyKey[];
  values: unknown[];
  /** Own probes, where the keys are not known. */
  probes: Set<PropertyKey>;
  /** Of a function. */
  name: string | undefined;
  length: number | undefined;
}

export function member(shape: KnownShape | undefined, key: PropertyKey): KnownMember | undefined {
  if (!shape) return undefined;
  const { found } = shape;
  const known = found.get(key);
  if (known || found.has(key)) return known;
  const own = shape.members.get(key) ?? member(shape.parent, key);
  found.set(key, own);
  return own;
}

const isFunctionKind = (kind: Kind): boolean => kind === Kind.Class || kind === Kind.Method;

/** What the proxy is a proxy of: decides `typeof`, `Array.isArray` and whether `new` works. */
export function targetOf(kind: Kind): object {
  switch (kind) {
    case Kind.Array:
      return [];
    case Kind.Class:
      return function () {};
    case Kind.Method:
      return { method() {} }.method;
    default:
      return {};
  }
}

export type Descriptor = PropertyDescriptor;

/** An object of the page. */
export class Remote implements ProxyHandler<object> {
  readonly know: Knowledge;
  /** Of a handed out object; less than 0 for others. */
  readonly number: number;
  picture: Picture;
  /** When the picture was taken. */
  epoch: number;
  /** Properties that never change. */
  constants: Map<PropertyKey, unknown> | undefined;
  /** Properties as they were when the picture was taken. */
  values: Map<PropertyKey, unknown> | undefined;
  /** The items of a list that never changes. */
  items: unknown[] | undefined;
  /** Of a document: what its new elements are, by their tags. */
  makes: Map<string, KnownShape | undefined> | undefined;
  /** What is known of objects whose prototype it is. */
  describes: KnownShape | undefined;
  readonly proxy: object;

  constructor(know: Knowledge, number: number, picture: Picture) {
    this.know = know;
    this.number = number;
    this.picture = picture;
    this.epoch = know.epoch;
    this.proxy = new Proxy(targetOf(picture.kind), this);
  }

  /** Whether what the picture says is what the page would say now. */
  get isFresh(): boolean {
    return this.epoch === this.know.epoch;
  }

  /**
   * Whether nothing but the page's own code, on an object of the browser, could have made the
   * picture wrong. Who adds a property named `then` to an element is not waited for.
   */
  get isSteady(): boolean {
    const flags = this.picture.shape?.flags ?? 0;
    const { own } = this.picture;
    return (
      (flags & (ShapeFlag.Platform | ShapeFlag.Named | ShapeFlag.Plain)) === ShapeFlag.Platform &&
      (own === Own.None || own === Own.Function || this.picture.kind === Kind.Array || !!this.items)
    );
  }

  /** Whether it has no such property itself: yes, no, or not known. */
  lacks(key: PropertyKey): boolean | undefined {
    const { picture } = this;
    switch (picture.own) {
      case Own.None:
        return true;
      case Own.List:
      case Own.Values:
        return !picture.keys.includes(key);
      default:
        return this.know.isProbe(key) ? !picture.probes.has(key) : undefined;
    }
  }

  #refresh(): void {
    this.know.refresh(this);
  }

  get(target: object, key: PropertyKey, receiver: unknown): unknown {
    const { constants, items } = this;
    if (constants?.has(key)) return constants.get(key);
    if (items) {
      if (key === "length") return items.length;
      if (typeof key === "string" && /^\d+$/.test(key)) return this.know.item(this, Number(key));
    }
    let fresh = this.isFresh;
    if (fresh && this.values?.has(key)) return this.values.get(key);
    const found = member(this.picture.shape, key);
    const isFunction = isFunctionKind(this.picture.kind);
    if (isFunction && (fresh || this.isSteady)) {
      if (key === "name" && this.picture.name !== undefined) return this.picture.name;
      if (key === "length" && this.picture.length !== undefined) return this.picture.length;
    }
    const local = found
      ? found.member <= Member.Constant
      : this.know.isProbe(key);
    if (local) {
      if (!fresh && !this.isSteady && !found) {
        // One question for all that are asked of an object one after another.
        this.#refresh();
        fresh = true;
        return this.get(target, key, receiver);
      }
      const lacks = this.lacks(key);
      if (lacks && (fresh || this.isSteady || this.#isPlatform)) {
        if (!found) return undefined;
        return found.member === Member.Constant ? found.text : this.know.lazy(found, Part.Value);
      }
    }
    const value = this.know.ask(Op.Get, this.proxy, key);
    if (found?.member === Member.Same && this.lacks(key) !== false) {
      (this.constants ??= new Map()).set(key, value);
    }
    return value;
  }

  get #isPlatform(): boolean {
    return ((this.picture.shape?.flags ?? 0) & (ShapeFlag.Platform | ShapeFlag.Plain)) === ShapeFlag.Platform;
  }

  set(target: object, key: PropertyKey, value: unknown, receiver: unknown): boolean {
    if (receiver !== this.proxy) {
      // It is the prototype of another object, which gets the property unless a setter has it.
      const own = this.getOwnPropertyDescriptor(target, key);
      if (own?.set) {
        Reflect.apply(own.set, receiver, [value]);
        return true;
      }
      return Reflect.defineProperty(receiver as object, key, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    }
    const found = member(this.picture.shape, key);
    if (found && this.#isQuiet(found) && this.know.setQuietly(this.proxy, key, value)) return true;
    const accepted = this.know.ask(Op.Set, this.proxy, key, value) as boolean;
    if (!found || found.member < Member.Accessor) this.#touched(key);
    return accepted;
  }

  /** Whether what a prototype has needs not be waited for, because nothing stands in its place. */
  #isQuiet(found: KnownMember): boolean {
    return !!(found.attributes & Attribute.Quiet) && this.isSteady && !!this.lacks(found.key);
  }

  /** Calls a method of the page's that is known by its prototype. */
  callKnown(found: KnownMember, args: unknown[]): unknown {
    const { know, proxy } = this;
    const [first] = args;
    if (found.attributes & Attribute.Fresh && args.length === 1 && typeof first === "string" && this.lacks(found.key)) {
      return know.make(this, found.key, first);
    }
    if (this.#isQuiet(found) && know.callQuietly(proxy, found, args)) return undefined;
    return know.callMethod(proxy, found.key, args);
  }

  /** It may have this property itself now. */
  #touched(key: PropertyKey): void {
    const { picture } = this;
    if (picture.own <= Own.Values) this.picture = { ...picture, own: Own.List, keys: [...picture.keys, key] };
    else picture.probes.add(key);
    this.constants = undefined;
    this.epoch = -1;
    if (this.describes) this.know.changed(this.describes, key);
  }

  has(_target: object, key: PropertyKey): boolean {
    const fresh = this.isFresh || this.isSteady;
    if (this.know.isProbe(key) || (this.isFresh && this.picture.own <= Own.Values)) {
      if (!fresh) {
        this.#refresh();
        return this.has(_target, key);
      }
      const lacks = this.lacks(key);
      if (lacks === false && this.isFresh) return true;
      const found = lacks && member(this.picture.shape, key);
      if (found && found.member !== Member.Other) return true;
      if (lacks && !found && this.know.isProbe(key)) return false;
    }
    return this.know.ask(Op.Has, this.proxy, key) as boolean;
  }

  deleteProperty(_target: object, key: PropertyKey): boolean {
    const done = this.know.ask(Op.Delete, this.proxy, key) as boolean;
    // It may be there because nothing can be added any more.
    if (done) Reflect.deleteProperty(_target, key);
    this.#touched(key);
    return done;
  }

  apply(_target: object, self: unknown, args: unknown[]): unknown {
    return this.know.call(this.proxy, self, args);
  }

  construct(_target: object, args: unknown[], newTarget: unknown): object {
    const local = newTarget !== this.proxy && !this.know.isRemote(newTarget) ? undefined : newTarget;
    return this.know.construct(this.proxy, local === this.proxy ? undefined : local, args);
  }

  getPrototypeOf(): object | null {
    if (!this.isFresh && !this.#isPlatform) this.#refresh();
    const { shape } = this.picture;
    return shape ? this.know.prototype(shape) : null;
  }

  setPrototypeOf(_target: object, prototype: object | null): boolean {
    const done = this.know.ask(Op.SetPrototype, this.proxy, prototype) as boolean;
    this.know.refresh(this);
    if (this.describes) {
      this.describes.parent = this.picture.shape;
      this.know.changed(this.describes);
    }
    return done;
  }

  getOwnPropertyDescriptor(target: object, key: PropertyKey): Descriptor | undefined {
    const { items } = this;
    let own: Descriptor | undefined;
    if (items && typeof key === "string" && /^\d+$/.test(key)) {
      const index = Number(key);
      if (index < items.length) {
        own = { value: this.know.item(this, index), writable: false, enumerable: true, configurable: true };
      }
    } else if (this.know.isProbe(key) && !this.isFresh && !this.isSteady) {
      this.#refresh();
      return this.getOwnPropertyDescriptor(target, key);
    } else if ((this.isFresh || (this.isSteady && this.know.isProbe(key))) && this.lacks(key)) {
      own = undefined;
    } else if (this.isFresh && this.values?.has(key) && this.picture.own === Own.Values) {
      own = this.know.valueDescriptor(this.values.get(key));
    } else {
      own = this.know.describe(this.proxy, key);
    }
    return agree(target, key, own);
  }

  defineProperty(target: object, key: PropertyKey, given: Descriptor): boolean {
    const done = this.know.define(this.proxy, key, given);
    this.#touched(key);
    if (done && given.configurable === false) agree(target, key, this.know.describe(this.proxy, key));
    return done;
  }

  ownKeys(target: object): (string | symbol)[] {
    // A list of the browser's may name one twice, a proxy may not.
    const keys = new Set(this.know.keys(this, target));
    // What the target cannot be without is there in any case.
    for (const key of Reflect.ownKeys(target)) {
      if (!Reflect.getOwnPropertyDescriptor(target, key)?.configurable) keys.add(key);
    }
    return [...keys];
  }

  isExtensible(target: object): boolean {
    if (!Reflect.isExtensible(target)) return false;
    const extensible = this.know.ask(Op.IsExtensible, this.proxy) as boolean;
    if (!extensible) this.#close(target);
    return extensible;
  }

  preventExtensions(target: object): boolean {
    const done = this.know.ask(Op.PreventExtensions, this.proxy) as boolean;
    if (done) this.#close(target);
    return done;
  }

  /** A proxy may say that nothing can be added only if its target says the same. */
  #close(target: object): void {
    this.know.refresh(this);
    Reflect.setPrototypeOf(target, this.getPrototypeOf());
    for (const key of this.know.keys(this, target)) {
      const own = this.know.describe(this.proxy, key);
      if (own) Reflect.defineProperty(target, key, own);
    }
    Reflect.preventExtensions(target);
  }
}

/** A proxy may report what cannot be configured only if its target has it likewise. */
export function agree(target: object, key: PropertyKey, own: Descriptor | undefined): Descriptor | undefined {
  const existing = Reflect.getOwnPropertyDescriptor(target, key);
  if (own && !own.configurable) Reflect.defineProperty(target, key, own);
  else if (existing && !existing.configurable) {
    // What is known of it is from before it was frozen.
    return own && existing.writable ? { ...own, configurable: false } : existing;
  }
  return own;
}

/** A prototype that a shape describes: what it says of itself is known for good. */
export class RemotePrototype extends Remote {
  constructor(
    know: Knowledge,
    readonly shape: KnownShape,
    picture: Picture,
  ) {
    super(know, -1, picture);
    this.describes = shape;
  }

  override get isFresh(): boolean {
    return true;
  }

  override lacks(key: PropertyKey): boolean | undefined {
    if (this.shape.members.has(key)) return false;
    return this.know.isProbe(key) ? true : undefined;
  }

  override get(target: object, key: PropertyKey, receiver: unknown): unknown {
    const own = this.shape.members.get(key);
    if (own && own.member <= Member.Class) return this.know.lazy(own, Part.Value);
    if (own?.member === Member.Constant) return own.text;
    return super.get(target, key, receiver);
  }

  override getOwnPropertyDescriptor(target: object, key: PropertyKey): Descriptor | undefined {
    const own = this.shape.members.get(key);
    if (!own || own.member === Member.Other) return super.getOwnPropertyDescriptor(target, key);
    return agree(target, key, this.know.memberDescriptor(own));
  }
}

/** A function that a shape mentions: not fetched before it is needed. */
export class RemoteMember extends Remote {
  constructor(
    know: Knowledge,
    readonly found: KnownMember,
    readonly part: Part,
    picture: Picture,
  ) {
    super(know, -1, picture);
    if (part === Part.Value && found.member === Member.Class) this.epoch = -1;
  }

  override get isFresh(): boolean {
    return !this.#isClass || super.isFresh;
  }

  get #isClass(): boolean {
    return this.part === Part.Value && this.found.member === Member.Class;
  }

  /** A class may extend another, which its shape does not tell. */
  override getPrototypeOf(): object | null {
    if (this.#isClass && !this.#isDescribed) {
      this.#isDescribed = true;
      this.know.refresh(this);
    }
    return super.getPrototypeOf();
  }

  #isDescribed = false;

  override get(target: object, key: PropertyKey, receiver: unknown): unknown {
    if (key === "name") return this.picture.name;
    if (key === "length") return this.picture.length;
    return super.get(target, key, receiver);
  }

  override getOwnPropertyDescriptor(target: object, key: PropertyKey): Descriptor | undefined {
    if (key !== "name" && key !== "length") return super.getOwnPropertyDescriptor(target, key);
    return { value: this.picture[key], writable: false, enumerable: false, configurable: true };
  }

  override apply(target: object, self: unknown, args: unknown[]): unknown {
    const { found, know } = this;
    if (this.part !== Part.Value) return super.apply(target, self, args);
    const { flags } = found.shape;
    if (flags & ShapeFlag.Function && typeof self === "function") {
      if (found.key === "call") return Reflect.apply(self as AnyFunction, args[0], args.slice(1));
      if (found.key === "apply") return Reflect.apply(self as AnyFunction, args[0], know.listOf(args[1]));
    }
    const remote = know.remoteOf(self);
    const called = remote && member(remote.picture.shape, found.key);
    if (called && (called === found || called.value === this.proxy)) {
      const { items } = remote;
      return (items && know.iterator(remote, found.key)) ?? remote.callKnown(found, args);
    }
    return super.apply(target, self, args);
  }
}

export const attributesOf = (bits: number): Descriptor => ({
  enumerable: !!(bits & Attribute.Enumerable),
  configurable: !!(bits & Attribute.Configurable),
});
