/** Workers that JavaScript and Python start: `PyWorker`, `MPWorker`, `pyscript.PyWorker`. */

import { orderWorker } from "../../build/pyxide_core.js";
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
}

let begun: () => void = () => {};
const core = new Promise<void>((resolve) => {
  begun = resolve;
});

/** The core has started: workers can be ordered. */
export const takeOrders = (): void => begun();

function start(type: string, file: string, options: WorkerOptions): XWorker {
  const { config = "", configURL, version } = options;
  const text = typeof config === "string" ? config : JSON.stringify(config);
  const base = configURL && new URL(configURL, location.href).href;
  const order = orderWorker(type, file, text, base, version) as Order | undefined;
  if (!order) throw new Error("Python cannot start on this page");
  return createWorker(order, !!options.async);
}

const starter = (type: string) =>
  function (file: string, options: WorkerOptions = {}): Promise<XWorker> {
    return core.then(() => start(type, file, options).ready);
  };

/** Starts a worker on Pyodide; fulfils with it when its code has run. */
export const PyWorker = starter("py");

/** Starts a worker on MicroPython; fulfils with it when its code has run. */
export const MPWorker = starter("mpy");

const TYPES: Record<string, string> = { pyodide: "py", micropython: "mpy", py: "py", mpy: "mpy" };

/** `pyscript.PyWorker`: gives the worker at once. */
export function workerOfPython(file: string, options: WorkerOptions): XWorker {
  const type = TYPES[options.type ?? ""];
  if (!type) {
    throw new TypeError(`PyWorker needs type="pyodide" or type="micropython", not ${JSON.stringify(options.type)}`);
  }
  return start(type, file, options);
}
