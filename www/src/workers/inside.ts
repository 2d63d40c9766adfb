/** What Python in a worker, and the core around it, know of the page. */

import { toData, type Interpreter } from "./data.js";
import type { Channel } from "./channel.js";
import { exposeTo, syncOf, type Sync } from "./sync.js";
import type { Code } from "./protocol.js";

type Handler = ((event: Event) => unknown) | null | undefined;

/** `polyscript.xworker`. */
export interface XWorkerInside {
  readonly sync: Sync;
  /** The page's global object, if it can be reached. */
  readonly window: object | null;
  /** Whether a call of the page gives its result at once. */
  readonly polyfill: boolean;
  isWindowProxy(value: unknown): boolean;
  postMessage(data: unknown, transfer?: Transferable[]): void;
  onmessage: Handler;
  onerror: Handler;
  onmessageerror: Handler;
}

export class Inside {
  readonly xworker: XWorkerInside;
  readonly #channel: Channel;
  readonly #code: Promise<Code>;
  readonly #exposed: Sync = {};
  #interpreter: Interpreter | undefined;

  constructor(channel: Channel, code: Promise<Code>) {
    this.#channel = channel;
    this.#code = code;
    this.xworker = Object.defineProperties(
      {
        sync: syncOf((name, args) => channel.call("sync", name, args.map((it) => this.#plain(it))), this.#exposed),
        window: null,
        polyfill: false,
        isWindowProxy: () => false,
        postMessage: (data: unknown, transfer: Transferable[] = []) => postMessage(data, { transfer }),
      },
      Object.fromEntries(["message", "error", "messageerror"].map((type) => [`on${type}`, handler(type)])),
    ) as unknown as XWorkerInside;
  }

  /** What Python finds in `polyscript`. */
  get polyscript(): object {
    return { xworker: this.xworker, currentScript: null };
  }

  /** What Python finds in `_pyscript`. */
  get pyscript(): object {
    return { target: "", js_import: null };
  }

  /** Says whose values go to the page. */
  knows(interpreter: Interpreter): void {
    this.#interpreter = interpreter;
  }

  /** Offers what Python exports, once its code has run. */
  offer(exports: { offer(): void }): void {
    exports.offer();
  }

  /** The code, once it is here. */
  code(): Promise<Code> {
    return this.#code;
  }

  /** Dispatches an event on the worker's tag; fulfils when its listeners have ended. */
  event(name: string): Promise<unknown> {
    return this.#channel.call("event", name, { worker: true }, true);
  }

  /** Calls what Python has assigned to `sync`. */
  async called(name: string, args: unknown[]): Promise<unknown> {
    return this.#plain(await exposeTo(this.#exposed, name, args));
  }

  #plain(value: unknown): unknown {
    return toData(value, this.#interpreter);
  }
}

/** A property that hears of events; what comes before it is first set is kept for it. */
function handler(type: string): PropertyDescriptor {
  let current: Handler;
  const early: Event[] = [];
  addEventListener(type, (event) => {
    if (current) current(event);
    else if (type === "message") early.push(event);
  });
  return {
    enumerable: true,
    get: () => current,
    set: (value: Handler) => {
      current = value;
      // As a port does it that is being started: later.
      queueMicrotask(() => {
        for (const event of early.splice(0)) current?.(event);
      });
    },
  };
}
