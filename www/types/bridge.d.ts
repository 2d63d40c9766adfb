/**
 * Functions of a Python file, imported from JavaScript.
 *
 * ```js
 * // calc.js, beside calc.py
 * import bridge from "pyxide/bridge";
 * export const { add } = bridge(import.meta.url, { type: "mpy", worker: false });
 *
 * // anywhere
 * import { add } from "./calc.js";
 * await add(1, 2);
 * ```
 */

export interface BridgeOptions {
  /** The interpreter; `py` (Pyodide) by default. */
  type?: "py" | "mpy";
  /** Whether the file runs in a worker, the default, or with the scripts of the page. */
  worker?: boolean;
  /**
   * A configuration, or the absolute URL of one in JSON; there is a worker then. Its `files` are
   * relative to the Python file, or to that URL.
   */
  config?: object | string | null;
  /** Attributes of the script's tag. */
  env?: string;
  serviceWorker?: string;
}

/** Python functions by name. What they raise rejects, with the traceback as the message. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type PythonFunctions = Record<string, (...args: any[]) => Promise<any>>;

/**
 * The functions of the Python file with the same address but for its ending: of `calc.js` those of
 * `calc.py`. Nothing is loaded before the first call; several calls for one file give one object.
 */
export default function bridge(url: string, options?: BridgeOptions): PythonFunctions;
