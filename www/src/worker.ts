/** The script of a worker that runs Python. */

import init, { work } from "../build/pyxide_core.js";
import { WorkerEnd } from "./bridge/worker.js";
import { expectAnswer, importModule, isExpected, response } from "./downloads.js";
import { setFiles } from "./files.js";
import { provideModule } from "./instantiation.js";
import { setMembers } from "./modules.js";
import { connectTo, provideMore } from "./more.js";
import { tellElsewhere } from "./problems.js";
import { Channel } from "./workers/channel.js";
import type { Image } from "./workers/image.js";
import { Inside } from "./workers/inside.js";
import { PROGRESS, type Answer, type Begin, type Code, type Recipe } from "./workers/protocol.js";

addEventListener("message", begin);

function begin({ data }: MessageEvent<Begin>): void {
  removeEventListener("message", begin);
  if (data.files) setFiles(data.files);
  const core = init({ module_or_path: data.core }).then(connectTo);
  core.catch(() => {});

  const code = deferred<Code>();
  const module = deferred<WebAssembly.Module>();
  const answers = new Map<string, Deferred<Response>>();
  const answer = (url: string): Deferred<Response> => {
    let one = answers.get(url);
    if (!one) {
      one = deferred();
      answers.set(url, one);
    }
    return one;
  };

  const channel = new Channel(data.port, {
    answer: (given: Answer) => {
      const { resolve, reject } = answer(given.url);
      if ("failure" in given) reject(new TypeError(given.failure));
      else resolve(toResponse(given));
    },
    module: (compiled: WebAssembly.Module) => module.resolve(compiled),
    image: (made: Image) => {
      inside.image = made;
    },
    noModule: (reason: string) => module.reject(new Error(reason)),
    code: (given: Code) => code.resolve(given),
    boot: async (recipe: Recipe, isAsync: boolean) => {
      inside.modules = recipe.ofPage;
      inside.base = recipe.page;
      if (typeof recipe.more === "object") provideMore(recipe.more);
      for (const url of recipe.modules) void importModule(url);
      for (const url of [...recipe.constant, ...recipe.changing]) {
        expectAnswer(url, answer(url).promise);
      }
      provideModule(module.promise);
      await Promise.all([core, inside.prepare(recipe, isAsync)]);
      const restore = answerFetches(recipe.wasm);
      try {
        await work(recipe, inside, isAsync);
        return "terminate" in inside.xworker.sync;
      } finally {
        restore();
      }
    },
  });
  const inside = new Inside(channel, new WorkerEnd(data.bridge), code.promise, data);
  for (const type of PROGRESS) {
    addEventListener(type, (event) => channel.tell("event", type, (event as CustomEvent).detail, false));
  }
  setMembers({ polyscript: ({ module }) => inside.polyscript(module), _pyscript: () => inside.pyscript });
  tellElsewhere((...told) => channel.tell("problem", ...told));
}

/** While an interpreter boots, its loader's requests get what the page sends. */
function answerFetches(wasm: string): () => void {
  const original = globalThis.fetch;
  globalThis.fetch = (input, options) => {
    const url = input instanceof Request ? input.url : String(input);
    // Its module comes compiled.
    if (url === wasm) return Promise.resolve(new Response(null, { headers: WASM }));
    return isExpected(url) ? response(url) : original.call(globalThis, input, options);
  };
  return () => {
    globalThis.fetch = original;
  };
}

const WASM = { "content-type": "application/wasm" };

/** An answer as `fetch` would have given it. */
function toResponse({ url, status, statusText, body }: Exclude<Answer, { failure: string }>): Response {
  const answer = new Response(body, { status, statusText });
  return Object.defineProperty(answer, "url", { value: url });
}

interface Deferred<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (reason: unknown) => void;
}

/** A promise to be settled by whoever has it; that nobody waits for it is no error. */
function deferred<T>(): Deferred<T> {
  let resolve: Deferred<T>["resolve"] = () => {};
  let reject: Deferred<T>["reject"] = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  promise.catch(() => {});
  return { promise, resolve, reject };
}
