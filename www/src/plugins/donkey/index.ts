/** The export `donkey`: Python in a worker with a terminal, which is given code by JavaScript. */

import { TYPES, type ScriptType } from "../../script-types.js";
import { dedented } from "../dedented.js";
import { PythonWorker, type Wanted } from "./python-worker.js";

export interface DonkeyOptions {
  type?: string;
  /** Whether variables stay from call to call. */
  persistent?: boolean;
  /** The id of the terminal's element, or a selector. */
  terminal?: string;
  config?: object | string;
  serviceWorker?: string;
}

export interface Donkey {
  process(code: string): Promise<void>;
  execute(code: string): Promise<unknown>;
  evaluate(code: string): Promise<unknown>;
  clear(): Promise<void>;
  reset(): Promise<void>;
  kill(): void;
}

type Settle = (reason: unknown) => void;

const KILLED = "kill() has ended this worker of Python";
const REPLACED = "Another call has begun, so this one was ended. Await each call before the next.";

/** Starts a worker; fulfils when it can be given code. */
export async function donkey(options: DonkeyOptions = {}): Promise<Donkey> {
  const wanted = wantedOf(options);
  const persistent = !!options.persistent;
  /** What ends the calls that are not settled. */
  const calls = new Set<Settle>();
  /** The code that runs, or is about to. */
  let task: { settle: Settle; runs: boolean } | undefined;
  /** What Python does; fulfils when it has ended. */
  let running: Promise<unknown> | undefined;
  let killed = false;
  let worker = new PythonWorker(wanted);
  let started = worker.start();

  const abort = (settle: Settle, reason: string): void => {
    calls.delete(settle);
    settle(new DOMException(reason, "AbortError"));
  };
  /** Ends the worker with all calls but one. */
  const end = (reason: string, survivor?: Settle): void => {
    for (const settle of calls) if (settle !== survivor) abort(settle, reason);
    worker.end();
  };
  const restart = (survivor?: Settle): Promise<void> => {
    end(REPLACED, survivor);
    running = undefined;
    worker = new PythonWorker(wanted);
    started = worker.start();
    started.catch(() => {});
    return started;
  };
  /** Gives up the code that runs. Where variables are to stay, the worker ends it when it is used next. */
  const stopTask = (): void => {
    if (task?.runs && !persistent) void restart();
    else if (task) abort(task.settle, REPLACED);
    task = undefined;
  };
  const freed = async (settle?: Settle): Promise<void> => {
    const isFree = await worker.free(running);
    if (!isFree && (!settle || calls.has(settle))) await restart(settle);
  };
  /** Uses the worker once it is there, unless the call is ended before. */
  const call = <Value>(work: (settle: Settle) => Promise<Value>): [Promise<Value>, Settle] => {
    let settle: Settle = () => {};
    const ended = new Promise<never>((_, reject) => {
      settle = reject;
    });
    calls.add(settle);
    const done = started.then(() => (calls.has(settle) ? work(settle) : ended));
    const result = Promise.race([done, ended]).finally(() => calls.delete(settle));
    // Whoever does not wait for it does not want to know.
    for (const promise of [done, result]) promise.catch(() => {});
    return [result, settle];
  };
  const run = (name: "evaluate" | "execute", written: string): Promise<unknown> => {
    const text = dedented(written);
    // MicroPython takes no line before an expression.
    const code = name === "evaluate" ? text.trim() : text;
    if (killed) return refuse(name);
    stopTask();
    const own = { settle: (() => {}) as Settle, runs: false };
    const [result, settle] = call(async (settle) => {
      await freed(settle);
      if (!calls.has(settle)) return undefined;
      own.runs = true;
      const result = worker.run(name, code, persistent);
      running = result;
      return result.finally(() => {
        if (running === result) running = undefined;
        if (task === own) task = undefined;
      });
    });
    own.settle = settle;
    task = own;
    return result;
  };
  const tidy = async (name: "clear" | "reset"): Promise<void> => {
    if (killed) return;
    // A new worker has an empty terminal.
    stopTask();
    await started;
    if (running) await freed();
    worker.tidy(name);
  };

  try {
    await started;
  } catch (error) {
    end(KILLED);
    if (options.terminal === undefined) document.getElementById(wanted.target)?.remove();
    throw error;
  }
  return {
    process: (code) => (killed ? refuse("process") : call(() => worker.type(code))[0]),
    execute: (code) => run("execute", code),
    evaluate: (code) => run("evaluate", code),
    clear: () => tidy("clear"),
    reset: () => tidy("reset"),
    kill() {
      killed = true;
      task = undefined;
      end(KILLED);
    },
  };
}

let count = 0;

/**
 * What its script is like.
 *
 * @throws TypeError: an option that cannot be.
 */
function wantedOf({ type = "py", terminal, config, serviceWorker }: DonkeyOptions): Wanted {
  if (!TYPES.has(type)) {
    throw new TypeError(`donkey() needs type: "py" or type: "mpy", not ${JSON.stringify(type)}`);
  }
  let target = terminal;
  if (target === undefined) {
    // A worker that takes the place of another one finds it again.
    const place = document.createElement("py-terminal");
    place.style.display = "block";
    place.id = target = `donkey-terminal-${count++}`;
    document.body.append(place);
  } else if (!isThere(target)) {
    throw new TypeError(
      `(PY3002): Unknown target ${target}: \`terminal\` of donkey() is the id of an element of the page, or a selector`,
    );
  }
  const text = typeof config === "object" ? JSON.stringify(config) : config;
  return { type: type as ScriptType, target, config: text, serviceWorker };
}

function isThere(target: string): boolean {
  if (document.getElementById(target)) return true;
  try {
    return !!document.querySelector(target);
  } catch {
    // No selector either.
    return false;
  }
}

/** A call after `kill()`. */
function refuse(name: string): Promise<undefined> {
  console.error(new TypeError(`${name}(): ${KILLED}; donkey() starts another one`));
  return Promise.resolve(undefined);
}
