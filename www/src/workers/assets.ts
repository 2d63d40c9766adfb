/**
 * What a page hands to its workers, so that they need not request it: compiled modules, and the
 * answers to requests. Each is had once for all workers.
 */

import type { Channel } from "./channel.js";
import type { Image } from "./image.js";
import type { Order } from "./xworker.js";
import { isPlain, type Answer, type Recipe } from "./protocol.js";

/** How the page requests and compiles. */
interface Tools {
  response: (url: string) => Promise<Response>;
  compile: (answer: Promise<Response>) => Promise<WebAssembly.Module>;
  /** Says what workers start from, instead of loading their script. */
  setScript: (text: string) => void;
  /** Its address. */
  script: string;
}

const modules = new Map<string, Promise<WebAssembly.Module>>();
const answers = new Map<string, Promise<Answer>>();
/** By the address of the interpreter that they are of. */
const images = new Map<string, Image>();

/** Bytes that are copied for each worker. */
const FEW = 1 << 18;

let workers = 0;

/** A page with several workers has their script as text, so that no later one has to load it. */
async function keepScript({ setScript, script }: Tools): Promise<void> {
  const given = await fetch(script);
  if (given.ok) setScript(`${await given.text()}\n//# sourceURL=${script}`);
}

/** Has the worker boot and run its code; fulfils when that has ended, with whether it offers to end. */
export function boot(
  channel: Channel,
  recipe: Recipe,
  { type, packaged }: Pick<Order, "type" | "packaged">,
  isAsync: boolean,
  tools: Tools,
): Promise<unknown> {
  provide(channel, recipe, tools);
  return channel.call("boot", { ...recipe, name: type, packaged }, isAsync);
}

/** Sends what a worker would otherwise have to request, each thing as soon as it is here. */
function provide(channel: Channel, recipe: Recipe, tools: Tools): void {
  workers += 1;
  // Without it they load it.
  if (workers === 2) keepScript(tools).catch(() => {});
  for (const url of [...recipe.constant, ...recipe.changing]) {
    void answerFor(url, tools).then((answer) => channel.tell("answer", answer));
  }
  moduleAt(recipe.wasm, tools).then(
    (module) => channel.tell("module", module),
    (error: unknown) => channel.tell("noModule", String(error)),
  );
  if (isPlain(recipe)) {
    const image = images.get(recipe.wasm);
    if (image) channel.tell("image", image);
    channel.functions["image"] = (made: Image) => images.set(recipe.wasm, made);
  }
  // The page's author may change it between two workers.
  for (const url of recipe.changing) answers.delete(url);
}

/** The compiled module at an absolute URL. */
function moduleAt(url: string, { response, compile }: Tools): Promise<WebAssembly.Module> {
  let module = modules.get(url);
  if (!module) {
    module = compile(response(url));
    modules.set(url, module);
    // A later worker tries again.
    module.catch(() => modules.delete(url));
  }
  return module;
}

/** The answer for an absolute URL. */
function answerFor(url: string, tools: Tools): Promise<Answer> {
  let answer = answers.get(url);
  if (!answer) {
    answer = ask(url, tools);
    answers.set(url, answer);
  }
  return answer;
}

async function ask(url: string, { response }: Tools): Promise<Answer> {
  try {
    const given = await response(url);
    const { status, statusText } = given;
    const body = given.ok ? await bodyOf(given) : null;
    if (!given.ok) answers.delete(url);
    return { url, status, statusText, body };
  } catch (error) {
    answers.delete(url);
    return { url, failure: error instanceof Error ? error.message : String(error) };
  }
}

/** Bytes if they are few: reading a blob takes another process. */
async function bodyOf(given: Response): Promise<Blob | ArrayBuffer> {
  const blob = await given.blob();
  return blob.size <= FEW ? blob.arrayBuffer() : blob;
}
