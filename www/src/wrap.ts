/** What hooks and `whenDefined` are given of an interpreter. */

import type { IO } from "./stdio.js";

/** An interpreter, as JavaScript uses it. */
export interface Wrap {
  type: string;
  /** A copy of its own. */
  config: unknown;
  interpreter: unknown;
  io: IO;
  /** The options are Pyodide's: `globals`, `locals`, `filename`. */
  run: (code: string, options?: object) => unknown;
  runAsync: (code: string, options?: object) => Promise<unknown>;
  runEvent: (path: string, event: unknown) => Promise<unknown>;
  XWorker: () => never;
}

type Call = (what: 0 | 1 | 2, text: string, extra?: unknown) => unknown;

export const makeWrap = (
  type: string,
  config: unknown,
  interpreter: unknown,
  io: IO,
  call: Call,
): Wrap => ({
  type,
  config,
  interpreter,
  io,
  run: (code, options) => call(0, code, options),
  runAsync: (code, options) => call(1, code, options) as Promise<unknown>,
  runEvent: (path, event) => call(2, path, event) as Promise<unknown>,
  XWorker: noWorkers,
});

export function noWorkers(): never {
  throw new Error("(PY1006): Workers are not available yet");
}

const nothing = (): void => {};
export const nobody = (): (() => void) => nothing;
