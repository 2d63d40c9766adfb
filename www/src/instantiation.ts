/**
 * Interpreters bring their own loaders, which instantiate their WebAssembly modules themselves. While
 * one loads, this stands between: a wrong content type is no reason to fail, a file that is not there
 * is told instead of waited for, and the functions that a module imports can be wrapped.
 */

/** The functions that a module imports, by name. */
export type Functions = Record<string, ((...args: never[]) => unknown) | undefined>;

type Imports = WebAssembly.Imports & { env?: Functions };

/** An interpreter's module, as it is being instantiated. */
export interface Loading {
  /** Whether the module that imports this is the interpreter's; a page may have others. */
  isOurs: (imports: Imports) => boolean;
  /** May replace the functions that the module imports. */
  wrap?: (functions: Functions) => void;
}

interface Watched extends Loading {
  fail: (reason: unknown) => void;
}

const loadings = new Set<Watched>();
let ready: Promise<WebAssembly.Module> | undefined;
const { instantiate, instantiateStreaming } = WebAssembly;

/** The next interpreter's module, which was compiled elsewhere. */
export const provideModule = (module: Promise<WebAssembly.Module>): void => {
  ready = module;
};

/** Compiles an answer. A wrong content type costs time, so it is mentioned; the bytes decide. */
export async function compile(answer: Promise<Response>): Promise<WebAssembly.Module> {
  const response = await answer;
  const { url, status, statusText } = response;
  if (!response.ok) throw new Error(`the server answers ${status} ${statusText}`);
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("application/wasm")) return WebAssembly.compileStreaming(response);
  const module = await WebAssembly.compile(await response.arrayBuffer());
  console.warn(wrongType(url, type));
  return module;
}

/** Runs a loader and gives its result, or the reason why its module could not be instantiated. */
export async function whileLoading(
  load: () => Promise<unknown>,
  loading: Loading,
): Promise<unknown> {
  let fail: Watched["fail"] = () => {};
  const failure = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const watched = { ...loading, fail };
  loadings.add(watched);
  Object.assign(WebAssembly, { instantiate: fromBytes, instantiateStreaming: fromResponse });
  try {
    // Pyodide's loader waits for ever if its module fails, so the failure has to overtake it.
    return await Promise.race([load(), failure]);
  } finally {
    loadings.delete(watched);
    if (loadings.size === 0) Object.assign(WebAssembly, { instantiate, instantiateStreaming });
  }
}

/**
 * Pyodide's module is the one that links other modules to itself. With `keepProxies`, Python values
 * that JavaScript was given as arguments live until it drops them, not only until the call ends.
 */
export const loadPyodide = (load: () => Promise<unknown>, keepProxies: boolean): Promise<unknown> =>
  whileLoading(load, {
    isOurs: (imports) => "GOT.func" in imports,
    wrap(functions) {
      const { gc_register_proxies: leaveToCollector } = functions;
      if (!keepProxies || !leaveToCollector) return;
      const keep = (proxies: never[]): void => {
        for (const proxy of proxies) {
          try {
            leaveToCollector(...([[proxy]] as never[]));
          } catch {
            // Destroyed by the function that got it.
          }
        }
      };
      functions["destroy_proxies"] = Object.assign(keep, { sig: "vei" });
      // After a call that gave a promise the collector has them already.
      const callback = (): (() => void) => () => {};
      functions["get_async_js_call_done_callback"] = Object.assign(callback, { sig: "ee" });
    },
  });

function prepared(imports: Imports | undefined): Watched | undefined {
  if (!imports) return undefined;
  const loading = [...loadings].find(({ isOurs }) => isOurs(imports));
  if (imports.env) loading?.wrap?.(imports.env);
  return loading;
}

function fromBytes(source: BufferSource, imports?: Imports): Promise<unknown> {
  prepared(imports);
  return instantiate.call(WebAssembly, source, imports);
}

type Answer = Response | PromiseLike<Response>;

/** As the browser does it, but by the bytes and not by the content type. */
async function fromResponse(source: Answer, imports?: Imports): Promise<unknown> {
  const loading = prepared(imports);
  if (!loading) return instantiateStreaming.call(WebAssembly, source, imports);
  let url = "the interpreter's WebAssembly";
  try {
    if (ready && imports) {
      const module = await ready;
      return { module, instance: await instantiate.call(WebAssembly, module, imports) };
    }
    const response = await source;
    url = response.url;
    if (!response.ok) throw new Error(`status ${response.status} ${response.statusText}`);
    const type = response.headers.get("content-type") ?? "";
    if (type.startsWith("application/wasm")) {
      return await instantiateStreaming.call(WebAssembly, response, imports);
    }
    const bytes = await response.arrayBuffer();
    const result = await instantiate.call(WebAssembly, bytes, imports);
    console.warn(wrongType(url, type));
    return result;
  } catch (error) {
    loading.fail(new Error(`${url} cannot be used: ${String(error)}`));
    throw error;
  }
}

/** What to tell about WebAssembly that is not sent as such. */
export const wrongType = (url: string, type: string): string =>
  `(PY3001): ${url} has the content type "${type}" instead of "application/wasm": it starts slower.\n` +
  "help: configure the server to send .wasm files as application/wasm";
