/** The layer below `py` and `mpy`: what other libraries find at `Symbol.for("polyscript")`. */

import { defineType, environment } from "../build/pyxide_core.js";
import { enableControls } from "./inline-events.js";
import { interpreters } from "./interpreters.js";
import { whenDefined } from "./lifecycle.js";
import { TYPES } from "./script-types.js";
import { startWorker, type WorkerOptions } from "./workers/api.js";

/** What `define` takes. */
export interface Options {
  interpreter: string;
  config?: unknown;
  configURL?: string;
  /** A module that reads a configuration in TOML. */
  parser?: string;
  version?: string;
  env?: string;
  /** Of plugins: scripts have the package `pyscript`. */
  packaged?: boolean;
  onerror?: (error: Error, element: Element) => void;
  hooks?: { main?: Record<string, unknown>; worker?: Record<string, unknown> };
}

/** Runs before an element that matches the selector is handled. */
export const customObserver = new Map<string, (element: Element) => unknown>();

export function observers(element: Element): Promise<boolean> | undefined {
  const found = [...customObserver].filter(([selector]) => element.matches(selector));
  return found.length > 0 ? observe(element, found) : undefined;
}

/** Gives whether one of them refuses the tag: by giving their map. */
async function observe(element: Element, found: [string, (element: Element) => unknown][]): Promise<boolean> {
  for (const [, seen] of found) if ((await seen(element)) === customObserver) return true;
  return false;
}

let coreIsThere: () => void = () => {};
const core = new Promise<void>((resolve) => {
  coreIsThere = resolve;
});
export { coreIsThere };

export function interpreterStarted(key: string, interpreter: unknown): void {
  interpreters.set(key, interpreter);
  enableControls();
}

const definitions = new Map<string, Options>();
const engines = [...TYPES.values()];
const names = new Set([...TYPES.keys(), ...engines]);
let anonymous = 0;

/** Whether scripts may be of this type. */
export const isType = (name: string): boolean => names.has(name);

/** Registers a type of script whose hooks decide what happens to its tags. */
function define(type: string | null | undefined, options: Options): void {
  if (type && names.has(type)) throw new Error(`<script type="${type}"> already registered`);
  if (!engines.includes((options as Options | undefined)?.interpreter ?? "")) throw new Error("Unspecified interpreter");
  const name = type ?? `anonymous-${anonymous++}`;
  names.add(name);
  definitions.set(name, options);
  if (type) {
    void core.then(() => defineType(name, options));
    return;
  }
  // An interpreter without a tag: one of our own stands in for it.
  const script = document.createElement("script");
  script.type = name;
  const { onReady, ...rest } = options.hooks?.main ?? {};
  const main = {
    ...rest,
    onReady(wrap: unknown) {
      script.remove();
      names.delete(name);
      return (onReady as ((wrap: unknown) => unknown) | undefined)?.(wrap);
    },
  };
  void core.then(() => {
    defineType(name, { ...options, hooks: { ...options.hooks, main } });
    document.head.append(script);
  });
}

const env = new Proxy(Object.create(null) as Record<string, Promise<unknown>>, {
  get: (_, name) =>
    typeof name === "string" ? core.then(() => environment(name)) : undefined,
});

/** Hooks for a worker, with the interpreter that starts it. */
class Hook {
  constructor(
    readonly interpreter: unknown,
    readonly hooks: Options["hooks"] = {},
  ) {}
  get onWorker(): unknown {
    return this.hooks?.main?.["onWorker"];
  }
}

/** Starts a worker that runs the code at a URL, without the package `pyscript`. */
function XWorker(this: unknown, url: string, options: WorkerOptions = {}): unknown {
  const hook = this instanceof Hook ? this : undefined;
  const engine = options.type ?? "pyodide";
  return startWorker({ name: engine, hooks: hook?.hooks ?? {}, first: hook?.interpreter }, url, options);
}

/** How workers of a type are started: by its name, or that of its environment. */
export const workersOf =
  (type: string, engine: string, first: unknown) =>
  (url: string, options: WorkerOptions = {}): unknown => {
    const hooks = TYPES.has(type) ? undefined : (definitions.get(type)?.hooks ?? {});
    const name = names.has(type) ? type : engine;
    return startWorker({ name, hooks, first }, url, { ...options, type: engine });
  };

const INVALID_WORKER = "Invalid worker attribute";

/** The live exports, for every copy of a library that looks for them. */
export const kernel = {
  define,
  whenDefined,
  env,
  customObserver,
  Hook,
  XWorker,
  interpreters,
  INVALID_CONTENT: "Invalid content",
  INVALID_SRC_ATTR: INVALID_WORKER,
  INVALID_WORKER_ATTR: INVALID_WORKER,
};

/** `script.target` of a kernel tag: found or made when it is first read. */
export function defineTarget(script: HTMLScriptElement): void {
  let target: Element | null = null;
  const find = (name: string): Element | null => {
    const root = script.getRootNode() as Document | ShadowRoot;
    return root.getElementById(name) ?? root.querySelector(name);
  };
  const place = (element: Element): Element => {
    if (script.closest("head")) document.body.append(element);
    else script.after(element);
    return element;
  };
  companions.set(script, () => {
    if (target && !script.hasAttribute("target")) place(target);
  });
  Object.defineProperty(script, "target", {
    configurable: true,
    get: () =>
      (target ??= script.hasAttribute("target")
        ? find(script.getAttribute("target") ?? "")
        : place(document.createElement(`${script.type}-script`))),
    set(value: string | Element) {
      target = typeof value === "string" ? find(value) : place(value);
    },
  });
}

const companions = new WeakMap<Element, () => void>();

/** A tag that was moved takes the element with it that was made for it. */
export const moved = (element: Element): void => companions.get(element)?.();
