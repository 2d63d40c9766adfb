/** `sync.importJS` and `sync.importCSS`, what a worker makes its page load, and `sync.sleep`. */

const KEY = Symbol.for("polyscript.js_modules");

/** The first line says all: it is what a traceback of Python ends with. */
const notLoaded = (what: string, url: string, cause: unknown): Error =>
  new Error(`(PY1013): The ${what} could not be loaded from ${url}: ${String(cause)}`, { cause });

const styles = new Map<string, Promise<void>>();

/** Imports a module on the page, where a worker finds it by its name. */
async function importNamed(source: string, name: string): Promise<void> {
  const registry = globalThis as unknown as Record<symbol, Map<string, object> | undefined>;
  const modules = (registry[KEY] ??= new Map<string, object>());
  const url = new URL(source, document.baseURI).href;
  try {
    modules.set(name, { ...modules.get(name), ...((await import(url)) as object) });
  } catch (cause) {
    throw notLoaded(`JavaScript module ${name}`, url, cause);
  }
}

/** Adds a style sheet to the page, once; fulfils when it is loaded. */
function addStyle(href: string): Promise<void> {
  const url = new URL(href, document.baseURI).href;
  let loaded = styles.get(url);
  if (!loaded) {
    loaded = new Promise((resolve, reject) => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = url;
      link.onload = () => resolve();
      link.onerror = () => reject(notLoaded("stylesheet", url, "the server did not give one"));
      document.head.append(link);
    });
    loaded.catch(() => styles.delete(url));
    styles.set(url, loaded);
  }
  return loaded;
}

/** What every worker can call. */
export const ALWAYS = {
  is_pyterminal: () => false,
  importJS: importNamed,
  importCSS: addStyle,
  sleep: (seconds: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
};
