/** `sync.importJS` and `sync.importCSS`: what a worker makes its page load. */

const KEY = Symbol.for("polyscript.js_modules");

const styles = new Map<string, Promise<void>>();

/** Imports a module on the page, where a worker finds it by its name. */
export async function importNamed(source: string, name: string): Promise<void> {
  const registry = globalThis as unknown as Record<symbol, Map<string, object> | undefined>;
  const modules = (registry[KEY] ??= new Map<string, object>());
  const exports = (await import(new URL(source, document.baseURI).href)) as object;
  modules.set(name, { ...modules.get(name), ...exports });
}

/** Adds a style sheet to the page, once; fulfils when it is loaded. */
export function addStyle(href: string): Promise<void> {
  const url = new URL(href, document.baseURI).href;
  let loaded = styles.get(url);
  if (!loaded) {
    loaded = new Promise((resolve, reject) => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = url;
      link.onload = () => resolve();
      link.onerror = () => reject(new Error(`Unable to load the style sheet ${url}`));
      document.head.append(link);
    });
    loaded.catch(() => styles.delete(url));
    styles.set(url, loaded);
  }
  return loaded;
}
