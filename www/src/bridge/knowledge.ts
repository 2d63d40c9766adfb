/** What a worker knows of the page's objects, and how it asks for more. */

import { Reader, type Writer } from "./bytes.js";
import { Questions } from "./questions.js";
import { Attribute, Extra, FIRST_MADE, GLOBAL_CONSTANTS, Kind, KNOWN_SYMBOLS, Member, Op, Own, Part, PROBES, ShapeFlag, Tag } from "./protocol.js";
import {
  agree,
  attributesOf,
  Remote,
  RemoteMember,
  RemotePrototype,
  type Descriptor,
  type KnownMember,
  type KnownShape,
  type Picture,
} from "./remote.js";

interface Held {
  proxy: WeakRef<object>;
  /** Times it was handed out since it was last let go. */
  seen: number;
}

const probes: (PropertyKey | undefined)[] = PROBES.map((name) => {
  if (!name.startsWith("@@")) return name;
  const key = name.slice(2);
  return KNOWN_SYMBOLS.includes(key) ? (Symbol as unknown as Record<string, symbol | undefined>)[key] : undefined;
});
const probeSet = new Set(probes);

export abstract class Knowledge extends Questions {
  #turn = false;
  readonly #shapes = new Map<number, KnownShape>();
  readonly #held = new Map<number, Held>();
  readonly #remotes = new WeakMap<object, Remote>();
  readonly #prototypes = new Map<KnownShape, Remote>();
  readonly #members = new Map<KnownMember, (Remote | undefined)[]>();
  /** Pairs of an object's number and how often it was handed out, to be told to the page. */
  readonly released: number[] = [];
  readonly #dropped = new FinalizationRegistry<number>((number) => this.#letGo(number));
  #window: object | undefined;
  /** Objects of the page whose number was given here. */
  #made = 0;

  protected abstract ownFunction(number: number): unknown;
  protected abstract isGlobal(value: object): boolean;
  protected abstract released_(): void;

  isProbe(key: PropertyKey): boolean {
    return probeSet.has(key);
  }

  remoteOf(value: unknown): Remote | undefined {
    return typeof value === "object" || typeof value === "function"
      ? this.#remotes.get(value as object)
      : undefined;
  }

  /** The arguments for `apply`, which may be a list of Python's. */
  listOf(value: unknown): unknown[] {
    return typeof value === "object" && value !== null ? (this.replace(value) as unknown[]) : [];
  }

  isRemote(value: unknown): boolean {
    return this.remoteOf(value) !== undefined;
  }

  /** The page's global object. */
  get window(): object {
    this.#window ??= this.question(Op.Hello, () => {}, (from) => this.hello(from));
    return this.#window;
  }

  /** The answer to the question for it. */
  hello(from: Reader): object {
    this.value(from);
    const remote = this.#remote(new Remote(this, -1, this.#picture(from)));
    this.#extras(from, remote);
    this.#globalConstants(remote);
    this.#window = remote.proxy;
    return remote.proxy;
  }

  /** They are asked for once. */
  #globalConstants(remote: Remote): void {
    const { proxy } = remote;
    const constants = new Map<PropertyKey, unknown>([
      ["window", proxy],
      ["import", (url: string) => this.import(url)],
      ["isWindowProxy", (value: unknown) => this.isRemote(value)],
    ]);
    remote.constants = constants;
    const plain = remote.get.bind(remote);
    remote.get = (target, key, receiver) => {
      const value = plain(target, key, receiver);
      if (typeof key === "string" && GLOBAL_CONSTANTS.includes(key)) constants.set(key, value);
      return value;
    };
  }

  #remote(remote: Remote): Remote {
    this.#remotes.set(remote.proxy, remote);
    return remote;
  }

  /** The next turn of the worker's event loop must not trust what this one was told. */
  protected told(): void {
    if (this.#turn) return;
    this.#turn = true;
    setTimeout(() => {
      this.#turn = false;
      this.epoch += 1;
    });
  }

  /** A new element, described as the last one of its tag was, so that nothing has to be waited for. */
  make(maker: Remote, key: PropertyKey, name: string): unknown {
    const shape = maker.makes?.get(name);
    const number = FIRST_MADE + this.#made;
    const isSent =
      shape &&
      this.tell(Op.Make, (out) => {
        out.number(number);
        this.writeCall(out, maker.proxy, key, [name]);
      });
    if (isSent) {
      this.#made += 1;
      this.told();
      return this.#hold(number, this.#blank(Kind.Object, shape), 1).proxy;
    }
    const made = this.callMethod(maker.proxy, key, [name]);
    const remote = this.remoteOf(made);
    // Names with a dash are elements of the page's, whose constructors may do anything.
    if (remote?.isSteady && remote.picture.kind === Kind.Object && /^[a-z][a-z0-9]*$/.test(name)) {
      (maker.makes ??= new Map()).set(name, remote.picture.shape);
    }
    return made;
  }

  refresh(remote: Remote): void {
    this.question(
      Op.Refresh,
      (out) => this.write(out, remote.proxy),
      (from) => {
        remote.picture = this.#picture(from);
        remote.values = undefined;
        this.#extras(from, remote);
        remote.epoch = this.epoch;
      },
    );
  }

  /** A prototype was changed from here: its property, or what it inherits from. */
  changed(shape: KnownShape, key?: PropertyKey): void {
    if (key !== undefined) {
      const member = { shape, key, member: Member.Other, attributes: 0, name: "", length: 0, text: "", value: undefined };
      shape.members.set(key, member);
    }
    for (const { found } of this.#shapes.values()) found.clear();
  }

  item(remote: Remote, index: number): unknown {
    const items = remote.items ?? [];
    if (index >= items.length) return undefined;
    if (!(index in items)) {
      this.question(
        Op.Items,
        (out) => {
          this.write(out, remote.proxy);
          out.number(index);
        },
        (from) => {
          from.byte();
          from.number();
          let at = index;
          for (let count = from.number(); count > 0; count -= 1) items[at++] = this.value(from);
        },
      );
    }
    return items[index];
  }

  /** What iterates a list that never changes. */
  iterator(remote: Remote, key: PropertyKey): object | undefined {
    const { items = [] } = remote;
    const item = (index: number): unknown => this.item(remote, index);
    switch (key) {
      case Symbol.iterator:
      case "values":
        if (!items.includes(undefined)) return items.values();
        return (function* () {
          for (let index = 0; index < items.length; index += 1) yield item(index);
        })();
      case "keys":
        return items.keys();
      case "entries":
        if (!items.includes(undefined)) return items.entries();
        return (function* () {
          for (let index = 0; index < items.length; index += 1) yield [index, item(index)];
        })();
      default:
        return undefined;
    }
  }

  valueDescriptor(value: unknown): Descriptor {
    return { value, writable: true, enumerable: true, configurable: true };
  }

  memberDescriptor(found: KnownMember): Descriptor {
    const own = attributesOf(found.attributes);
    if (found.member <= Member.Constant) {
      own.value = found.member === Member.Constant ? found.text : this.lazy(found, Part.Value);
      own.writable = !!(found.attributes & Attribute.Writable);
      return own;
    }
    if (found.attributes & Attribute.Get) own.get = this.lazy(found, Part.Getter) as () => unknown;
    if (found.attributes & Attribute.Set) own.set = this.lazy(found, Part.Setter) as () => void;
    return own;
  }

  /** Own keys; what is told of the properties besides is kept for this turn. */
  keys(remote: Remote, target: object): (string | symbol)[] {
    return this.question(
      Op.Keys,
      (out) => this.write(out, remote.proxy),
      (from) => {
        from.byte();
        const keys: (string | symbol)[] = [];
        const values = new Map<PropertyKey, unknown>();
        const plain = Attribute.Writable | Attribute.Enumerable | Attribute.Configurable;
        let all = true;
        for (let count = from.number(); count > 0; count -= 1) {
          const key = this.readKey(from) as string | symbol;
          const bits = from.byte();
          const value = bits !== 0xff && bits & Attribute.Value ? this.value(from) : undefined;
          keys.push(key);
          if (bits === (plain | Attribute.Value)) values.set(key, value);
          else all = false;
          if (bits !== 0xff && !(bits & Attribute.Configurable) && bits & Attribute.Value) {
            agree(target, key, { ...attributesOf(bits), value, writable: !!(bits & Attribute.Writable) });
          }
        }
        if (all && remote.picture.kind === Kind.Object && keys.length > 0) {
          remote.picture = { ...remote.picture, own: Own.Values, keys };
          remote.values = values;
          remote.epoch = this.epoch;
        }
        return keys;
      },
    );
  }

  prototype(shape: KnownShape): object {
    let remote = this.#prototypes.get(shape);
    if (!remote) {
      const picture: Picture = { ...this.#blank(shape.kind, shape.parent), own: Own.Probes };
      remote = this.#remote(new RemotePrototype(this, shape, picture));
      this.#prototypes.set(shape, remote);
    }
    return remote.proxy;
  }

  #blank(kind: Kind, shape: KnownShape | undefined): Picture {
    return { kind, shape, own: Own.None, keys: [], values: [], probes: new Set(), name: undefined, length: undefined };
  }

  #function: KnownShape | undefined;

  /** The function that a shape mentions. */
  lazy(found: KnownMember, part: Part): unknown {
    if (part === Part.Value && found.value !== undefined) return found.value;
    // Its own prototype is described with the global object.
    this.#window ??= this.window;
    let parts = this.#members.get(found);
    if (!parts) {
      parts = [];
      this.#members.set(found, parts);
    }
    let remote = parts[part];
    if (!remote) {
      const isClass = part === Part.Value && found.member === Member.Class;
      const picture = this.#blank(isClass ? Kind.Class : Kind.Method, this.#function);
      picture.own = isClass ? Own.Function : Own.List;
      picture.keys = ["length", "name"];
      const prefix = ["", "get ", "set "][part] ?? "";
      picture.name = part === Part.Value ? found.name : `${prefix}${String(found.key)}`;
      picture.length = part === Part.Value ? found.length : Number(part === Part.Setter);
      picture.probes = new Set(["name", "length", ...(isClass ? ["prototype"] : [])]);
      remote = this.#remote(new RemoteMember(this, found, part, picture));
      parts[part] = remote;
    }
    return remote.proxy;
  }

  protected refer(out: Writer, value: object): boolean {
    const remote = this.#remotes.get(value);
    if (!remote) {
      if (this.sending.copy || !this.isGlobal(value)) return false;
      out.byte(Tag.Global);
      return true;
    }
    if (remote instanceof RemoteMember) {
      out.byte(Tag.Member);
      out.number(remote.found.shape.number);
      this.key(out, remote.found.key);
      out.byte(remote.part);
    } else if (remote instanceof RemotePrototype) {
      out.byte(Tag.Prototype);
      out.number(remote.shape.number);
    } else if (remote.number < 0) {
      out.byte(Tag.Global);
    } else {
      out.byte(Tag.Reference);
      out.number(remote.number);
    }
    return true;
  }

  protected resolve(from: Reader, tag: number): unknown {
    switch (tag) {
      case Tag.Handout:
        return this.#handed(from);
      case Tag.Global:
        return this.window;
      case Tag.Callback:
        return this.ownFunction(from.number());
      case Tag.Prototype: {
        const shape = this.#readShape(from);
        return shape ? this.prototype(shape) : null;
      }
      case Tag.Member: {
        const shape = this.#readShape(from);
        const found = shape?.members.get(this.readKey(from));
        const part = from.byte() as Part;
        if (!found) throw new TypeError("the page mentions a function that it has not described");
        return this.lazy(found, part);
      }
      default:
        throw new TypeError(`no value in the answer, but ${tag}`);
    }
  }

  #handed(from: Reader): object {
    const number = from.number();
    const picture = this.#picture(from);
    this.told();
    const held = this.#held.get(number);
    let proxy = held?.proxy.deref();
    let remote: Remote;
    if (held && proxy) {
      held.seen += 1;
      remote = this.#remotes.get(proxy) as Remote;
      remote.picture = picture;
      remote.values = undefined;
    } else {
      remote = this.#hold(number, picture, (held?.seen ?? 0) + 1);
      proxy = remote.proxy;
    }
    this.#extras(from, remote);
    remote.epoch = this.epoch;
    return proxy;
  }

  #hold(number: number, picture: Picture, seen: number): Remote {
    const remote = this.#remote(new Remote(this, number, picture));
    this.#held.set(number, { proxy: new WeakRef(remote.proxy), seen });
    this.#dropped.register(remote.proxy, number);
    return remote;
  }

  #letGo(number: number): void {
    const held = this.#held.get(number);
    if (!held || held.proxy.deref()) return;
    this.#held.delete(number);
    this.released.push(number, held.seen);
    this.released_();
  }

  /** How many objects of the page are held, for tests. */
  get holding(): number {
    return this.#held.size;
  }

  #picture(from: Reader): Picture {
    const kind = from.byte() as Kind;
    const shape = this.#readShape(from);
    const picture = this.#blank(kind, shape);
    picture.own = from.byte();
    switch (picture.own) {
      case Own.None:
        break;
      case Own.Function:
        picture.name = this.value(from) as string | undefined;
        picture.length = this.value(from) as number | undefined;
        picture.probes = probesOf(from.number());
        break;
      case Own.Probes:
        picture.probes = probesOf(from.number());
        break;
      default:
        for (let count = from.number(); count > 0; count -= 1) {
          picture.keys.push(this.readKey(from));
          if (picture.own === Own.Values) picture.values.push(this.value(from));
        }
    }
    return picture;
  }

  /** What came with a picture. */
  #extras(from: Reader, remote: Remote): void {
    const { picture } = remote;
    if (picture.own === Own.Values) {
      remote.values = new Map(picture.keys.map((key, index) => [key, picture.values[index]]));
    }
    const extra = from.byte() as Extra;
    if (extra === Extra.None) return;
    if (extra === Extra.Items) {
      const items: unknown[] = (remote.items ??= []);
      items.length = from.number();
      const count = from.number();
      for (let index = 0; index < count; index += 1) items[index] = this.value(from);
      return;
    }
    const fields = new Map<PropertyKey, unknown>();
    for (let count = from.number(); count > 0; count -= 1) fields.set(this.readKey(from), this.value(from));
    if (extra === Extra.Constants) remote.constants = fields;
    else remote.values = fields;
  }

  #readShape(from: Reader): KnownShape | undefined {
    const given = from.number();
    if (given === 0) return undefined;
    const number = given >>> 1;
    const known = this.#shapes.get(number);
    if (!(given & 1)) {
      if (!known) throw new TypeError(`the page refers to shape ${number}, which it has not described`);
      return known;
    }
    const parent = this.#readShape(from);
    const shape: KnownShape = {
      number,
      parent,
      flags: from.byte(),
      kind: from.byte(),
      members: new Map(),
      found: new Map(),
    };
    // What follows may refer to it. It is told again by messages that cross each other.
    if (!known) this.#shapes.set(number, shape);
    if (from.byte()) {
      const remote = this.remoteOf(this.value(from));
      if (remote && !known) {
        this.#prototypes.set(shape, remote);
        remote.describes = shape;
      }
    }
    for (let count = from.number(); count > 0; count -= 1) {
      const key = this.readKey(from);
      const it: KnownMember = {
        shape,
        key,
        member: from.byte(),
        attributes: from.byte(),
        name: String(key),
        length: 0,
        text: "",
        value: undefined,
      };
      if (it.member <= Member.Class) {
        if (from.byte() === 0) it.name = from.text();
        it.length = from.number();
        if (it.attributes & Attribute.Value) it.value = this.value(from);
      } else if (it.member === Member.Constant) {
        it.text = from.text();
      }
      shape.members.set(key, it);
    }
    if (known) return known;
    if (shape.flags & ShapeFlag.Function) this.#function = shape;
    return shape;
  }
}

function probesOf(mask: number): Set<PropertyKey> {
  const found = new Set<PropertyKey>();
  for (let index = 0; mask !== 0; index += 1, mask >>>= 1) {
    const key = probes[index];
    if (mask & 1 && key !== undefined) found.add(key);
  }
  return found;
}
