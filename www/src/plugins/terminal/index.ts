/** The plugin `py-terminal`: tags with the attribute `terminal`. */

import type { Terminal } from "@xterm/xterm";
import type { Tools } from "../../plugins.js";
import type { ScriptType } from "../../script-types.js";
import type { Wrap } from "../../wrap.js";
import { connect } from "./main.js";
import { makeWidget } from "./widget.js";

/** The tag whose terminal the page's own thread has. */
let owner: Element | undefined;

/** Gives a tag of the page's own thread its terminal, before it runs. */
export async function openMain(tag: Element, selector: string, tools: Tools): Promise<void> {
  const rivals = document.querySelectorAll(`:is(${selector}):not([worker])`);
  if (owner ? owner !== tag : rivals.length > 1) {
    refuse(tag, tools, {
      code: "PY0409",
      title: "You can use at most 1 main terminal",
      help: "add the attribute `worker` to the others: each worker has a terminal of its own",
    });
    return;
  }
  owner = tag;
  const terminal = await makeWidget(tag, tools.file, typeOf(tag) === "py");
  if (!terminal) {
    owner = undefined;
    // A script writes there as well, and is told so in its turn.
    if (!(tag instanceof HTMLScriptElement)) {
      refuse(tag, tools, { code: "PY3002", title: unknownTarget(tag), help: TARGET_HELP });
    }
    return;
  }
  defineTerminal(tag, terminal);
  const { onReady } = tools.hooks.main;
  const ready = (wrap: Wrap, element: Element): void => {
    if (element !== tag) return;
    onReady.delete(ready);
    connect(terminal, tag, wrap, tools);
  };
  onReady.add(ready);
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

/** Tells why a tag does not run. */
function refuse(tag: Element, tools: Tools, refusal: Refusal): void {
  const nowhere = { detail: null, file: null, line: null, column: null, source: null };
  const { code, title, help } = refusal;
  // Pages know the text of the former as it is.
  const text = code === "PY0409" ? title : `(${code}): ${title}`;
  const problem = { ...refusal, severity: "error", ...nowhere } as const;
  tools.tell(typeOf(tag), problem, `${text}\nhelp: ${help}`, false, tag);
  tools.refuse(tag);
}
