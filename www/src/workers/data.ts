/** Python's containers as JavaScript data, which can be copied to another thread. */

/** What is used of an interpreter's API; Pyodide's values convert themselves. */
export interface Interpreter {
  PyProxy?: { toJs(value: unknown): unknown };
}

interface Convertible {
  toJs(options: { dict_converter: typeof Object.fromEntries }): unknown;
}

/** Lists, tuples, sets, bytes and dictionaries deeply converted; anything else as it is. */
export function toData(value: unknown, interpreter: Interpreter | undefined): unknown {
  if (interpreter?.PyProxy) return interpreter.PyProxy.toJs(value);
  const isProxy = typeof value === "object" && value !== null && "toJs" in value;
  return isProxy ? (value as Convertible).toJs({ dict_converter: Object.fromEntries }) : value;
}
