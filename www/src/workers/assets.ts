/**
 * What a page hands to its workers, so that they need not request it: compiled modules, and the
 * answers to requests. Each is had once for all workers.
 */

import { response } from "../downloads.js";
import { compile } from "../instantiation.js";
import type { Answer } from "./protocol.js";

const modules = new Map<string, Promise<WebAssembly.Module>>();
const answers = new Map<string, Promise<Answer>>();

/** The compiled module at an absolute URL. */
export function moduleAt(url: string): Promise<WebAssembly.Module> {
  let module = modules.get(url);
  if (!module) {
    module = compile(response(url));
    modules.set(url, module);
    // A later worker tries again.
    module.catch(() => modules.delete(url));
  }
  return module;
}

/** Remembers a module that was compiled for the page itself. */
export function offerModule(url: string, module: Promise<WebAssembly.Module>): void {
  modules.set(url, module);
  module.catch(() => modules.delete(url));
}

/** The answer for an absolute URL. */
export function answerFor(url: string): Promise<Answer> {
  let answer = answers.get(url);
  if (!answer) {
    answer = ask(url);
    answers.set(url, answer);
  }
  return answer;
}

/** Forgets answers that the page's author may change between two workers. */
export function forget(urls: Iterable<string>): void {
  for (const url of urls) answers.delete(url);
}

async function ask(url: string): Promise<Answer> {
  try {
    const given = await response(url);
    const { status, statusText } = given;
    const body = given.ok ? await given.blob() : null;
    if (!given.ok) answers.delete(url);
    return { url, status, statusText, body };
  } catch (error) {
    answers.delete(url);
    return { url, failure: error instanceof Error ? error.message : String(error) };
  }
}
