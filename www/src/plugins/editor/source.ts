/** The code of an editor's script. */

import type { Tools } from "../../plugins.js";
import type { ScriptType } from "../../script-types.js";
import { dedented } from "../dedented.js";
import { tellOf } from "./problems.js";

/** Numbers of answers that have a code of their own. */
const CODES = new Set([401, 403, 404, 500, 503]);

/** The code of a script, its own or what is at `src`; `undefined` if that cannot be had. */
export async function textOf(
  script: HTMLScriptElement,
  type: ScriptType,
  tools: Tools,
): Promise<string | undefined> {
  const own = dedented(script.text).trim();
  const src = script.getAttribute("src");
  if (!src) return own;
  let answer: Response;
  try {
    answer = await fetch(new URL(src, script.baseURI));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    tellOf(tools, type, script, "PY0001", `Fetching from URL ${src} failed: ${reason}`, `check the address in \`src\``);
    return own || undefined;
  }
  if (!answer.ok) {
    const code = CODES.has(answer.status) ? `PY0${answer.status}` : "PY0001";
    const words = answer.statusText && ` (${answer.statusText})`;
    const title = `Fetching from URL ${src} failed with error ${answer.status}${words}.`;
    tellOf(tools, type, script, code, title, "check the address in `src`");
    return own || undefined;
  }
  const text = await answer.text();
  // A setup is what is at its address; an editor shows it where the page has nothing else to show.
  return script.hasAttribute("setup") || !own ? text : own;
}
