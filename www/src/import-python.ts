/**
 * `bridge.js`: imports functions of a Python file, as a module does it that stands beside the file.
 * An entry of its own. The Python runs as a script of the page, so the page's own configuration,
 * hooks and events hold for it, and its tracebacks name the file.
 */

import { CALL } from "./workers/protocol.js";

/** How a Python file is run. */
export interface Options {
  type?: "py" | "mpy";
  worker?: boolean;
  config?: string | Config | null;
  env?: string;
  serviceWorker?: string;
}

type Config = Record<string, unknown>;
type Call = (...args: unknown[]) => unknown;
type Functions = Record<string, (...args: unknown[]) => Promise<unknown>>;

/** What is used of a worker and of its element. */
interface XWorker {
  ready: Promise<{ sync: Record<string, Call> }>;
}
type Tag = HTMLScriptElement & { xworker?: XWorker };
type Hook = (first: unknown, worker: XWorker) => void;

/** What is used of the entry. */
interface Entry {
  hooks: { main: { onWorker: Set<Hook>; onReady: Set<(wrap: Wrap, element: Element) => void> } };
}

interface Wrap {
  interpreter: { globals: { get(name: string): unknown } };
}

/** Gives the function of a name. */
type Find = (name: string) => Call;
/** The names that were asked for so far. */
type Names = () => Iterable<string>;

const modules = new Map<string, Functions>();

/**
 * The functions of the Python file that has the same address but for its ending. Nothing is loaded
 * before the first call.
 */
export default function bridge(url: string, options: Options = {}): Functions {
  const address = new URL(url);
  address.search = address.hash = "";
  const python = address.href.replace(/\.m?js(\/\+\w+)?$/, ".py");
  let functions = modules.get(python);
  if (!functions) {
    functions = functionsOf(python, options);
    modules.set(python, functions);
  }
  return functions;
}

function functionsOf(python: string, options: Options): Functions {
  let started: Promise<Find> | undefined;
  const known = new Map<string, Functions[string]>();
  return new Proxy<Functions>(Object.create(null) as Functions, {
    get(_, name) {
      // An object with `then` would be taken for a promise.
      if (typeof name === "symbol" || name === "then") return undefined;
      let called = known.get(name);
      if (!called) {
        called = async (...args) => {
          const find = await (started ??= start(python, options, () => known.keys()));
          return find(name)(...args);
        };
        known.set(name, called);
      }
      return called;
    },
  });
}

/** Runs the file; gives what finds its functions. */
async function start(python: string, options: Options, names: Names): Promise<Find> {
  const { type = "py", config, env, serviceWorker } = options;
  const isWorker = !!config || (options.worker ?? true);
  const entry = await loadEntry();
  const script = document.createElement("script") as Tag;
  script.type = type;
  script.src = python;
  script.toggleAttribute("worker", isWorker);
  if (config) script.setAttribute("config", await configOf(config, python));
  if (env) script.setAttribute("env", env);
  if (serviceWorker) script.setAttribute("service-worker", serviceWorker);
  try {
    return await (isWorker ? inWorker(script, entry) : onPage(script, entry, names));
  } finally {
    script.remove();
  }
}

/** The entry that the page has, or the one beside this file. */
async function loadEntry(): Promise<Entry> {
  const page = globalThis as unknown as Record<symbol, Entry | undefined>;
  const there = page[Symbol.for("@pyscript/core")];
  if (there) return there;
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("./core.css", import.meta.url).href;
  document.head.append(style);
  return (await import("./core.js")) as unknown as Entry;
}

const append = (script: Tag): void => (document.querySelector("body") ?? document.documentElement).append(script);

/** The first problem of a script. */
const problemOf = (script: Tag): Promise<string> =>
  new Promise((resolve) => {
    script.addEventListener(`${script.type}:error`, (event) => {
      resolve((event as CustomEvent<{ title: string }>).detail.title);
    });
  });

async function inWorker(script: Tag, { hooks }: Entry): Promise<Find> {
  const { onWorker } = hooks.main;
  const failed = problemOf(script).then((title) => {
    throw new Error(`${script.src}: ${title}`);
  });
  let made: (worker: XWorker) => void = () => {};
  const worker = new Promise<XWorker>((resolve) => {
    made = resolve;
  });
  const hook: Hook = (_, started) => {
    if (script.xworker === started) made(started);
  };
  onWorker.add(hook);
  append(script);
  try {
    const { sync } = await (await Promise.race([worker, failed])).ready;
    return (name) => (...args) => sync[CALL]?.(name, ...args);
  } finally {
    onWorker.delete(hook);
    failed.catch(() => {});
  }
}

async function onPage(script: Tag, { hooks }: Entry, names: Names): Promise<Find> {
  const { type, src } = script;
  let why = "";
  void problemOf(script).then((title) => (why = `: ${title}`));
  const { onReady } = hooks.main;
  let of: Wrap | undefined;
  const hook = (wrap: Wrap, element: Element): void => {
    if (element === script) of = wrap;
  };
  onReady.add(hook);
  const found = new Map<string, unknown>();
  const find = (name: string): unknown => {
    if (!found.has(name)) found.set(name, of?.interpreter.globals.get(name));
    return found.get(name);
  };
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      // The scripts of a page share their globals: the next one may have the same names.
      for (const name of names()) find(name);
      onReady.delete(hook);
      resolve();
    };
    script.addEventListener(`${type}:done`, end, { once: true });
  });
  append(script);
  await ended;
  return (name) => {
    const call = find(name);
    if (typeof call === "function") return call as Call;
    throw new TypeError(`${src} has no function ${name}${why}`);
  };
}

/** A configuration whose files are found from where it is written. */
async function configOf(config: string | Config, python: string): Promise<string> {
  const base = typeof config === "string" ? new URL(config).href : python;
  const written = typeof config === "string" ? await jsonAt(base) : config;
  const { files } = written as { files?: Record<string, unknown> };
  if (!files) return JSON.stringify(written);
  const absolute = Object.entries(files).map(([from, to]) =>
    from.startsWith("{") ? [from, to] : [withTemplates(new URL(from, base).href), to],
  );
  return JSON.stringify({ ...written, files: Object.fromEntries(absolute) as Config });
}

/** A URL in which templates stay what they are. */
const withTemplates = (url: string): string => url.replaceAll("%7B", "{").replaceAll("%7D", "}");

async function jsonAt(url: string): Promise<Config> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: the server answers ${answer.status} ${answer.statusText}`);
  return (await answer.json()) as Config;
}
