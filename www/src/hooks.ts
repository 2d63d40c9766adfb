/** What plugins add to every script's run. Read when a script runs. */

/** Takes values of one type only, so that a mistake shows where it is made. */
class Hooks<T> extends Set<T> {
  #type: string;
  constructor(type: "function" | "string", ...values: T[]) {
    super();
    this.#type = type;
    for (const value of values) this.add(value);
  }
  override add(value: T): this {
    if (typeof value !== this.#type) {
      throw new TypeError(`Invalid ${typeof value} value: expected ${this.#type}`);
    }
    return super.add(value);
  }
}

type Callback = (...args: never[]) => unknown;

const sets = () => ({
  onReady: new Hooks<Callback>("function"),
  onBeforeRun: new Hooks<Callback>("function"),
  onBeforeRunAsync: new Hooks<Callback>("function"),
  onAfterRun: new Hooks<Callback>("function"),
  onAfterRunAsync: new Hooks<Callback>("function"),
  codeBeforeRun: new Hooks<string>("string"),
  codeBeforeRunAsync: new Hooks<string>("string"),
  codeAfterRun: new Hooks<string>("string"),
  codeAfterRunAsync: new Hooks<string>("string"),
});

/** Replaces `input()`, which cannot wait on the page's own thread, by a failure that says so. */
export const inputFailure = `
import builtins
def input(*_):
    raise Exception(
        "input() doesn't work when PyScript runs in the main thread.\\n"
        '    Add the attribute "worker" to the script to read from a terminal.'
    )
builtins.input = input
del builtins, input
`;

/** The hooks of the page's own thread and those of workers. */
export const hooks = {
  main: { onWorker: new Hooks<Callback>("function"), ...sets() },
  worker: sets(),
};
hooks.main.codeBeforeRun.add(inputFailure);

export const inputFailureIfWanted = (): string | undefined =>
  hooks.main.codeBeforeRun.has(inputFailure) ? inputFailure : undefined;

export const mainHooks = (): unknown => hooks.main;

/** The hooks of one name: of the page's sets, or of the single ones that `define` was given. */
export function hookList(all: Record<string, unknown> | undefined, name: string): unknown[] {
  const entry = all?.[name];
  if (!entry) return [];
  if (typeof entry !== "function") return [...(entry as Iterable<unknown>)];
  return [name.startsWith("code") ? (entry as () => unknown)() : entry];
}
