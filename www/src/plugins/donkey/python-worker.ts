/** The worker of a donkey: a script with a terminal, which is on the page until it runs. */

import type { ScriptType } from "../../script-types.js";
import type { XWorker } from "../../workers/xworker.js";
import python from "./donkey.py";

/** What a script with `worker` and `terminal` has. */
interface TerminalScript extends HTMLScriptElement {
  readonly xworker?: XWorker;
  /** Not where the page's configurations decline terminals. */
  readonly terminal?: Widget;
  readonly process?: (code: string) => Promise<void>;
}

interface Widget {
  input(data: string): void;
  clear(): void;
  reset(): void;
  dispose(): void;
}

/** What the script is like. */
export interface Wanted {
  type: ScriptType;
  /** The id of the terminal's element, or a selector. */
  target: string;
  config: string | undefined;
  serviceWorker: string | undefined;
}

/** How long a worker may take that has nothing else to do, in milliseconds. */
const PATIENCE = 1500;

/** Whether something ends before that. */
const soon = (what: Promise<unknown>): Promise<boolean> =>
  Promise.race([
    what.then(
      () => true,
      () => true,
    ),
    new Promise<boolean>((then) => setTimeout(then, PATIENCE, false)),
  ]);

/** Ctrl-U, Ctrl-D. */
const END_PROMPT = "\x15\x04";

const NOT_STARTED =
  "Python of this type cannot start on this page: its configuration, or a file of Pyxide, could not be read. The page and the console say more.";

const NOT_COPIED =
  "The value cannot be copied from the worker to the page: evaluate what consists of numbers, texts, bytes, lists and dictionaries.";

export class PythonWorker {
  /** Whether somebody has typed: Python may have a prompt that waits. */
  #types = false;
  readonly #script: TerminalScript = document.createElement("script");
  #worker: XWorker | undefined;
  #hasEnded = false;

  constructor({ type, target, config, serviceWorker }: Wanted) {
    const script = this.#script;
    script.type = type;
    const attributes = { worker: "", terminal: "", target, config, "service-worker": serviceWorker };
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined) script.setAttribute(name, value);
    }
    script.text = python;
    // Nobody has asked for this script.
    script.addEventListener(`${type}:done`, (event) => event.stopPropagation());
  }

  /** Starts it; fulfils when it can be given code. */
  async start(): Promise<void> {
    const script = this.#script;
    document.body.append(script);
    try {
      // It is seen once this task has ended.
      await new Promise((then) => setTimeout(then));
      const worker = script.xworker;
      if (!worker) throw new Error(NOT_STARTED);
      this.#worker = worker;
      if (this.#hasEnded) this.end();
      await worker.ready;
    } finally {
      script.remove();
    }
  }

  /** Has Python do something with code, which `donkey.py` names. What it raises is in the terminal. */
  async run(name: "evaluate" | "execute", code: string, persistent: boolean): Promise<unknown> {
    try {
      return await this.#worker?.sync[`donkey_${name}`]?.(code, persistent);
    } catch (cause) {
      throw new TypeError(NOT_COPIED, { cause });
    }
  }

  /** Types code into the terminal; fulfils when Python has read it. */
  async type(code: string): Promise<void> {
    this.#types = true;
    await this.#script.process?.(code);
  }

  /** Ends code that runs, and a prompt that takes nothing else, with variables kept; false if that takes more. */
  async free(running: Promise<unknown> | undefined): Promise<boolean> {
    if (running) {
      if (!this.#worker?.interrupt() || !(await soon(running))) return false;
    }
    if (!this.#types && !running) return true;
    if (await this.#responds()) return true;
    this.#script.terminal?.input(END_PROMPT);
    return this.#responds();
  }

  /** An interrupt that came too late is gone when this has been answered. */
  #responds(): Promise<boolean> {
    return soon(Promise.resolve(this.#worker?.sync["pyterminal_idle"]?.()));
  }

  /** Empties the terminal. */
  tidy(how: "clear" | "reset"): void {
    if (!this.#hasEnded) this.#script.terminal?.[how]();
  }

  /** Ends the worker; its terminal goes, and leaves its place empty. */
  end(): void {
    this.#hasEnded = true;
    // One that is still being made is not wanted any more.
    this.#script.removeAttribute("terminal");
    this.#script.terminal?.dispose();
    // Where `display` wrote.
    document.getElementById(`${this.#script.id}-target`)?.remove();
    const worker = this.#worker;
    if (!worker) return;
    // On purpose: nobody is told.
    worker.onerror = null;
    worker.ready.catch(() => {});
    worker.terminate();
  }
}
