/** The script that a page includes. */

// First: modules ask for addresses when they are evaluated.
import "./table.js";

import init, { start } from "../build/pyxide_core.js";
import { hasConfiguration, startDownloads } from "./downloads.js";
import { file } from "./files.js";
import { hooks as hooksHere, inputFailure } from "./hooks.js";
import { compile } from "./instantiation.js";
import { coreIsThere, isType, kernel, workersOf } from "./kernel.js";
import { settleHooks, watchAllDone, whenDefined as whenDefinedHere } from "./lifecycle.js";
import { setMembers } from "./modules.js";
import { compileMore, connectTo } from "./more.js";
import { watchDocument } from "./observe.js";
import { codemirror as codemirrorHere, donkey as donkeyHere, startPlugins } from "./plugins.js";
import { tell, watchUncaughtErrors } from "./problems.js";
import { TYPES } from "./script-types.js";
import { stdlib } from "./stdlib.js";
import {
  MPWorker as MPWorkerHere,
  PyWorker as PyWorkerHere,
  takeOrders,
  workerOfPython,
} from "./workers/api.js";
import { workerFor, workers } from "./workers/names.js";
import { shareCore } from "./workers/xworker.js";
import { offerWorkers } from "./wrap.js";

/** The parsed main configurations; `undefined` where a type has none. */
export interface Configs {
  py: Record<string, unknown> | undefined;
  mpy: Record<string, unknown> | undefined;
}

interface Live {
  hooks: typeof hooksHere;
  config: Configs;
  whenDefined: (type: string) => Promise<unknown>;
  PyWorker: typeof PyWorkerHere;
  MPWorker: typeof MPWorkerHere;
  codemirror: typeof codemirrorHere;
  donkey: typeof donkeyHere;
}

/** What `boot` gives to a second copy, beside what everybody sees. */
const BOOTED = Symbol.for("pyxide.booted");

const KEY = Symbol.for("@pyscript/core");
const page = globalThis as unknown as Record<symbol, Live | undefined>;

async function boot(): Promise<Configs> {
  try {
    const core = compile(startDownloads());
    shareCore(core);
    if (hasConfiguration()) void compileMore();
    connectTo(await init({ module_or_path: core }));
    const started = start() as Promise<Configs>;
    coreIsThere();
    const configs = await started;
    takeOrders();
    return configs;
  } catch (error) {
    const title = `Python cannot start on this page: ${file("core.wasm")} could not be loaded.`;
    const detail = String(error);
    const help =
      "copy the whole folder of core.js to the server, and serve .wasm as application/wasm";
    const code = "PY3006";
    const nowhere = { file: null, line: null, column: null, source: null };
    const problem = { code, severity: "error", title, detail, ...nowhere, help } as const;
    tell("py", problem, `(${code}): ${title}\n${detail}\nhelp: ${help}`, true);
    return { py: undefined, mpy: undefined };
  }
}

/** An address that is no secure context, and the same machine by the name that is one. */
function leaveUnspecifiedAddress(): void {
  if (!("randomUUID" in crypto) && location.href.startsWith("http://0.0.0.0")) {
    location.href = location.href.replace("0.0.0.0", "localhost");
  }
}

const noPage = (): Promise<never> => Promise.reject(new Error("a worker of Python needs a page"));

const exported = (): Live => ({
  hooks: hooksHere,
  config: { py: undefined, mpy: undefined },
  whenDefined: whenDefinedHere,
  PyWorker: PyWorkerHere,
  MPWorker: MPWorkerHere,
  codemirror: codemirrorHere,
  donkey: donkeyHere,
});

/** The first copy on the page. */
function first(): Live {
  const live = exported();
  Object.defineProperty(page, KEY, { value: live });
  Object.defineProperty(page, Symbol.for("polyscript"), { value: kernel });
  leaveUnspecifiedAddress();
  setMembers({
    polyscript: ({ key, engine, api }) => ({ workers, XWorker: workersOf(key, engine, api) }),
    _pyscript: ({ engine, api }) => ({
      PyWorker: workerOfPython.bind(undefined, api),
      worker: workerFor(engine),
      is_type: isType,
    }),
  });
  offerWorkers(workersOf);
  watchDocument();
  watchAllDone();
  watchUncaughtErrors();
  return live;
}

// A page may include the script twice, from two places: the second is another name of the first.
const existing = page[KEY];
// A server imports it as well, where there is nothing to do.
const hasPage = "document" in globalThis;
const live = existing ?? (hasPage ? first() : { ...exported(), PyWorker: noPage, MPWorker: noPage, donkey: noPage });
if (existing) {
  await (existing as unknown as Record<symbol, unknown>)[BOOTED];
} else if (hasPage) {
  const booted = boot();
  Object.defineProperty(live, BOOTED, { value: booted });
  void startPlugins(booted);
  Object.assign(live.config, await booted);
  settleHooks();
}

export const { hooks, config, whenDefined, MPWorker, PyWorker, codemirror, donkey } = live;
export { TYPES, inputFailure, stdlib };

/** The part of `stdlib` that MicroPython does without: nothing. */
export const optional = "";

/** An absolute URL, from one relative to the page or to `base`. */
export const relative_url = (url: string, base: string = location.href): string =>
  new URL(url, base).href;

/** The absolute address of a configuration's `interpreter`; `undefined` without one. */
export const offline_interpreter = (config?: { interpreter?: string }): string | undefined =>
  config?.interpreter && relative_url(config.interpreter);
