/**
 * Starts every download that is certain before the core is compiled, so that nothing waits for
 * the core. The core takes the results over by URL; what it does not want is dropped.
 */

import { file } from "./files.js";
import { TYPES, tagsOf, type ScriptType } from "./script-types.js";

const modules = new Map<string, Promise<unknown>>();
const responses = new Map<string, Promise<Response>>();
const hints: HTMLLinkElement[] = [];

/** An early result that nobody takes must not be reported as an unhandled rejection. */
export function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

/** Starts a request for `url`, resolved against the document; a later `response` gets it. */
export function prefetch(url: string): Promise<Response> {
  // What a worker prefetches is absolute.
  const href = "document" in globalThis ? new URL(url, document.baseURI).href : url;
  let answer = responses.get(href);
  if (!answer) {
    answer = quiet(fetch(href));
    responses.set(href, answer);
  }
  return answer;
}

/** The answer for an absolute URL: to the early request, once, or else to a new one. */
export function response(url: string): Promise<Response> {
  const started = responses.get(url);
  responses.delete(url);
  return started ?? fetch(url);
}

/** Somebody else makes the request for an absolute URL; a later `response` gets the answer. */
export function expectAnswer(url: string, answer: Promise<Response>): void {
  responses.set(url, quiet(answer));
}

/** Whether `response` would not have to make a request. */
export const isExpected = (url: string): boolean => responses.has(url);

/** Imports a module, or joins the import that has already started. */
export function importModule(url: string): Promise<unknown> {
  let module = modules.get(url);
  if (!module) {
    module = quiet(import(url));
    modules.set(url, module);
  }
  return module;
}

/** Asks the browser for a file that an interpreter's own loader will request later. */
function hint(url: string, rel: "preload" | "modulepreload"): void {
  const link = document.createElement("link");
  link.rel = rel;
  if (rel === "preload") link.as = "fetch";
  link.crossOrigin = "anonymous";
  link.href = url;
  hints.push(link);
  document.head.append(link);
}

/** Takes the hints out of the document, once the interpreters have what they asked for. */
export function removeHints(): void {
  for (const link of hints.splice(0)) link.remove();
}

const INTERPRETERS: Record<ScriptType, (config: string) => void> = {
  py() {
    void importModule(file("pyodide/pyodide.mjs"));
    hint(file("pyodide/pyodide.asm.mjs"), "modulepreload");
    hint(file("pyodide/pyodide.asm.wasm"), "preload");
    hint(file("pyodide/python_stdlib.zip"), "preload");
    hint(file("pyodide/pyodide-lock.json"), "preload");
  },
  mpy(config) {
    void importModule(file("micropython/micropython.mjs"));
    // With these words it may be another build; the core asks for that one.
    if (!/debug|ulab/.test(config)) hint(file("micropython/micropython.wasm"), "preload");
  },
};

/** One word that ends in an extension, perhaps with a query: a URL, not a configuration. */
const IS_URL = /^\S+\.\w+(\?\S*)?$/;

async function configText(type: ScriptType): Promise<string> {
  const element = document.querySelector(`${type}-config`);
  const owner = document.querySelector(tagsOf(type, "[config]:not([worker])"));
  const value = element
    ? element.getAttribute("src") || element.textContent
    : (owner?.getAttribute("config") ?? "");
  if (!IS_URL.test(value.trim())) return value;
  const answer = await prefetch(value.trim());
  return answer.clone().text();
}

async function startType(type: ScriptType): Promise<void> {
  const tags = document.querySelectorAll(tagsOf(type, ":not([worker])"));
  if (tags.length === 0) return;
  void prefetch(file(`pyscript.${type}.bin`));
  for (const tag of tags) {
    const src = tag.getAttribute("src");
    if (src) void prefetch(src);
    // The core looks closer; this part is the largest, and would come one hop later.
    if (tag.textContent.includes("pyscript import web")) void prefetch(file(`pyscript.${type}.web.bin`));
  }
  const config = await configText(type);
  // A page that chooses its interpreter gets that one, from the core.
  if (!config.includes("interpreter")) INTERPRETERS[type](config);
  if (config.includes("packages")) void importModule(file("packages.js"));
}

/** Whether anything on the page has a configuration now. */
export const hasConfiguration = (): boolean =>
  !!document.querySelector("py-config,mpy-config,[config],[version]");

/** Looks at the page once and starts what it certainly needs. */
export function startDownloads(): Promise<Response> {
  const core = fetch(file("core.wasm"));
  for (const type of TYPES.keys()) {
    // What cannot be read is the core's to report.
    startType(type as ScriptType).catch(() => {});
  }
  return core;
}
