/** JavaScript modules that Python imports by name, and their stylesheets. */

import { importModule } from "./downloads.js";
import { tellStep } from "./progress.js";

const KEY = Symbol.for("polyscript.js_modules");
const page = globalThis as unknown as Record<symbol, Map<string, object> | undefined>;

/** Where other libraries look for the modules. */
const registry = (page[KEY] ??= new Map<string, object>());

export function importJsModule(url: string, type: string, name: string): Promise<unknown> {
  const tell = (done: boolean): boolean => tellStep(type, "js_modules", name, done);
  tell(false);
  const module = importModule(url);
  void module.catch(() => {}).then(() => tell(true));
  return module;
}

/** Registers a plain copy of a module's namespace: Python may add to it. */
export function registerJsModule(name: string, namespace: object): object {
  const module = { ...namespace };
  registry.set(name, module);
  return module;
}

export async function addStylesheet(href: string): Promise<void> {
  const links = document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]");
  if ([...links].some((link) => link.href === href)) return;
  const link = document.createElement("link");
  const loaded = new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = reject;
  });
  // Firefox runs no module while it waits for a stylesheet that applies.
  link.media = "not all";
  link.rel = "stylesheet";
  link.href = href;
  document.head.append(link);
  await loaded;
  link.removeAttribute("media");
}
