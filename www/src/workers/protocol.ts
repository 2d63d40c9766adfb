/** What a page and its workers tell each other. */

import type { Greeting } from "../bridge/main.js";
import type { Table } from "../table.js";
import type { Wrap } from "../wrap.js";

/** A property of the page's global object: the tags of workers by their numbers. */
export const FOR_WORKERS = Symbol.for("pyxide.workers");

/** The page's function that gives the id of a worker's output. */
export const TARGET = "\0target";

/** The worker's function that calls any of its Python by name. */
export const CALL = "\0call";

/** The events of a worker's boot that its page dispatches as well. */
export const PROGRESS = ["py:progress", "mpy:progress"];

/** The answer to a request that the page made for a worker. */
export type Answer =
  | { url: string; status: number; statusText: string; body: Blob | ArrayBuffer | null }
  | { url: string; failure: string };

/** A configuration as it was written. */
export interface WrittenConfig {
  text: string;
  /** What messages call it. */
  name: string;
  format: "toml" | "json";
  /** Whether it has an address of its own. */
  isFile: boolean;
  /** Where its relative URLs start. */
  base: string;
}

/** What the core tells about a worker to be: everything that it will need. */
export interface Recipe {
  type: string;
  /** What `type` of the tag says, and whether there is the package `pyscript`; the page adds them. */
  name?: string;
  packaged?: boolean;
  /** The page's address. */
  page: string;
  config: WrittenConfig | undefined;
  /** Replaces the configured interpreter. */
  version: string | undefined;
  /** Whether it needs the second half of the core, which the page then puts in its place. */
  more: boolean | WebAssembly.Module;
  /** JavaScript modules that will be imported. */
  modules: string[];
  /** The interpreter's WebAssembly. */
  wasm: string;
  /** What the interpreter and its boot will request: of the bundle, and of the page. */
  constant: string[];
  changing: string[];
  /** The page's own JavaScript modules, imported there when Python asks for them: name, URL, whether a style sheet. */
  ofPage: [name: string, url: string, isStyle: boolean][];
}

/** Whether nothing but the package goes into its interpreter, which is MicroPython. */
export const isPlain = ({ type, config, more }: Recipe): boolean => type === "mpy" && !config?.text && !more;

/** The code of a worker and how it is run. */
export interface Code {
  text: string;
  /** What tracebacks call it. */
  file: string;
  /** What runs around it. */
  hooks: WorkerHooks;
}

/** A plugin's part of a worker: a module, and what connects it with its other part on the page. */
export interface Attached {
  /** URL of a module that exports [`Attach`]. */
  module: string;
  port: MessagePort;
}

/**
 * Called once the worker's interpreter runs, before any code. The first number of `interrupt` is not 0
 * while an interrupt waits for being noticed.
 */
export type Attach = (wrap: Wrap, port: MessagePort, interrupt: Int32Array | undefined) => void;

/** What the worker's script gets by the first message. */
export interface Begin {
  port: MessagePort;
  core: WebAssembly.Module;
  bridge: Greeting;
  /** Where the files of the bundle are. */
  files: Table | undefined;
  /** The number of its tag, if it has one. */
  tag: number | undefined;
  /** What a plugin has in the worker. */
  attached: Attached | undefined;
}

/** Hooks as text: of functions, which are made anew in the worker, and of Python. */
export type WorkerHooks = Record<string, string[]>;
