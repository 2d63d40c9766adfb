/** A worker that runs Python, as the page sees it. */

import { showBanner } from "../banner.js";
import type { PageEnd } from "../bridge/main.js";
import { importModule, quiet, response } from "../downloads.js";
import { file, files } from "../files.js";
import { FOLDERS } from "../folders.js";
import { compile } from "../instantiation.js";
import { interpreters } from "../interpreters.js";
import { compileMore } from "../more.js";
import { announce, tell, type Elsewhere } from "../problems.js";
import type { Channel } from "./channel.js";
import { callHooks } from "./hooks.js";
import { syncOf, type Sync } from "./sync.js";
import { addTag, removeTag, targetOf } from "./tags.js";
import { TARGET, type Attached, type Begin, type Code, type Recipe } from "./protocol.js";

/** A worker with what a page can do with its Python. */
export interface XWorker extends Worker {
  /** Functions of the worker to call, and the page's own for the worker. */
  readonly sync: Sync;
  /** Fulfils once the code has run, rejects if it could not start. */
  readonly ready: Promise<XWorker>;
  /** Stops what Python runs right now; false where the browser gives no means. */
  interrupt(): boolean;
  /** Tells code that asks `sync.isStuck()` to give up. */
  unstuck(): void;
}

/** What the core knows of a worker to be. */
export interface Order {
  /** `py`, `mpy`, or what `define` was called with. */
  type: string;
  /** Whether it has the package `pyscript`. */
  packaged: boolean;
  recipe: Promise<Recipe>;
  code: Promise<Omit<Code, "hooks">>;
  /** Instead of the page's hooks. */
  hooks?: unknown;
  /** What a plugin wants to have in the worker. */
  attached?: Attached | undefined;
  /** Told that it was terminated. */
  ended?: (() => void) | undefined;
  /** Address of a service worker, for pages that are not isolated. */
  service?: string | null | undefined;
}

/** What `onerror` gets. */
export interface Failure {
  type: "error";
  error: unknown;
}

/** Workers that were terminated or could not start. */
export const ended = new WeakSet<XWorker>();

let core: Promise<WebAssembly.Module> | undefined;

/** Says where the compiled core comes from. */
export const shareCore = (module: Promise<WebAssembly.Module>): void => {
  core = module;
};

let script: string | undefined;

/** Says what workers start from: a text, and therefore of any origin. */
const setScript = (text: string): string =>
  (script = URL.createObjectURL(new Blob([text], { type: "text/javascript" })));

/** A part of the bundle that only pages with workers load. */
export const chunk = (): Promise<typeof import("../bridge/main.js")> =>
  importModule(file("bridge-page.js")) as Promise<typeof import("../bridge/main.js")>;

/**
 * Starts a worker, which belongs to a tag or to nothing. `first` is the interpreter of the page
 * whose Python asks for it.
 */
export function createWorker(
  order: Order,
  isAsync: boolean,
  element?: Element,
  first: unknown = null,
): XWorker {
  const worker = new Worker(script ?? setScript(`import ${JSON.stringify(file("worker.js"))}`), { type: "module" });
  const { port1, port2 } = new MessageChannel();
  const send = worker.postMessage.bind(worker);
  const terminate = worker.terminate.bind(worker);
  const early: Parameters<Worker["postMessage"]>[] = [];
  let begun = false;
  let stuck = false;

  let end: PageEnd | undefined;
  let tag: number | undefined;
  const bridged = chunk().then(({ openEnd }) => openEnd(order.service, files(), interpreters));
  const [sync, connect] = syncOf(bridged);
  const place = element ? targetOf(element, order.type) : () => "";
  let channel: Channel | undefined;
  const functions = {
    problem: (...[type, problem, text, always]: Parameters<Elsewhere>) =>
      text === undefined
        ? announce(type, problem, element)
        : tell(type, problem, text, !!always, element),
    // Listeners have ended before the worker goes on.
    event: (name: string, detail: unknown, bubbles: boolean) => {
      const target = bubbles ? element : window;
      const dispatch = () => {
        target?.dispatchEvent(new CustomEvent(name, { detail, bubbles }));
        // Its first statement would ask for it and wait. An editor's worker has another for each run.
        return element && order.packaged && end?.mode !== "async" && name.endsWith(":ready") ? place() : null;
      };
      return bubbles ? hooked.then(dispatch) : dispatch();
    },
  };
  Object.assign(sync, {
    [TARGET]: place,
    isStuck: () => stuck,
    notStuck: () => {
      stuck = false;
    },
    storeFSHandler: FOLDERS.storeFSHandler,
  });

  let fail: (reason: unknown) => void = () => {};
  const lost = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const xworker = Object.defineProperties(worker, {
    sync: { value: sync },
    proxy: { value: sync },
    onerror: {
      writable: true,
      value: tellFailure,
    },
    interrupt: { value: () => !!end?.interrupt() },
    unstuck: {
      value: () => {
        stuck = true;
      },
    },
    postMessage: {
      value: (...args: Parameters<Worker["postMessage"]>) => {
        if (begun) send(...args);
        else early.push(args);
      },
    },
    terminate: {
      value: () => {
        terminate();
        const reason = new Error("the worker was terminated");
        channel?.close(reason);
        end?.close(reason);
        order.ended?.();
        ended.add(xworker);
        removeTag(tag);
      },
    },
  }) as XWorker;

  const report = (error: unknown): void => {
    (xworker.onerror as ((failure: Failure) => void) | null)?.({ type: "error", error });
  };
  // What the worker's script itself throws, or that it cannot be loaded.
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    const error =
      (event.error as unknown) ??
      new Error(event.message || `(PY3006): ${file("worker.js")} could not be loaded`);
    if (settled) report(error);
    else fail(error);
  });

  // They may fail before anybody listens.
  void quiet(order.recipe);
  void quiet(order.code);
  const run = async (): Promise<XWorker> => {
    if (!core) throw new Error("the core has not been loaded");
    end = (await bridged).attach(worker);
    const { ALWAYS, Channel, boot } = await chunk();
    const open = new Channel(port1, functions);
    channel = open;
    Object.assign(end.sync, ALWAYS);
    // The page may have functions of its own by these names.
    connect(end);
    tag = element && addTag(element);
    const { attached } = order;
    const begin: Begin = { port: port2, core: await core, bridge: end.greeting, files: files(), tag, attached };
    send(begin, [port2, ...end.transfer, ...(attached ? [attached.port] : [])]);
    const recipe = await order.recipe;
    // It is here: the core has read the configuration.
    if (recipe.more) recipe.more = await compileMore();
    const tools = { response, compile, setScript, script: file("worker.js") };
    const work = boot(open, recipe, order, isAsync, tools);
    Promise.all([order.code, hooked]).then(
      ([code, hooks]) => open.tell("code", { ...code, hooks }),
      (error: unknown) => {
        // A worker without code is of no use.
        fail(error);
        xworker.terminate();
      },
    );
    begun = true;
    for (const args of early.splice(0)) send(...args);
    // Whoever does not offer to end is ended.
    if (!(await work)) end.terminate = () => xworker.terminate();
    return xworker;
  };
  const ready = Promise.race([run(), lost]);
  let settled = false;
  ready
    .catch((error: unknown) => {
      ended.add(xworker);
      report(error);
    })
    .finally(() => {
      settled = true;
    });
  Object.defineProperty(xworker, "ready", { value: ready });
  if (element) Object.defineProperty(element, "xworker", { value: xworker });
  const { type, hooks } = order;
  const hooked = quiet(callHooks(xworker, { type, hooks, isAsync, element, first }));
  return xworker;
}

/** What happens to a failure unless the page replaces `onerror`. */
function tellFailure({ error }: Failure): void {
  const message = error instanceof Error ? error.message : String(error);
  showBanner(message);
  // A problem with a number is told in words alone.
  console.error(message.startsWith("(PY") ? message : error);
}

