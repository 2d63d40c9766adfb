/** What Python in a worker, and the core around it, know of the page. */

import type { Switching } from "../bridge/switching.js";
import type { WorkerEnd } from "../bridge/worker.js";
import { arriving } from "./arriving.js";
import { crossing, type Interpreter } from "./data.js";
import type { Channel } from "./channel.js";
import { importModule } from "../downloads.js";
import { file } from "../files.js";
import type { Wrap } from "../wrap.js";
import { whenLoaded, type MicroPython } from "../micropython.js";
import { makeImage, useImage, type Image } from "./image.js";
import { addModules } from "./modules-of-page.js";
import { CALL, FOR_WORKERS, isPlain, TARGET, type Attach, type Attached, type Begin, type Code, type Recipe } from "./protocol.js";
import { revived } from "./revived.js";
import type { Sync } from "./sync.js";

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

/** `pyscript._exports`. */
interface Exports {
  offer(): void;
}

/** The globals. */
interface Main {
  __export__?: unknown;
  [name: string]: unknown;
}

export class Inside {
  readonly xworker: XWorkerInside;
  /** Where the page's relative URLs start. */
  base = "";
  /** The page's own JavaScript modules. */
  modules: Recipe["ofPage"] = [];
  /** What another worker's interpreter was when it had started. */
  image: Image | undefined;
  /** Whether it makes one. */
  #makesImage = false;
  readonly #channel: Channel;
  readonly #end: WorkerEnd;
  readonly #code: Promise<Code>;
  readonly #tag: number | undefined;
  readonly #attached: Attached | undefined;
  #interpreter: Interpreter | undefined;
  /** How Python that can be suspended uses the page, or why it cannot. */
  #switching: Switching | string | undefined;
  /** Where `display` writes to, once the page has told. */
  #target: string | undefined;

  constructor(channel: Channel, end: WorkerEnd, code: Promise<Code>, { tag, attached }: Pick<Begin, "tag" | "attached">) {
    this.#channel = channel;
    this.#end = end;
    this.#code = code;
    this.#tag = tag;
    this.#attached = attached;
    this.xworker = Object.defineProperties(
      {
        sync: end.sync,
        get window() {
          return end.page;
        },
        polyfill: end.canBlock,
        isWindowProxy: (value: unknown) => end.isWindowProxy(value),
        postMessage: (data: unknown, transfer: Transferable[] = []) => postMessage(data, { transfer }),
      },
      Object.fromEntries(["message", "error", "messageerror"].map((type) => [`on${type}`, handler(type)])),
    ) as unknown as XWorkerInside;
  }

  /** What Python finds in `polyscript`, besides what is there. */
  polyscript(module: { js_modules?: object }): object {
    addModules(module.js_modules ?? {}, this.#end, this.modules);
    const currentScript = (): unknown => {
      if (this.#tag === undefined || !this.#end.page) return null;
      const tags = (this.#end.page as Record<symbol, Map<number, Element>>)[FOR_WORKERS];
      return tags?.get(this.#tag) ?? null;
    };
    return {
      xworker: this.xworker,
      ffi: this.#end.ffi,
      get currentScript() {
        return currentScript();
      },
    };
  }

  /** What Python finds in `_pyscript`. */
  get pyscript(): object {
    const end = this.#end;
    const target = (): string | undefined => this.#target;
    return {
      base: this.base,
      why: typeof this.#switching === "object" ? "" : (this.#switching ?? UNSHARED),
      switching: this.#switching,
      get target() {
        return target() ?? (end.canBlock ? end.sync[TARGET]?.() : "");
      },
      js_import: end.canBlock
        ? (...urls: string[]) => Promise.all(urls.map((url) => end.import(url)))
        : null,
    };
  }

  /** Python that can be suspended may use a page that nobody can wait for, if its configuration says so. */
  async prepare(recipe: Recipe, isAsync: boolean): Promise<void> {
    const { type, config } = recipe;
    await this.#end.opened;
    // Who cannot wait for the page says so when the package is imported.
    if (recipe.packaged && this.#end.canBlock && isPlain(recipe)) {
      const { image } = this;
      if (image) whenLoaded((api) => useImage(api, image));
      else this.#makesImage = true;
    }
    if (this.#end.canBlock || !config?.text.includes("stack_switching")) return;
    if (type !== "py" || !isAsync || !("Suspending" in WebAssembly)) {
      this.#switching = UNSUSPENDED;
      return;
    }
    const { switchStacks } = (await importModule(file("bridge-modes.js"))) as typeof import("../bridge/modes.js");
    this.#switching = await switchStacks(this.#end);
    this.#target = (await this.#end.sync[TARGET]?.()) as string;
  }

  /** Says whose values go to the page. */
  knows(interpreter: Interpreter): void {
    this.#interpreter = interpreter;
    this.xworker.sync[CALL] = (name, ...args) => {
      const found = crossing(interpreter.globals?.get(name as string), interpreter);
      if (typeof found !== "function") throw new TypeError(`there is no function ${String(name)}`);
      return (found as Sync[string])(...args);
    };
    const { interruptBuffer } = this.#end;
    if (interruptBuffer) interpreter.setInterruptBuffer?.(interruptBuffer);
    const options = {
      transform: (value: unknown) => crossing(value, interpreter),
      arrive: (value: unknown) => arriving(value, !!interpreter.PyProxy),
      interrupted: () => interpreter.checkInterrupt?.(),
    };
    this.#end.options = typeof this.#switching === "object" ? this.#switching.options(options) : options;
  }

  /** Offers what Python exports, once its code has run. */
  offer(main: Main, packaged: boolean): void {
    const { sync } = this.xworker;
    // What a module does not have, MicroPython throws for.
    if (!("__export__" in main)) {
      if (packaged) sync[NAMED] = (name) => notOffered(name as string);
      return;
    }
    if (packaged) {
      const exports = this.#interpreter?.pyimport?.("pyscript._exports") as unknown as Exports;
      exports.offer();
      return;
    }
    for (const name of main.__export__ as Iterable<string>) {
      const value = name in main ? main[name] : undefined;
      if (value === undefined) throw new Error(`NameError: name '${name}' in __export__ is not defined`);
      sync[name] = crossing(value, this.#interpreter ?? {}) as Sync[string];
    }
  }

  /** The code, once it is here, with its hooks as functions and texts by name. */
  async code(): Promise<Omit<Code, "hooks"> & { hooks: object }> {
    const code = await this.#code;
    const hooks = revived(code.hooks);
    if (this.#attached) {
      const { module, port } = this.#attached;
      const { attach } = (await importModule(module)) as { attach: Attach };
      (hooks["onReady"] ??= []).push((wrap: Wrap) => attach(wrap, port, this.#end.interruptBuffer));
    }
    return { ...code, hooks };
  }

  /** Dispatches an event on the worker's tag; fulfils when its listeners have ended. */
  async event(name: string): Promise<void> {
    const heard = this.#channel.call("event", name, { worker: true }, true);
    if (this.#makesImage) {
      this.#makesImage = false;
      const image = await makeImage(this.#interpreter as unknown as MicroPython);
      if (image) this.#channel.tell("image", image);
    }
    const target = await heard;
    if (typeof target === "string") this.#target = target;
  }
}

/** Calls a function with keyword arguments. */
const NAMED = "pyxide.named";

/** What `pyscript._exports` says, which takes time to load. */
function notOffered(name: string): never {
  throw new TypeError(`'${name}' is not in __export__`);
}

const UNABLE = "Unable to use `window` or `document` in worker. ";
const UNSHARED = `${UNABLE}This requires SharedArrayBuffer support. See: https://docs.pyscript.net/latest/faq/#sharedarraybuffer`;
const UNSUSPENDED =
  `${UNABLE}\`stack_switching\` needs Pyodide, code that runs async, ` +
  "and a browser that can suspend WebAssembly (JSPI)";

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
