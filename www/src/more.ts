/**
 * The second half of the core. It is compiled while the first half loads, where the page shows that
 * it will be needed.
 */

import { quiet, response } from "./downloads.js";
import { file } from "./files.js";
import { compile } from "./instantiation.js";

let first: WebAssembly.Exports = {};
let module: Promise<WebAssembly.Module> | undefined;
let more: Promise<unknown> | undefined;

/** Says what the second half is to be connected with. */
export const connectTo = (exports: object): void => {
  first = exports as WebAssembly.Exports;
};

/** Starts the download, once. */
export const compileMore = (): Promise<WebAssembly.Module> =>
  (module ??= quiet(compile(response(file("core-more.wasm")))));

/** It was compiled elsewhere. */
export const provideMore = (compiled: WebAssembly.Module): void => {
  module = Promise.resolve(compiled);
};

/** Fulfils when the second half can be called. */
export const loadMore = (): Promise<unknown> => (more ??= connect());

async function connect(): Promise<void> {
  try {
    await WebAssembly.instantiate(await compileMore(), { "": first });
  } catch (error) {
    throw new Error(`${file("core-more.wasm")}: ${String(error)}`, { cause: error });
  }
}
