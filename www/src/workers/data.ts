/** What of Python's values crosses to another thread. */

import { lend, notCloneable } from "../bridge/codec.js";
import { containersOf } from "./micropython-data.js";

/** What is used of an interpreter's API. */
export interface Interpreter {
  globals?: { get(name: string): unknown };
  /** MicroPython's; Pyodide's values convert themselves. */
  PyProxy?: { new (): object; toJs(value: unknown): unknown };
  _module?: { HEAPU8: Uint8Array };
  pyimport?(name: string): Record<string, unknown>;
  setInterruptBuffer?(buffer: Int32Array): void;
  checkInterrupt?(): void;
}

/** A value of Pyodide's. */
interface Proxy {
  toJs(options: { dict_converter: typeof Object.fromEntries }): unknown;
  copy(): unknown;
  type?: string;
  getBuffer?(): Buffer;
}

/** The memory of a value of Pyodide's. */
interface Buffer {
  data: ArrayBufferView & { subarray(from: number, to: number): ArrayBufferView };
  format: string;
  ndim: number;
  offset: number;
  c_contiguous: boolean;
  shape: number[];
  release(): void;
}

/** The same where several interpreters may be whose value it is. */
export const crossingOf =
  (interpreters: Map<string, unknown>) =>
  (value: unknown): unknown => {
    for (const it of interpreters.values() as Iterable<Interpreter>) {
      if (it.PyProxy && value instanceof it.PyProxy) return crossing(value, it);
    }
    return crossing(value, {});
  };

const kept = new WeakMap<object, unknown>();

/**
 * Containers as data, deeply converted; what is made of bytes as a typed array; functions so that
 * they can be called later. Anything else as it is.
 */
export function crossing(value: unknown, interpreter: Interpreter): unknown {
  if (interpreter.PyProxy) return containersOf(value, interpreter as Required<Interpreter>);
  const proxy = value as Proxy | null;
  if (typeof proxy?.toJs !== "function" || typeof proxy.copy !== "function") return value;
  if (typeof value !== "function") {
    const converted = lentBy(proxy) ?? proxy.toJs({ dict_converter: Object.fromEntries });
    if (typeof (converted as Proxy | null)?.toJs === "function") throw notCloneable(`a Python object of class ${proxy.type ?? "?"}`);
    return converted;
  }
  // Pyodide ends what it lent for the time of a call. The same function stays the same.
  let copy = kept.get(value);
  if (!copy) {
    copy = proxy.copy();
    kept.set(value, copy);
  }
  return copy;
}

/** A row of numbers as Python has it in memory, to be written before Python goes on. */
function lentBy(proxy: Proxy): unknown {
  if (typeof proxy.getBuffer !== "function") return undefined;
  let buffer: Buffer;
  try {
    buffer = proxy.getBuffer();
  } catch {
    // JavaScript has no such numbers; the conversion says it, or turns their bytes round.
    return undefined;
  }
  try {
    const { data, offset, shape, ndim } = buffer;
    // A row of flags is converted to one, several rows to several.
    if (ndim !== 1 || !buffer.c_contiguous || buffer.format === "?") return undefined;
    return lend(data.subarray(offset, offset + (shape[0] ?? 0)));
  } finally {
    buffer.release();
  }
}
