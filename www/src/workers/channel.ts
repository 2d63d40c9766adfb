/**
 * Calls between a page and a worker over a message port: each side has functions that the other
 * calls by name, and every call is answered, with a value or an error.
 */

/** What one side offers to the other. */
export type Functions = Record<string, (...args: never[]) => unknown>;

type Message =
  | { call: string; args: unknown[]; id: number }
  | { id: number; value: unknown }
  | { id: number; error: unknown };

interface Pending {
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
}

export class Channel {
  /** What the other side can call. */
  readonly functions: Functions;
  readonly #port: MessagePort;
  readonly #pending = new Map<number, Pending>();
  #last = 0;

  constructor(port: MessagePort, functions: Functions) {
    this.#port = port;
    this.functions = functions;
    port.onmessage = ({ data }: MessageEvent<Message>) => {
      if ("call" in data) {
        void this.#answer(data.id, functions[data.call], data.call, data.args);
        return;
      }
      const pending = this.#pending.get(data.id);
      this.#pending.delete(data.id);
      if ("error" in data) pending?.reject(data.error);
      else pending?.resolve(data.value);
    };
  }

  /** Calls a function of the other side. What cannot be copied rejects the call. */
  call(name: string, ...args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = ++this.#last;
      this.#port.postMessage({ call: name, args, id });
      this.#pending.set(id, { resolve, reject });
    });
  }

  /** The same where nobody waits for an answer. */
  tell(name: string, ...args: unknown[]): void {
    this.#port.postMessage({ call: name, args, id: 0 });
  }

  /** Ends every call that waits, and takes no more. */
  close(reason: unknown): void {
    this.#port.close();
    for (const { reject } of this.#pending.values()) reject(reason);
    this.#pending.clear();
  }

  async #answer(
    id: number,
    called: Functions[string] | undefined,
    name: string,
    args: unknown[],
  ): Promise<void> {
    try {
      if (!called) throw new TypeError(`there is no function ${name}`);
      const value = await called(...(args as never[]));
      if (id) this.#port.postMessage({ id, value });
    } catch (error) {
      if (id) this.#reject(id, error);
      else console.error(error);
    }
  }

  #reject(id: number, error: unknown): void {
    try {
      this.#port.postMessage({ id, error });
    } catch {
      // An error with something in it that cannot be copied.
      this.#port.postMessage({ id, error: new Error(String(error)) });
    }
  }
}
