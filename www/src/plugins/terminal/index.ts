/** The plugin `py-terminal`: tags with the attribute `terminal`. */

import type { Terminal } from "@xterm/xterm";
import type { Tools } from "../../plugins.js";
import type { ScriptType } from "../../script-types.js";
import type { WorkerHooks } from "../../workers/protocol.js";
import type { XWorker } from "../../workers/xworker.js";
import type { Wrap } from "../../wrap.js";
import { connect, defineProcess } from "./main.js";
import { makeWidget } from "./widget.js";
import { connectWorker } from "./worker.js";

/** The tag whose terminal the page's own thread has. */
let owner: Element | undefined;

const SELECTOR = ":is(script[type=py i],script[type=mpy i],py-script,mpy-script)[terminal]";

/**
 * Gives a tag its terminal, before it runs: one of the page's own thread, or of a worker, with what
 * will run in that. Gives why the tag must not run.
 */
export async function open(
  tools: Tools,
  tag: Element,
  worker?: Worker,
  hooks?: WorkerHooks,
): Promise<unknown> {
  // Tags of the kernel and of types that a page defines have none.
  if (!tag.matches(SELECTOR)) return undefined;
  return worker && hooks ? openWorker(tag, worker as XWorker, hooks, tools) : openMain(tag, tools);
}

async function openMain(tag: Element, tools: Tools): Promise<unknown> {
  const rivals = document.querySelectorAll(`${SELECTOR}:not([worker])`);
  if (owner ? owner !== tag : rivals.length > 1) {
    // Pages know that text as it is.
    return tell(tag, tools, {
      code: "PY0409",
      title: "You can use at most 1 main terminal",
      help: "add the attribute `worker` to the others: each worker has a terminal of its own",
    });
  }
  owner = tag;
  const terminal = await makeWidget(tag, tools.file, typeOf(tag) === "py");
  if (!terminal) {
    owner = undefined;
    // A script writes there as well, and is told so in its turn.
    if (tag instanceof HTMLScriptElement) return undefined;
    return tell(tag, tools, { code: "PY3002", title: unknownTarget(tag), help: TARGET_HELP }, "(PY3002): ");
  }
  defineTerminal(tag, terminal);
  const { onReady } = tools.hooks.main;
  const ready = (wrap: Wrap, element: Element): void => {
    if (element !== tag) return;
    onReady.delete(ready);
    connect(terminal, tag, wrap, tools);
  };
  onReady.add(ready);
  return undefined;
}

async function openWorker(tag: Element, worker: XWorker, hooks: WorkerHooks, tools: Tools): Promise<void> {
  const terminal = await makeWidget(tag, tools.file, false);
  if (!tag.hasAttribute("terminal")) {
    // Its worker has ended meanwhile.
    terminal?.dispose();
    return;
  }
  if (!terminal) {
    // It runs nevertheless.
    tell(tag, tools, { code: "PY0409", title: unknownTarget(tag), help: TARGET_HELP }, "(PY0409) ");
    return;
  }
  defineTerminal(tag, terminal);
  defineProcess(tag, connectWorker(terminal, typeOf(tag), worker, hooks));
}

const TARGET_HELP =
  "`target` is the id of an element, or a selector, of something that is in the page before the script runs";

function unknownTarget(tag: Element): string {
  const markup = (tag.cloneNode() as Element).outerHTML;
  return `Unknown target ${tag.getAttribute("target") ?? ""} for ${markup}`;
}

const typeOf = (tag: Element): ScriptType =>
  tag.matches("mpy-script,[type=mpy i]") ? "mpy" : "py";

/** `terminal` of a tag. */
const defineTerminal = (tag: Element, terminal: Terminal): void =>
  void Object.defineProperty(tag, "terminal", { configurable: true, value: terminal });

interface Refusal {
  code: string;
  title: string;
  help: string;
}

/** Tells what is wrong with a tag; gives the reason why it does not run. */
function tell(tag: Element, tools: Tools, refusal: Refusal, prefix = ""): unknown {
  const nowhere = { detail: null, file: null, line: null, column: null, source: null };
  const problem = { ...refusal, severity: "error", ...nowhere } as const;
  tools.tell(typeOf(tag), problem, `${prefix}${refusal.title}\nhelp: ${refusal.help}`, false, tag);
  return tools.refusal;
}
