/** What of Python's values crosses to another thread. */

/** What is used of an interpreter's API. */
export interface Interpreter {
  globals?: { get(name: string): unknown };
  /** MicroPython's; Pyodide's values convert themselves. */
  PyProxy?: { toJs(value: unknown): unknown };
  setInterruptBuffer?(buffer: Int32Array): void;
  checkInterrupt?(): void;
}

/** A value of Pyodide's. */
interface Proxy {
  toJs(options: { dict_converter: typeof Object.fromEntries }): unknown;
  copy(): unknown;
}

const kept = new WeakMap<object, unknown>();

/**
 * Containers as data, deeply converted; functions so that they can be called later. Anything else as
 * it is.
 */
export function crossing(value: unknown, interpreter: Interpreter): unknown {
  if (interpreter.PyProxy) return interpreter.PyProxy.toJs(value);
  const proxy = value as Proxy | null;
  if (typeof proxy?.toJs !== "function" || typeof proxy.copy !== "function") return value;
  if (typeof value !== "function") return proxy.toJs({ dict_converter: Object.fromEntries });
  // Pyodide ends what it lent for the time of a call. The same function stays the same.
  let copy = kept.get(value);
  if (!copy) {
    copy = proxy.copy();
    kept.set(value, copy);
  }
  return copy;
}
