/** Hooks for workers: the page calls `onWorker` and sends the others as text. */

import { hookList, hooks as ofPage } from "../hooks.js";
import { haveHooksSettled, hooksSettled } from "../lifecycle.js";
import { tell } from "../problems.js";
import type { ScriptType } from "../script-types.js";
import type { WorkerHooks } from "./protocol.js";

type Hooks = Record<string, Record<string, unknown> | undefined>;

/** What is known of a worker when its hooks are called. */
export interface Hooked {
  /** `py`, `mpy`, or what `define` was called with. */
  type: string;
  /** Instead of the page's hooks. */
  hooks?: unknown;
  isAsync: boolean;
  element: Element | undefined;
  /** The interpreter of the page that has started the worker, if Python has. */
  first: unknown;
}

/** Gets a tag, and if it is a worker's, that and the hooks it will have, to be added to. */
export type Preparation = (tag: Element, worker?: Worker, hooks?: WorkerHooks) => Promise<unknown>;

/** What makes workers ready whose tags have an attribute. */
export const preparations: { terminal?: Preparation } = {};

/**
 * Calls the hooks `onWorker` and gives what the worker runs itself, as it is now: at once if the
 * modules that may add hooks have been evaluated.
 */
export async function callHooks(worker: Worker, hooked: Hooked): Promise<WorkerHooks> {
  if (!haveHooksSettled()) await hooksSettled();
  const { main, worker: own } = (hooked.hooks ?? ofPage) as Hooks;
  for (const hook of hookList(main, "onWorker")) {
    try {
      (hook as (...args: unknown[]) => void)(hooked.first, worker);
    } catch (error) {
      tellFailed(hooked, error instanceof Error ? error.message : String(error));
    }
  }
  const hooks: WorkerHooks = {};
  for (const name of ["onReady", "onBeforeRun", "codeBeforeRun", "codeAfterRun", "onAfterRun"]) {
    const full = hooked.isAsync && name !== "onReady" ? `${name}Async` : name;
    const list = hookList(own, full);
    if (list.length > 0) hooks[full] = list.map(String);
  }
  const { element } = hooked;
  if (element?.hasAttribute("terminal")) await preparations.terminal?.(element, worker, hooks);
  return hooks;
}

/** The worker goes on: the hook concerns others. */
function tellFailed({ type, element }: Hooked, reason: string): void {
  const markup = element?.cloneNode() as Element | undefined;
  const title = markup ? `${reason} for ${markup.outerHTML}` : reason;
  const help = "a hook onWorker, added by a plugin or a script of this page, failed";
  const nowhere = { detail: null, file: null, line: null, column: null, source: null };
  const problem = { code: "PY0409", severity: "error", title, ...nowhere, help } as const;
  tell(type as ScriptType, problem, `(PY0409) ${title}\nhelp: ${help}`, false, element);
}
