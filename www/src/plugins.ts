/** Built-in plugins. Each is a chunk of its own, which only pages that use it load. */

import { showBanner } from "./banner.js";
import type { Configs } from "./core.js";
import { importModule } from "./downloads.js";
import { file } from "./files.js";
import { hooks, inputFailure } from "./hooks.js";
import { customObserver, refuse } from "./kernel.js";
import { tell } from "./problems.js";
import { TYPES, tagsOf, type ScriptType } from "./script-types.js";

/** What plugins get of the entry, of whose modules they have no copies. */
const tools = { file, hooks, inputFailure, refuse, showBanner, tell };
export type Tools = typeof tools;

/** Lets the page have its plugins, once both configurations are read. */
export async function startPlugins(booted: Promise<Configs>): Promise<void> {
  const types = [...TYPES.keys()] as ScriptType[];
  const configs = await booted;
  // They are shared by both types, so both have to decline one.
  const isOff = (name: string): boolean =>
    types.every((type) => String(configs[type]?.["plugins"]).includes(`!${name}`));
  if (!isOff("py-terminal")) {
    const terminals = types.map((type) => tagsOf(type, "[terminal]")).join();
    const plugin = () =>
      importModule(file("plugins/terminal.js")) as Promise<typeof import("./plugins/terminal/index.js")>;
    customObserver.set(terminals, async (tag) => (await plugin()).openMain(tag, terminals, tools));
    if (document.querySelector(terminals)) void plugin();
  }
  const isLatest = document.querySelector('script[src*="/pyscript.net/latest"]');
  if (isLatest && !isOff("deprecations-manager")) {
    const plugin = await importModule(file("plugins/deprecations.js"));
    (plugin as typeof import("./plugins/deprecations.js")).warn(tools);
  }
}
