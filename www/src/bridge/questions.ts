/** What a worker asks the page to do, each by one request, or by an operation that it does not wait for. */

import type { Reader, Writer } from "./bytes.js";
import { Codec } from "./codec.js";
import { Attribute, Op, QUIET_TEXT, Tag } from "./protocol.js";
import { attributesOf, type Descriptor, type KnownMember } from "./remote.js";

/** Operations after which everything known is as true as before. */
const QUESTIONS = new Set<Op>([Op.GetPrototype, Op.Describe, Op.Keys, Op.IsExtensible, Op.Refresh, Op.Items, Op.Has, Op.Hello]);

export abstract class Questions extends Codec {
  /** Changes with whatever could change the page's objects. */
  epoch = 1;

  /** Asks the page and reads its answer. */
  protected abstract request<T>(op: Op, write: (out: Writer) => void, read: (from: Reader) => T): T;
  /** Tells the page to do something that is not waited for; false if that cannot be now. */
  protected abstract post(op: Op, write: (out: Writer) => void): boolean;

  question<T>(op: Op, write: (out: Writer) => void, read: (from: Reader) => T): T {
    if (!QUESTIONS.has(op)) this.epoch += 1;
    return this.request(op, write, read);
  }

  /** Does something without waiting, or says that it cannot. */
  protected tell(op: Op, write: (out: Writer) => void): boolean {
    const isSent = this.post(op, write);
    if (isSent) this.epoch += 1;
    return isSent;
  }

  ask(op: Op, target: object, ...operands: unknown[]): unknown {
    const [first, second] = operands;
    return this.question(
      op,
      (out) => {
        this.write(out, target);
        if (op === Op.SetPrototype) this.write(out, first);
        else if (operands.length > 0) this.key(out, first as PropertyKey);
        if (operands.length > 1) this.write(out, second);
      },
      (from) => this.value(from),
    );
  }

  writeList(out: Writer, list: unknown[]): void {
    out.number(list.length);
    for (const item of list) this.write(out, item);
  }

  call(called: object, self: unknown, args: unknown[]): unknown {
    return this.#apply(Op.Call, called, self, args);
  }

  construct(made: object, newTarget: unknown, args: unknown[]): object {
    return this.#apply(Op.New, made, newTarget, args) as object;
  }

  #apply(op: Op, called: object, second: unknown, args: unknown[]): unknown {
    return this.question(
      op,
      (out) => {
        this.write(out, called);
        this.write(out, second);
        this.writeList(out, args);
      },
      (from) => this.value(from),
    );
  }

  callMethod(self: unknown, key: PropertyKey, args: unknown[]): unknown {
    return this.question(
      Op.CallMethod,
      (out) => this.writeCall(out, self, key, args),
      (from) => this.value(from),
    );
  }

  /** The operands of a method's call. */
  protected writeCall(out: Writer, self: unknown, key: PropertyKey, args: unknown[]): void {
    this.write(out, self);
    this.key(out, key);
    this.writeList(out, args);
  }

  define(target: object, key: PropertyKey, own: Descriptor): boolean {
    return this.question(
      Op.Define,
      (out) => {
        this.write(out, target);
        this.key(out, key);
        out.byte(Tag.Array);
        const fields = Object.entries(own);
        out.number(fields.length);
        for (const [name, value] of fields) {
          out.byte(Tag.Array);
          out.number(2);
          out.text(name);
          this.write(out, value);
        }
      },
      (from) => this.value(from) as boolean,
    );
  }

  describe(target: object, key: PropertyKey): Descriptor | undefined {
    return this.question(
      Op.Describe,
      (out) => {
        this.write(out, target);
        this.key(out, key);
      },
      (from) => {
        const bits = from.byte();
        if (bits === 0xff) return undefined;
        const own = attributesOf(bits);
        if (bits & Attribute.Value) {
          own.value = this.value(from);
          own.writable = !!(bits & Attribute.Writable);
        } else {
          if (bits & Attribute.Get) own.get = this.value(from) as () => unknown;
          if (bits & Attribute.Set) own.set = this.value(from) as () => void;
        }
        return own;
      },
    );
  }

  /** Dynamic import on the page: a promise of the page. */
  import(url: string): unknown {
    return this.question(Op.Import, (out) => out.text(url), (from) => this.value(from));
  }

  /** Sets a property without waiting, or says that it has not. */
  setQuietly(target: object, key: PropertyKey, value: unknown): boolean {
    if (!isPlain(value)) return false;
    return this.tell(Op.Set, (out) => {
      this.write(out, target);
      this.key(out, key);
      this.write(out, value);
    });
  }

  /** Calls a method that gives nothing without waiting, or says that it has not. */
  callQuietly(self: unknown, found: KnownMember, args: unknown[]): boolean {
    if (args.length !== found.length || !args.every(isPlain)) return false;
    return this.tell(Op.CallMethod, (out) => this.writeCall(out, self, found.key, args));
  }
}

/** What the browser turns into what it wants without asking anybody. */
const isPlain = (value: unknown): boolean =>
  typeof value === "string"
    ? value.length <= QUIET_TEXT
    : value === null || value === undefined || typeof value === "number" || typeof value === "boolean";
