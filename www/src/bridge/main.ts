/** The page's end of the bridge. */

import { Reader, Writer } from "./bytes.js";
import { BlobsNeeded, TRIES, type AnyFunction, type Waiting } from "./codec.js";
import { bareAnswer } from "./errors.js";
import { Handouts } from "./handouts.js";
import { canShare, canWaitAsync, createMemory, Listener } from "./memory.js";
import { Operations } from "./operations.js";
import type { Table } from "../table.js";
import { crossingOf } from "../workers/data.js";
import { MARK, Message, Op, Size, Status, VERSION } from "./protocol.js";
import { Exposed, type Sync } from "./sync.js";
import type { Answerer, Handle, Mode, Service, ServiceGreeting } from "./transport.js";

// What else only pages with workers need.
export { forPython, tellUnknown } from "../workers/arriving.js";
export { boot } from "../workers/assets.js";
export { Channel } from "../workers/channel.js";
export { ALWAYS } from "../workers/page-modules.js";

/** What a worker needs to know; to be posted to it together with the port. */
export interface Greeting {
  version: number;
  mode: Mode;
  port: MessagePort;
  memory: SharedArrayBuffer | undefined;
  /** Requests are told by messages. */
  wake: boolean;
  service: ServiceGreeting | undefined;
}

export interface PageOptions {
  /** Use shared memory if the page may; `false` for a worker that is never to block. */
  blocking?: boolean;
  /** What is sent in place of a value of Python's; anything else as it is. */
  transform?: (value: unknown) => unknown;
  /** For tests: behave as where `Atomics.waitAsync` is missing. */
  wake?: boolean;
  /** What carries requests where memory cannot be shared. */
  service?: Service | undefined;
}

/** What a page without isolation needs in order to answer workers that wait. */
interface Modes {
  openService(url: string, module: string): Promise<Service>;
}

/** The bridge of a worker whose page may have named a service worker, which memory makes needless. */
export async function openEnd(
  service: string | null | undefined,
  files: Table | undefined,
  interpreters: Map<string, unknown>,
): Promise<PageEnd> {
  const transform = crossingOf(interpreters);
  const module = files?.["bridge-modes.js"];
  if (!service || !module || canShare()) return new PageEnd({ transform });
  const { openService } = (await import(module)) as Modes;
  return new PageEnd({ transform, service: await openService(service, module) });
}

/** A promise of somebody who waits on the other end. */
interface Pending extends Waiting {
  name: string;
  /** Described in the call, so known to who answers it. */
  shapes?: Set<number>;
  /** Of a listener and the like: that it will not be answered any more is nobody's concern. */
  promise?: Promise<unknown>;
}

/** A wait of the worker: for which function, and the last call of its own that was made before. */
interface Wait {
  name: string;
  from: number;
  isTold?: boolean;
}

/** Milliseconds in which a worker is expected to ask for something else. */
const GRACE = 1000;

/** Two that wait for one another are named after this time, in milliseconds. */
const DEADLOCK = 3000;

export class PageEnd extends Handouts {
  readonly mode: Mode;
  /** To be posted to the worker, with `transfer`. */
  readonly greeting: Greeting;
  readonly transfer: Transferable[];
  /** Functions for the worker, and the worker's functions, which give promises. */
  readonly sync: Sync;
  readonly #exposed: Exposed;
  readonly #port: MessagePort;
  readonly #answerer: Answerer | undefined;
  readonly #operations: Operations;
  #out = this.#writer();
  readonly #pending = new Map<number, Pending>();
  readonly #callbacks = new Map<number, { made: WeakRef<AnyFunction>; seen: number }>();
  readonly #numbers = new WeakMap<object, number>();
  readonly #dropped = new FinalizationRegistry<number>((number) => this.#drop(number));
  #last = 0;
  /** The answer that waits for a segment. */
  #long: Uint8Array | undefined;
  #worker: Worker | undefined;
  #closed = false;
  /** What functions of the worker hold on to, which the page may keep for longer than the worker lives. */
  readonly #reached: Reached = { end: this };
  /** The function that the sleeping worker waits for. */
  #waiting: Wait | undefined;
  /** What an operation has thrown that was not waited for. */
  #missed: { error: unknown } | undefined;
  /** Called in place of a function `terminate` that the worker does not have. */
  terminate: (() => void) | undefined;
  readonly #transform: (value: unknown) => unknown;
  /** Requests of the worker that were answered, for tests and measurements. */
  requests = 0;

  /** Functions of the worker that the page has, for tests. */
  get callbacks(): number {
    return this.#callbacks.size;
  }

  constructor(options: PageOptions = {}) {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#operations = new Operations(this);
    this.#transform = options.transform ?? ((value) => value);
    const memory = options.blocking !== false && canShare() ? createMemory() : undefined;
    const serve = (bytes: Uint8Array | undefined, number: number): void => this.#serve(bytes, number);
    const through = memory ? undefined : options.service?.connect(serve);
    this.mode = memory ? "native" : through ? "service" : "async";
    const perform = (message: Uint8Array): void => this.#perform(message);
    this.#answerer = memory ? new Listener(memory, serve, perform) : (through?.answerer ?? byMessages(port1, serve));
    this.#exposed = new Exposed((name, args) => this.call(name, args));
    this.sync = this.#exposed.sync;
    port1.onmessage = ({ data }: MessageEvent<unknown[]>) => this.#hear(data);
    this.greeting = {
      version: VERSION,
      mode: this.mode,
      port: port2,
      memory,
      wake: options.wake ?? !canWaitAsync,
      service: through?.greeting,
    };
    this.transfer = [port2];
  }

  /** Listens to what the worker tells by its own messages, before anybody else does. */
  attach(worker: Worker): this {
    this.#worker = worker;
    worker.addEventListener("message", this.#own);
    return this;
  }

  readonly #own = (event: MessageEvent<unknown>): void => {
    this.#answerer?.catchUp?.();
    const { data } = event;
    if (!Array.isArray(data) || data[0] !== MARK) return;
    event.stopImmediatePropagation();
    this.#hear(data.slice(1));
  };

  /** Stops what Python runs in the worker, and its wait for the page. */
  interrupt(): boolean {
    return !!this.#answerer?.interrupt();
  }

  /** Ends the bridge: who waits is told, and everything is let go. */
  close(reason: unknown = new Error("the worker has ended")): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#answerer?.close();
    this.#worker?.removeEventListener("message", this.#own);
    this.#port.close();
    for (const { promise, reject } of this.#pending.values()) {
      promise?.catch(() => {});
      reject(reason);
    }
    this.#pending.clear();
    this.#callbacks.clear();
    this.#reached.end = undefined;
    this.releaseAll();
  }

  #hear(message: unknown[]): void {
    this.#answerer?.catchUp?.();
    const [kind, first, second, third] = message as [Message, number, unknown, unknown];
    switch (kind) {
      case Message.Release: {
        const pairs = first as unknown as number[];
        for (let at = 0; at < pairs.length; at += 2) this.release(pairs[at] ?? 0, pairs[at + 1] ?? 0);
        return;
      }
      case Message.CallSync:
        void this.#answer(first, second as string, third as Uint8Array<ArrayBuffer>);
        return;
      case Message.Result:
        { this.#settle(first, second as Uint8Array<ArrayBuffer>); return; }
      default:
        this.#answerer?.hear(kind, first, second);
    }
  }

  /** A call that does not block the worker. */
  async #answer(number: number, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    let answer: Uint8Array;
    try {
      const args = this.unpack(bytes) as unknown[];
      answer = await this.#copy(Status.Value, noError(await this.#exposed.call(name, args)));
    } catch (error) {
      answer = await this.#copy(Status.Thrown, error);
    }
    if (!this.#closed) this.#port.postMessage([Message.Result, number, answer.slice()]);
  }

  #settle(number: number, bytes: Uint8Array<ArrayBuffer>): void {
    const pending = this.#pending.get(number);
    this.#pending.delete(number);
    if (!pending) return;
    if (pending.shapes) this.confirm(pending.shapes);
    this.settle(pending, bytes);
  }

  /** Calls a function that the worker offers. */
  call(name: string, args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (name === "terminate" && this.terminate) {
        this.terminate();
        resolve(undefined);
        return;
      }
      if (this.#closed) throw new Error(`sync.${name}() cannot be called: the worker has ended`);
      const send = (blobs?: Map<Blob, Uint8Array>): void => {
        const bytes = this.pack(args, true, blobs, true);
        const number = ++this.#last;
        this.#pending.set(number, { name, resolve, reject });
        this.#port.postMessage([Message.CallSync, number, name, bytes]);
        this.#watchDeadlock();
      };
      try {
        send();
      } catch (problem) {
        if (!(problem instanceof BlobsNeeded)) throw problem;
        readBlobs(problem.blobs, new Map()).then(send).catch(reject);
      }
    });
  }

  /** Names two that seem to wait for one another. */
  #watchDeadlock(): void {
    const waiting = this.#waiting;
    if (!waiting || this.#pending.size === 0) return;
    setTimeout(() => {
      if (this.#waiting !== waiting || waiting.isTold) return;
      const { name, from } = waiting;
      // Earlier ones may be what the worker is in the middle of.
      const other = [...this.#pending].reverse().find(([number, pending]) => number > from && pending.name)?.[1].name;
      if (!other) return;
      waiting.isTold = true;
      console.warn(
        `💀🔒 - is sync.${name}() awaiting sync.${other}() ? The worker sleeps until sync.${name}() ` +
          `of the page has ended, so its own sync.${other}() cannot run. Call it without awaiting it, ` +
          `or make the worker's call asynchronous.`,
      );
    }, DEADLOCK);
  }

  /** Does what the worker does not wait for. */
  #perform(message: Uint8Array): void {
    try {
      const from = new Reader(message);
      const op = this.#begin(from);
      this.parse(() => this.#operations.perform(op, from));
    } catch (error) {
      if (this.#missed) return;
      const missed = (this.#missed = { error });
      setTimeout(() => {
        if (this.#missed !== missed) return;
        this.#missed = undefined;
        reportError(error);
      }, GRACE);
    }
  }

  /** The operation of a request, which begins with what was let go. */
  #begin(from: Reader): Op {
    for (let count = from.number(); count > 0; count -= 1) this.release(from.number(), from.number());
    return from.byte();
  }

  #serve(bytes: Uint8Array | undefined, number: number): void {
    this.requests += 1;
    try {
      if (!bytes) throw new Error("memory for a long message did not reach the page: was the bridge attached to the worker?");
      const from = new Reader(bytes);
      const op = this.#begin(from);
      if (op === Op.Sync) {
        const name = this.readKey(from) as string;
        const args = this.parse(() => this.value(from)) as unknown[];
        this.#wait(number, name, args);
      } else if (op === Op.Take) {
        const long = this.#long;
        this.#long = undefined;
        this.#reply(number, () => long ?? this.#thrown(new Error("there is no long answer")));
      } else {
        const write = this.parse(() => this.#operations.perform(op, from));
        this.#reply(number, () => this.#give(Status.Value, write));
      }
    } catch (error) {
      this.#reply(number, () => this.#thrown(error));
    }
  }

  /** What is there at once is told at once. */
  #wait(number: number, name: string, args: unknown[]): void {
    const from = this.#last;
    let result: unknown;
    try {
      result = this.#exposed.call(name, args);
      if (!isThenable(result)) {
        this.#replyCopy(number, noError(result));
        return;
      }
    } catch (error) {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      result = Promise.reject(error);
    }
    void this.#waitFor(number, { name, from }, result);
  }

  async #waitFor(number: number, wait: Wait, result: unknown): Promise<void> {
    const before = this.#waiting;
    this.#waiting = wait;
    this.#watchDeadlock();
    let bytes: Uint8Array;
    try {
      bytes = await this.#copy(Status.Value, noError(await result));
    } catch (error) {
      bytes = await this.#copy(Status.Thrown, error);
    }
    this.#waiting = before;
    this.#reply(number, () => bytes);
  }

  /** Answers if somebody still waits. Whatever goes wrong, that is what the worker is told. */
  #reply(number: number, compose: () => Uint8Array): void {
    if (!this.#answerer?.claim(number)) return;
    let bytes: Uint8Array;
    try {
      this.#tellMissed();
      bytes = compose();
    } catch (error) {
      bytes = this.#thrown(error);
    }
    this.#answerClaimed(number, bytes);
  }

  /** The same with a copy; what has to be read first is waited for. */
  #replyCopy(number: number, value: unknown): void {
    if (!this.#answerer?.claim(number)) return;
    let bytes: Uint8Array;
    try {
      this.#tellMissed();
      bytes = this.#copied(this.#out.reset(), Status.Value, value);
      this.#spare();
    } catch (problem) {
      const isLater = problem instanceof BlobsNeeded;
      const copying = isLater ? this.#copy(Status.Value, value) : this.#copy(Status.Thrown, problem);
      void copying.then((copied) => this.#answerClaimed(number, copied));
      return;
    }
    this.#answerClaimed(number, bytes);
  }

  /** What went wrong with an operation that was not waited for is told by the next answer. */
  #tellMissed(): void {
    const missed = this.#missed;
    this.#missed = undefined;
    if (missed) throw missed.error;
  }

  #answerClaimed(number: number, bytes: Uint8Array): void {
    if (this.#answerer?.answer(number, bytes) === false) this.#long = bytes;
  }

  /** An answer that refers to the page's objects. */
  #give(status: Status, write: (out: Writer) => void): Uint8Array {
    const out = this.#out.reset();
    const shapes = this.composeShapes(out, { define: true, copy: false }, () => {
      out.byte(status);
      write(out);
    });
    this.confirm(shapes);
    this.#spare();
    return out.done();
  }

  /** A long answer may have to be kept until there is room for it. */
  #spare(): void {
    if (this.#out.at > Size.Answer) this.#out = this.#writer();
  }

  /** One that writes long answers where the worker reads them; to be used for claimed requests only. */
  #writer(): Writer {
    const out = new Writer();
    out.grow = (size) => this.#answerer?.room(size) ?? new Uint8Array(size);
    return out;
  }

  #thrown(error: unknown): Uint8Array {
    this.throwing = true;
    try {
      return this.#give(Status.Thrown, (out) => this.write(out, error));
    } catch (problem) {
      return bareAnswer(error, problem);
    } finally {
      this.throwing = false;
    }
  }

  /** An answer of copies. Blobs are read first. */
  async #copy(status: Status, value: unknown): Promise<Uint8Array> {
    const blobs = new Map<Blob, Uint8Array>();
    for (let tries = 1; ; tries += 1) {
      try {
        return this.#copied(new Writer(), status, value, blobs);
      } catch (problem) {
        if (!(problem instanceof BlobsNeeded) || tries > TRIES) {
          return status === Status.Value ? this.#copy(Status.Thrown, problem) : bareAnswer(value, problem);
        }
        await readBlobs(problem.blobs, blobs);
      }
    }
  }

  #copied(out: Writer, status: Status, value: unknown, blobs?: Map<Blob, Uint8Array>): Uint8Array {
    // Names are defined only by what is sent at once.
    this.compose(out, { define: false, copy: true, all: true, blobs }, () => {
      out.byte(status);
      this.write(out, value);
    });
    return out.done();
  }

  protected override replace(value: object): unknown {
    return this.#transform(value);
  }

  protected callbackNumber(callback: object): number | undefined {
    return this.#numbers.get(callback);
  }

  /** A function that calls one of the worker's. */
  protected callback(number: number): AnyFunction {
    const known = this.#callbacks.get(number);
    if (known) known.seen += 1;
    const existing = known?.made.deref();
    if (existing) return existing;
    const made = calling(number, this.#reached);
    this.#callbacks.set(number, { made: new WeakRef(made), seen: (known?.seen ?? 0) + (known ? 0 : 1) });
    this.#numbers.set(made, number);
    this.#dropped.register(made, number);
    return made;
  }

  #drop(number: number): void {
    const callback = this.#callbacks.get(number);
    if (!callback || callback.made.deref() || this.#closed) return;
    this.#callbacks.delete(number);
    this.#port.postMessage([Message.Drop, number, callback.seen]);
  }

  /** Calls a function of the worker that the page has. */
  callBack(callback: number, self: unknown, args: unknown[]): Promise<unknown> {
    const [event] = args;
    if (event instanceof Event) this.#operations.invoke(event);
    let pending: Pending | undefined;
    const promise = new Promise((resolve, reject) => {
      const out = new Writer();
      let shapes: Set<number>;
      this.dispatching = true;
      try {
        // The worker may read answers before it: what it defines counts once it is answered.
        shapes = this.composeShapes(out, { define: false, copy: false }, () => {
          this.write(out, self);
          out.number(args.length);
          for (const arg of args) this.write(out, arg);
        });
      } finally {
        this.dispatching = false;
      }
      const number = ++this.#last;
      pending = { name: "", shapes, resolve, reject };
      this.#pending.set(number, pending);
      const bytes = out.bytes.slice(0, out.at);
      this.#port.postMessage([Message.Call, number, callback, bytes], [bytes.buffer]);
    });
    if (pending) pending.promise = promise;
    return promise;
  }
}

/** Answers a worker that does not wait, but whose Python may be suspended meanwhile. */
const byMessages = (port: MessagePort, handle: Handle): Answerer => ({
  hear(kind: Message, number, bytes) {
    if (kind === Message.Request) handle(bytes as Uint8Array, number);
  },
  claim: () => true,
  room: (size) => new Uint8Array(size),
  answer(number, bytes) {
    port.postMessage([Message.Result, number, bytes.slice()]);
    return true;
  },
  interrupt: () => false,
  close() {},
});

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function";

/** An error that a function of the page gives is thrown where it was called from. */
function noError<T>(value: T): T {
  if (value instanceof Error) throw value;
  return value;
}

interface Reached {
  end: PageEnd | undefined;
}

/** A function that calls one of the worker's, and does nothing once that has ended. */
function calling(number: number, reached: Reached): AnyFunction {
  return function (this: unknown, ...args: unknown[]): Promise<unknown> {
    return reached.end?.callBack(number, this, args) ?? Promise.resolve();
  };
}

async function readBlobs(blobs: Blob[], read: Map<Blob, Uint8Array>): Promise<Map<Blob, Uint8Array>> {
  await Promise.all(blobs.map(async (blob) => read.set(blob, new Uint8Array(await blob.arrayBuffer()))));
  return read;
}
