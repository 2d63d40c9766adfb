/**
 * Interpreters bring their own loaders, which instantiate their WebAssembly modules themselves. While
 * one loads, this stands between: a wrong content type is no reason to fail, a file that is not there
 * is told instead of waited for, and the functions that a module imports can be wrapped.
 */

/** The functions that a module imports, by name. */
export type Functions = Record<string, ((...args: never[]) => unknown) | undefined>;

type Imports = WebAssembly.Imports & { env?: Functions };

/** May replace functions; called for each module that is instantiated meanwhile. */
export type Wrap = (functions: Functions) => void;

interface Loading {
  wrap: Wrap | undefined;
  fail: (reason: unknown) => void;
}

const loadings = new Set<Loading>();
const { instantiate, instantiateStreaming } = WebAssembly;

/** Runs a loader and gives its result, or the reason why its module could not be instantiated. */
export async function whileLoading(
  load: () => Promise<unknown>,
  wrap?: Wrap,
): Promise<unknown> {
  let fail: Loading["fail"] = () => {};
  const failure = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const loading = { wrap, fail };
  loadings.add(loading);
  WebAssembly.instantiate = watched(instantiate as Instantiate) as typeof instantiate;
  WebAssembly.instantiateStreaming = watched(fromResponse as Instantiate) as typeof instantiateStreaming;
  try {
    // Pyodide's loader waits for ever if its module fails, so the failure has to overtake it.
    return await Promise.race([load(), failure]);
  } finally {
    loadings.delete(loading);
    if (loadings.size === 0) Object.assign(WebAssembly, { instantiate, instantiateStreaming });
  }
}

type Instantiate = (source: unknown, imports?: Imports) => Promise<unknown>;

const watched =
  (original: Instantiate): Instantiate =>
  async (source, imports) => {
    if (imports?.env) for (const { wrap } of loadings) wrap?.(imports.env);
    return original.call(WebAssembly, source, imports);
  };

/** As the browser does it, but by the bytes and not by the content type. */
async function fromResponse(
  source: Response | PromiseLike<Response>,
  imports?: Imports,
): Promise<unknown> {
  try {
    const response = await source;
    if (!response.ok) {
      throw new Error(`${response.url} answers with status ${response.status} (${response.statusText})`);
    }
    const type = response.headers.get("content-type") ?? "";
    if (type.startsWith("application/wasm")) return await instantiateStreaming(response, imports);
    const result = await instantiate(await response.arrayBuffer(), imports);
    console.warn(wrongType(response.url, type));
    return result;
  } catch (error) {
    for (const { fail } of loadings) fail(error);
    throw error;
  }
}

/** What to tell about WebAssembly that is not sent as such. */
export const wrongType = (url: string, type: string): string =>
  `(PY3001): ${url} has the content type "${type}" instead of "application/wasm": it starts slower.\n` +
  "help: configure the server to send .wasm files as application/wasm";
