/** The code of an editor's script. */

import type { Tools } from "../../plugins.js";
import type { ScriptType } from "../../script-types.js";
import { dedented } from "../dedented.js";
import { fetched } from "../fetched.js";

/** The code of a script, its own or what is at `src`; `undefined` if that cannot be had. */
export async function textOf(
  script: HTMLScriptElement,
  type: ScriptType,
  tools: Tools,
): Promise<string | undefined> {
  const own = dedented(script.text).trim();
  const src = script.getAttribute("src");
  if (!src) return own;
  const text = await fetched(src, script, type, tools);
  if (text === undefined) return own || undefined;
  // A setup is what is at its address; an editor shows it where the page has nothing else to show.
  return script.hasAttribute("setup") || !own ? text : own;
}
