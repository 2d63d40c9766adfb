/** Workers that JavaScript and Python start: `PyWorker`, `MPWorker`, `pyscript.PyWorker`. */

import { orderWorker } from "../../build/pyxide_core.js";
import type { Attached } from "./protocol.js";
import { createWorker, type Order, type XWorker } from "./xworker.js";

/** What can be said about a worker. */
export interface WorkerOptions {
  /** The configuration, or its URL. */
  config?: object | string;
  /** Where relative URLs of a configuration that is no file start. */
  configURL?: string;
  /** Whether the code may `await` outside of functions. */
  async?: boolean;
  /** The interpreter's version, or its address. */
  version?: string;
  /** From Python: `pyodide` or `micropython`. */
  type?: string;
  /** The service worker by which it reaches a page that is not isolated. */
  serviceWorker?: string | null;
  service_worker?: string | null;
}

let begun: () => void = () => {};
const core = new Promise<void>((resolve) => {
  begun = resolve;
});

/** The core has started: workers can be ordered. */
export const takeOrders = (): void => begun();

/** Who starts a worker. */
export interface Starting {
  /** The name of a type of script: the worker is like its tags. */
  name: string;
  /** Instead of the page's hooks. */
  hooks?: unknown;
  /** The interpreter whose Python asks for it. */
  first?: unknown;
  /** What a plugin wants to have in it. */
  attached?: Attached;
  /** Told that it was terminated. */
  ended?: () => void;
}

const TYPES: Record<string, string> = { pyodide: "py", micropython: "mpy", py: "py", mpy: "mpy" };

/** Starts a worker that runs the code at a URL, or nothing yet. */
export function startWorker(
  { name, hooks, first, attached, ended }: Starting,
  file: string | undefined,
  options: WorkerOptions,
): XWorker {
  const type = TYPES[options.type ?? name];
  if (!type) {
    throw new TypeError(`A worker needs type="pyodide" or type="micropython", not ${JSON.stringify(options.type)}`);
  }
  const { config = "", configURL, version } = options;
  const text = typeof config === "string" ? config : JSON.stringify(config);
  const base = configURL && new URL(configURL, location.href).href;
  const order = orderWorker(name, type, file, text, base, version) as Order | undefined;
  if (!order) throw new Error("Python cannot start on this page");
  const service = options.serviceWorker ?? options.service_worker;
  return createWorker({ ...order, hooks, attached, ended, service }, !!options.async, undefined, first);
}

const starter = (name: string) =>
  function (file: string, options: WorkerOptions = {}): Promise<XWorker> {
    return core.then(() => startWorker({ name }, file, { ...options, type: name }).ready);
  };

/** Starts a worker on Pyodide; fulfils with it when its code has run. */
export const PyWorker = starter("py");

/** Starts a worker on MicroPython; fulfils with it when its code has run. */
export const MPWorker = starter("mpy");

/** `pyscript.PyWorker` of an interpreter: gives the worker at once. */
export function workerOfPython(first: unknown, file: string, options: WorkerOptions): XWorker {
  const { type = "" } = options;
  // Without a type that is known, `startWorker` says so.
  return startWorker({ name: TYPES[type] ?? "", first }, file, { ...options, type });
}
