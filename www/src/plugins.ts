/** Built-in plugins. Each is a chunk of its own, which only pages that use it load. */

import { configure } from "../build/pyxide_core.js";
import { showBanner } from "./banner.js";
import type { Configs } from "./core.js";
import { importModule, response } from "./downloads.js";
import { file } from "./files.js";
import { hooks, inputFailure } from "./hooks.js";
import { customObserver, kernel } from "./kernel.js";
import { lookForPlugin } from "./observe.js";
import type { Donkey, DonkeyOptions } from "./plugins/donkey/index.js";
import { showError, tell, tellException } from "./problems.js";
import { TYPES, type ScriptType } from "./script-types.js";
import { startWorker } from "./workers/api.js";
import { preparations, type Preparation } from "./workers/hooks.js";

/** What plugins get of the entry, of whose modules they have no copies. */
const tools = {
  chunk,
  configure,
  define: kernel.define,
  file,
  hooks,
  inputFailure,
  refusal: customObserver,
  response,
  showBanner,
  showError,
  startWorker,
  tell,
  tellException,
};
export type Tools = typeof tools;

/** A part of the bundle that few pages use. */
function chunk<Module>(name: "codemirror" | "deprecations" | "donkey" | "editor" | "game" | "terminal"): Promise<Module> {
  return importModule(file(`plugins/${name}.js`)) as Promise<Module>;
}

type CodeMirror = typeof import("./plugins/codemirror.js");
type Names = "core" | "state" | "python" | "language" | "view" | "commands";

/** The modules of CodeMirror by name, each requested when it is first read. */
export const codemirror = {} as { readonly [Name in Names]: Promise<CodeMirror[Name]> };
for (const name of ["core", "state", "python", "language", "view", "commands"] as const) {
  Object.defineProperty(codemirror, name, {
    enumerable: true,
    get: () => chunk<CodeMirror>("codemirror").then((modules) => modules[name]),
  });
}

/** Starts Python in a worker with a terminal, which takes code from JavaScript. */
export const donkey = async (options?: DonkeyOptions): Promise<Donkey> =>
  (await chunk<typeof import("./plugins/donkey/index.js")>("donkey")).donkey(options);

const EDITORS = 'script[type="py-editor"],script[type="mpy-editor"]';
const GAMES = 'script[type="py-game"]';

/** Lets the page have its plugins, once both configurations are read. */
export async function startPlugins(booted: Promise<Configs>): Promise<void> {
  const editor = () => chunk<typeof import("./plugins/editor/index.js")>("editor");
  const game = () => chunk<typeof import("./plugins/game.js")>("game");
  const has = (selector: string): boolean => !!document.querySelector(selector);
  // Nothing can decline them.
  if (!has("py-config,mpy-config,[config]")) {
    if (has(EDITORS)) {
      void editor();
      void chunk("codemirror");
    }
    if (has(GAMES)) void game();
  }
  const types = [...TYPES.keys()] as ScriptType[];
  const configs = await booted;
  // They are shared by both types, so both have to decline one.
  const isOff = (name: string): boolean =>
    types.every((type) => String(configs[type]?.["plugins"]).includes(`!${name}`));
  if (!isOff("py-terminal")) {
    const plugin = () => chunk<typeof import("./plugins/terminal/index.js")>("terminal");
    const open: Preparation = async (...tag) => (await plugin()).open(tools, ...tag);
    customObserver.set("[terminal]", open);
    preparations.terminal = open;
    if (has("[terminal]")) void plugin();
  }
  if (!isOff("py-editor")) {
    lookForPlugin(EDITORS, (tag) => void editor().then(({ add }) => add(tag, tools)));
  }
  if (!isOff("py-game")) {
    lookForPlugin(GAMES, () => void game().then(({ start }) => start(tools)));
  }
  const isLatest = has('script[src*="/pyscript.net/latest"]');
  if (isLatest && !isOff("deprecations-manager")) {
    (await chunk<typeof import("./plugins/deprecations.js")>("deprecations")).warn(tools);
  }
}
