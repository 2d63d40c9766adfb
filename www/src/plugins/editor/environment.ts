/** A worker with Python, which editors of one name share. */

import { Channel } from "../../workers/channel.js";
import { TARGET, type Attached } from "../../workers/protocol.js";
import type { XWorker } from "../../workers/xworker.js";
import type { Tools } from "../../plugins.js";
import type { ScriptType } from "../../script-types.js";
import type { Code, Failed, Names, OfPage, OfWorker } from "./protocol.js";

/** Who runs code: where its output goes. */
export interface Client {
  script: HTMLScriptElement;
  /** The id of the element that `display` writes to. */
  readonly target: string;
  output(text: string, isError: boolean): void;
}

/** How a run has ended. */
export type Ended = { failed: Failed | null } | { stopped: string };

/** The calls of the worker's functions. */
type Link = { [Name in keyof OfWorker]: (...args: Parameters<OfWorker[Name]>) => Promise<Awaited<ReturnType<OfWorker[Name]>>> };

interface Live {
  xworker: XWorker;
  link: Link;
}

/** How long code has to react to being stopped, in milliseconds. */
const PATIENCE = 1500;

const RESTART =
  "Stop evaluating this code?\n\nIt does not react, so Python has to be restarted: all variables will be lost.";

export class Environment {
  readonly #tools: Tools;
  readonly #type: ScriptType;
  /** Code that runs whenever the worker starts. */
  readonly #setups: { client: Client; code: Code }[] = [];
  readonly #clients = new Map<number, Client>();
  #last = 0;
  #live: Promise<Live> | undefined;
  #running = 0;
  #settingUp: Promise<unknown> = Promise.resolve();
  /** Whether the worker can be asked now. */
  #isUp = false;

  constructor(
    tools: Tools,
    type: ScriptType,
    public config: string | null,
  ) {
    this.#tools = tools;
    this.#type = type;
  }

  /** From now on Python has another configuration, and starts anew. */
  override(config: string): void {
    this.config = config;
    const live = this.#live;
    this.#forget();
    live?.then(
      ({ xworker }) => xworker.terminate(),
      () => {},
    );
  }

  /** Whether Python is up and has nothing to do. */
  get isIdle(): boolean {
    return this.#isUp && this.#running === 0;
  }

  /** Code that runs at once, and again whenever Python is restarted. */
  setUp(client: Client, code: Code, handedOver: () => void): Promise<Ended> {
    const live = this.#start(client);
    this.#setups.push({ client, code });
    const ended = live.then((there) => {
      const run = this.#run(there, client, code);
      handedOver();
      return run;
    });
    // Editors run their code after it, however it ends.
    this.#settingUp = Promise.allSettled([this.#settingUp, ended]);
    return ended;
  }

  /** Runs pieces of code one after the other, up to the first that fails. */
  async run(client: Client, codes: Code[]): Promise<Ended> {
    const live = await this.#start(client);
    await this.#settingUp;
    for (const code of codes) {
      const ended = await this.#run(live, client, code);
      if ("stopped" in ended || ended.failed) return ended;
    }
    return { failed: null };
  }

  async complete(path: string): Promise<Names> {
    return this.isIdle && this.#live ? (await this.#live).link.complete(path) : [];
  }

  async check(code: Code): Promise<Failed | null> {
    return this.isIdle && this.#live ? (await this.#live).link.check(code) : null;
  }

  /** Stops all that runs, with Python's state kept if possible. */
  async stop(): Promise<void> {
    if (!this.#live) return;
    const live = await this.#live;
    const later = (time: number): Promise<false> => new Promise((then) => setTimeout(() => then(false), time));
    // Code that waits for something lets the worker hear this.
    const heard = live.link.stop();
    heard.catch(() => {});
    if (!(await Promise.race([heard, later(100)]))) live.xworker.interrupt();
    for (let waited = 0; this.#running > 0 && waited < PATIENCE; waited += 50) await later(50);
    if (this.#running > 0 && confirm(RESTART) && this.#running > 0) this.#restart(live);
  }

  /** Ends the worker and all that runs in it. */
  #restart(live: Live): void {
    live.xworker.terminate();
    const [first] = this.#setups;
    if (first) void this.#start(first.client);
  }

  #forget(): void {
    this.#live = undefined;
    this.#isUp = false;
  }

  async #run(live: Live, client: Client, code: Code): Promise<Ended> {
    const number = ++this.#last;
    this.#clients.set(number, client);
    this.#running++;
    try {
      return { failed: await live.link.run(number, code) };
    } catch (error) {
      if (error instanceof Terminated) return { stopped: error.message };
      const traceback = error instanceof Error ? error.message : String(error);
      return { failed: { type: "Error", traceback: `${traceback}\n`, place: null } };
    } finally {
      this.#running--;
      // Tasks that it has left may still print; earlier ones are nobody's any more.
      for (const old of this.#clients.keys()) if (old < this.#last - 100) this.#clients.delete(old);
    }
  }

  #start(client: Client): Promise<Live> {
    if (!this.#live) {
      const live = this.#boot(client);
      this.#live = live;
      live.then(
        () => {
          this.#isUp = true;
        },
        () => {
          if (this.#live === live) this.#forget();
        },
      );
    }
    return this.#live;
  }

  async #boot({ script }: Client): Promise<Live> {
    const { file, startWorker } = this.#tools;
    const setups = [...this.#setups];
    const { port1, port2 } = new MessageChannel();
    const attached: Attached = { module: file("plugins/editor-worker.js"), port: port2 };
    const serviceWorker = script.getAttribute("service-worker");
    const options = { async: true, serviceWorker, ...(this.config !== null && { config: this.config }) };
    const channel = new Channel(port1, {
      output: (number: number, text: string, isError: boolean) =>
        this.#clients.get(number)?.output(text, isError),
    } satisfies OfPage);
    const ended = (): void => {
      this.#forget();
      channel.close(new Terminated("Python was restarted: all variables are lost."));
    };
    const xworker = startWorker({ name: this.#type, hooks: {}, attached, ended }, undefined, options);
    Object.defineProperty(script, "xworker", { configurable: true, value: xworker });
    Object.assign(xworker.sync, { [TARGET]: () => this.#clients.get(this.#last)?.target ?? "" });
    const call =
      (name: string) =>
      (...args: unknown[]) =>
        channel.call(name, ...args);
    const link = Object.fromEntries(
      ["run", "stop", "complete", "check"].map((name) => [name, call(name)]),
    ) as unknown as Link;
    await xworker.ready;
    const live = { xworker, link };
    // Those that are there already: whoever asks for more runs after them.
    for (const { client, code } of setups) await this.#run(live, client, code);
    return live;
  }
}

/** The reason of calls that a terminated worker cannot answer. */
class Terminated extends Error {}
