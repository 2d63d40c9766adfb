/** Built-in plugins. Each is a chunk of its own, which only pages that use it load. */

import { showBanner } from "./banner.js";
import type { Configs } from "./core.js";
import { importModule } from "./downloads.js";
import { file } from "./files.js";
import { hooks } from "./hooks.js";
import { TYPES, type ScriptType } from "./script-types.js";

/** What plugins get of the entry, of whose modules they have no copies. */
export interface Tools {
  file: typeof file;
  hooks: typeof hooks;
  showBanner: typeof showBanner;
}

const tools: Tools = { file, hooks, showBanner };

/** Lets the page have its plugins, once both configurations are read. */
export async function startPlugins(booted: Promise<Configs>): Promise<void> {
  const types = [...TYPES.keys()] as ScriptType[];
  // They are shared by both types, so both have to decline one.
  const isOff = async (name: string): Promise<boolean> => {
    const configs = await booted;
    return types.every((type) => String(configs[type]?.["plugins"]).includes(`!${name}`));
  };
  const isLatest = document.querySelector('script[src*="/pyscript.net/latest"]');
  if (isLatest && !(await isOff("deprecations-manager"))) {
    const plugin = await importModule(file("plugins/deprecations.js"));
    (plugin as typeof import("./plugins/deprecations.js")).warn(tools);
  }
}
