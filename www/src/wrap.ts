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
  /** A text instead of options is the name of the code's file. */
  runAsync: (code: string, options?: object | string) => Promise<unknown>;
  runEvent: (path: string, event: unknown) => Promise<unknown>;
  /** Starts a worker with the hooks of this type; not in workers. */
  XWorker?: Starter;
}

/** Starts a worker that runs the code at a URL; gives it at once. */
export type Starter = (url: string, options?: object) => unknown;

type Starters = (type: string, engine: string, first: unknown) => Starter;

let starters: Starters | undefined;

/** Says how the workers of a type are started, where there can be any. */
export const offerWorkers = (of: Starters): void => {
  starters = of;
};

type Call = (what: 0 | 1 | 2, text: string, extra?: unknown) => unknown;

export const makeWrap = (
  type: string,
  engine: string,
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
  ...(starters && { XWorker: starters(type, engine, interpreter) }),
});

const nothing = (): void => {};
export const nobody = (): (() => void) => nothing;
