/** The worker's end of the bridge. */

import { Reader, Writer } from "./bytes.js";
import { BlobsNeeded, describe, notCloneable, TRIES, type AnyFunction, type Waiting } from "./codec.js";
import { bareAnswer } from "./errors.js";
import { Knowledge } from "./knowledge.js";
import type { Greeting } from "./main.js";
import { Caller } from "./memory.js";
import { MARK, Message, Op, QUIET_TEXT, Status, Tag, VERSION } from "./protocol.js";
import { Exposed, type Sync } from "./sync.js";
import type { Asker, Mode, ServiceGreeting } from "./transport.js";

export interface WorkerOptions {
  /** What is sent in place of a value of Python's; anything else as it is. */
  transform?: (value: unknown) => unknown;
  /** What Python is to find in place of data that the page sent it. */
  arrive?: (value: unknown) => unknown;
  /** Raises what an interrupt is in Python; called while the worker waits for the page. */
  interrupted?: () => void;
  /** Calls a function that the page calls. */
  apply?: (called: AnyFunction, self: unknown, args: unknown[]) => unknown;
}

/** What a worker needs that reaches its page through a service worker. */
interface Modes {
  askThrough(service: ServiceGreeting): Asker;
}

/** So many releases ride on one request. */
const RELEASES = 64;

/** More bytes than an operation has that is not waited for, with its releases. */
const POSTED = RELEASES * 10 + 7 * (QUIET_TEXT * 2 + 10);

/** Of workers only. */
declare const FileReaderSync: new () => { readAsArrayBuffer(blob: Blob): ArrayBuffer };

interface Counted {
  number: number;
  sent: number;
}

export class WorkerEnd extends Knowledge {
  readonly mode: Mode;
  /** Fulfils once the page can be used. */
  readonly opened: Promise<void>;
  /** The page's functions, and functions for the page. */
  readonly sync: Sync;
  options: WorkerOptions;
  /** Requests that were waited for, for tests and measurements. */
  roundTrips = 0;
  readonly #port: MessagePort;
  #caller: Asker | undefined;
  readonly #exposed: Exposed;
  readonly #pending = new Map<number, Waiting>();
  readonly #functions = new Map<number, AnyFunction>();
  readonly #counted = new WeakMap<object, Counted>();
  readonly #writers: Writer[] = [];
  #lastCall = 0;
  #lastFunction = 0;
  #releasing = false;

  constructor(greeting: Greeting, options: WorkerOptions = {}) {
    super();
    if (greeting.version !== VERSION) {
      throw new Error(
        `the page's bridge has version ${greeting.version}, the worker's ${VERSION}: reload the page; both come from one folder`,
      );
    }
    this.options = options;
    this.mode = greeting.mode;
    this.#port = greeting.port;
    if (greeting.memory) {
      this.#caller = new Caller(greeting.memory, greeting.wake, (message) => postMessage([MARK, ...message]));
    }
    this.opened = this.#open(greeting.service);
    this.#exposed = new Exposed((name, args) => this.#sync(name, args));
    this.sync = this.#exposed.sync;
    this.#port.onmessage = ({ data }: MessageEvent<unknown[]>) => this.#hear(data);
  }

  async #open(service: ServiceGreeting | undefined): Promise<void> {
    if (service) this.#caller = ((await import(service.module)) as Modes).askThrough(service);
  }

  /** The byte that Pyodide looks at for an interrupt. */
  get interruptBuffer(): Int32Array | undefined {
    return this.#caller?.interruptBuffer;
  }

  get canBlock(): boolean {
    return this.mode !== "async";
  }

  isWindowProxy(value: unknown): boolean {
    return this.isRemote(value);
  }

  /** The page's global object, if it can be used from here. */
  get page(): object | null {
    return this.canBlock ? this.window : null;
  }

  /** Helpers that do much by one request. */
  readonly ffi = {
    assign: (target: object, ...sources: unknown[]): unknown =>
      this.isRemote(target)
        ? this.question(
            Op.Assign,
            (out) => {
              this.write(out, target);
              this.writeList(out, sources);
            },
            (from) => this.value(from),
          )
        : Object.assign(target, ...sources),
    gather: (target: unknown, ...keys: unknown[]): unknown[] =>
      this.question(
        Op.Gather,
        (out) => {
          this.write(out, target);
          this.writeList(out, keys);
        },
        (from) => {
          const values: unknown[] = [];
          for (let count = from.number(); count > 0; count -= 1) values.push(this.value(from));
          return values;
        },
      ),
    query: (target: unknown, path: string): unknown => this.ffi.gather(target, path)[0],
    evaluate: (made: AnyFunction | string, ...args: unknown[]): unknown =>
      this.question(
        Op.Evaluate,
        (out) => {
          out.text(String(made));
          this.writeList(out, args);
        },
        (from) => this.value(from),
      ),
    direct: <T>(value: T): T => value,
  };

  #sync(name: string, args: unknown[]): unknown {
    if (!this.canBlock) return this.#later(name, args);
    return this.request(
      Op.Sync,
      (out) => {
        this.key(out, name);
        this.write(out, args);
      },
      (from) => this.#arrived(this.value(from)),
      true,
    );
  }

  #arrived(value: unknown): unknown {
    const { arrive } = this.options;
    return arrive ? arrive(value) : value;
  }

  #later(name: string, args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const bytes = this.#packed(args);
      const number = ++this.#lastCall;
      this.#pending.set(number, { resolve: (value) => resolve(this.#arrived(value)), reject });
      this.#port.postMessage([Message.CallSync, number, name, bytes]);
    });
  }

  /** A request that is not waited for. The answer is in a list, because it may be an object that seems to be a promise. */
  askLater(
    op: Op,
    write: (out: Writer) => void,
    read: (from: Reader) => unknown = (from) => this.value(from),
  ): Promise<[unknown]> {
    return new Promise((resolve, reject) => {
      const out = new Writer();
      this.#releases(out);
      this.#whole(out, true, false, () => {
        out.byte(op);
        write(out);
      });
      const number = ++this.#lastCall;
      this.#pending.set(number, { resolve: (value) => resolve([value]), reject, read });
      this.#port.postMessage([Message.Request, number, out.bytes.slice(0, out.at)]);
    });
  }

  #packed(value: unknown): Uint8Array<ArrayBuffer> {
    const out = new Writer();
    this.#whole(out, false, true, () => this.write(out, value));
    return out.bytes.slice(0, out.at);
  }

  /** Blobs can be read at once in a worker. */
  #whole(out: Writer, define: boolean, copy: boolean, write: () => void, strict = copy): void {
    let blobs: Map<Blob, Uint8Array> | undefined;
    for (let tries = 1; ; tries += 1) {
      try {
        this.compose(out, { define, copy, blobs, strict }, write); return;
      } catch (problem) {
        if (!(problem instanceof BlobsNeeded) || tries > TRIES) throw problem;
        const reader = new FileReaderSync();
        blobs ??= new Map();
        for (const blob of problem.blobs) blobs.set(blob, new Uint8Array(reader.readAsArrayBuffer(blob)));
      }
    }
  }

  protected request<T>(op: Op, write: (out: Writer) => void, read: (from: Reader) => T, copy = false): T {
    const caller = this.#caller;
    if (!caller) {
      throw new Error(
        "the page cannot be used from this worker: it is not isolated from other origins " +
          "(headers Cross-Origin-Opener-Policy and Cross-Origin-Embedder-Policy) and names no service-worker, " +
          "so a worker cannot wait for it",
      );
    }
    // What is written may itself need the page.
    const out = this.#writers.pop()?.reset() ?? new Writer();
    out.grow = (size) => caller.room(size);
    try {
      this.#releases(out);
      this.#whole(out, true, copy, () => {
        out.byte(op);
        write(out);
      });
      return this.#exchange(caller, out.done(), read);
    } finally {
      this.#writers.push(out);
    }
  }

  protected override post(op: Op, write: (out: Writer) => void): boolean {
    const caller = this.#caller;
    if (!caller?.post || !caller.canPost?.(POSTED)) return false;
    const out = this.#writers.pop()?.reset() ?? new Writer();
    try {
      this.#releases(out);
      this.compose(out, { define: true, copy: false }, () => {
        out.byte(op);
        write(out);
      });
      caller.post(out.done());
      return true;
    } finally {
      this.#writers.push(out);
    }
  }

  #exchange<T>(caller: Asker, message: Uint8Array, read: (from: Reader) => T, expected?: number): T {
    this.roundTrips += 1;
    const take = (answer: Uint8Array): T | Longer => {
      const from = new Reader(answer);
      const status = from.byte() as Status;
      if (status === Status.TooLong) return new Longer(from.view.getUint32(1, true));
      return this.parse(() => {
        if (status === Status.Value) return read(from);
        throw this.#thrown(this.value(from));
      });
    };
    let taken: T | Longer;
    try {
      taken = caller.call(message, take, this.options.interrupted, expected);
    } catch (error) {
      if ((error as Error | null)?.name === "Interrupted") this.epoch += 1;
      throw error;
    }
    return taken instanceof Longer ? this.#exchange(caller, TAKE, read, taken.length) : taken;
  }

  /** The page's stack ends where the worker's begins. */
  #thrown(thrown: unknown): unknown {
    if (thrown instanceof Error || thrown instanceof DOMException) {
      const here = (new Error().stack ?? "").split("\n").slice(3).join("\n");
      const stack = `${thrown.stack ?? String(thrown)}\n    at the worker\n${here}`;
      Object.defineProperty(thrown, "stack", { value: stack, writable: true, configurable: true });
    }
    return thrown;
  }

  #releases(out: Writer): void {
    if (this.released.length === 0) {
      out.byte(0);
      return;
    }
    const pairs = this.released.splice(0, RELEASES * 2);
    out.number(pairs.length / 2);
    for (const number of pairs) out.number(number);
  }

  /** Nothing may be sent for a while: what was let go is told when the worker is idle. */
  protected released_(): void {
    if (this.#releasing) return;
    this.#releasing = true;
    setTimeout(() => {
      this.#releasing = false;
      if (this.released.length > 0) this.#port.postMessage([Message.Release, this.released.splice(0)]);
    });
  }

  protected override replace(value: unknown): unknown {
    if (typeof value !== "object" && typeof value !== "function") return value;
    if (value === null || this.isRemote(value)) return value;
    return this.options.transform?.(value) ?? value;
  }

  protected override refer(out: Writer, value: object): boolean {
    if (super.refer(out, value)) return true;
    if (typeof value !== "function") return false;
    if (this.sending.copy) throw notCloneable(describe(value));
    const replaced = this.replace(value);
    const called = (typeof replaced === "function" ? replaced : value) as AnyFunction;
    let counted = this.#counted.get(called);
    if (!counted || !this.#functions.has(counted.number)) {
      counted = { number: ++this.#lastFunction, sent: 0 };
      this.#counted.set(called, counted);
      this.#functions.set(counted.number, called);
    }
    counted.sent += 1;
    out.byte(Tag.Callback);
    out.number(counted.number);
    return true;
  }

  protected ownFunction(number: number): unknown {
    return this.#functions.get(number);
  }

  protected isGlobal(value: object): boolean {
    return value === globalThis;
  }

  protected symbolNumber(symbol: symbol): number {
    for (const [number, known] of this.#symbols) if (known === symbol) return number;
    // The page has no such symbol: none of its objects has a property of that name.
    return 0xffffffff;
  }

  readonly #symbols = new Map<number, symbol>();

  protected symbolOf(number: number, description: string | undefined): symbol {
    let symbol = this.#symbols.get(number);
    if (!symbol) {
      symbol = Symbol(description);
      this.#symbols.set(number, symbol);
    }
    return symbol;
  }

  #hear(message: unknown[]): void {
    this.epoch += 1;
    const [kind, first, second, third] = message as [Message, number, unknown, unknown];
    switch (kind) {
      case Message.Call:
        void this.#respond(first, () => this.#called(second as number, third as Uint8Array<ArrayBuffer>));
        return;
      case Message.CallSync:
        void this.#respond(first, () =>
          this.#exposed.call(
            second as string,
            (this.unpack(third as Uint8Array<ArrayBuffer>) as unknown[]).map((it) => this.#arrived(it)),
            this.options.apply,
          ),
          true,
        );
        return;
      case Message.Result:
        { this.#settle(first, second as Uint8Array<ArrayBuffer>); return; }
      case Message.Drop: {
        const called = this.#functions.get(first);
        const counted = called && this.#counted.get(called);
        if (counted && (counted.sent -= second as number) <= 0) this.#functions.delete(first);
        return;
      }
      default:
    }
  }

  #called(number: number, bytes: Uint8Array<ArrayBuffer>): unknown {
    const from = new Reader(bytes);
    const args: unknown[] = [];
    const self = this.parse(() => {
      const self = this.value(from);
      for (let count = from.number(); count > 0; count -= 1) args.push(this.value(from));
      return self;
    });
    const called = this.#functions.get(number);
    if (!called) throw new ReferenceError("the function was dropped");
    return (this.options.apply ?? Reflect.apply)(called, self, args);
  }

  async #respond(number: number, work: () => unknown, copy = false): Promise<void> {
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = this.#result(Status.Value, await work(), copy);
    } catch (error) {
      bytes = this.#result(Status.Thrown, error, true);
    }
    this.#port.postMessage([Message.Result, number, bytes], [bytes.buffer]);
  }

  #result(status: Status, value: unknown, copy: boolean): Uint8Array<ArrayBuffer> {
    const out = new Writer();
    try {
      this.#whole(out, false, copy, () => {
        out.byte(status);
        this.write(out, this.replace(value));
      }, copy && status === Status.Value);
    } catch (error) {
      return status === Status.Value ? this.#result(Status.Thrown, error, true) : bareAnswer(value, error);
    }
    return out.bytes.slice(0, out.at);
  }

  #settle(number: number, bytes: Uint8Array<ArrayBuffer>): void {
    const pending = this.#pending.get(number);
    this.#pending.delete(number);
    if (pending) this.settle(pending, bytes);
  }
}

/** An answer that has to be asked for again. */
class Longer {
  constructor(readonly length: number) {}
}

const TAKE = Uint8Array.of(0, Op.Take);
