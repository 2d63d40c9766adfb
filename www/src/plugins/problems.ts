/** Tells what is wrong with a script of a plugin, on the page. */

import type { Tools } from "../plugins.js";
import type { ScriptType } from "../script-types.js";

export function tellOf(
  { tell }: Tools,
  type: ScriptType,
  script: Element,
  code: string,
  title: string,
  help: string | null,
  detail: string | null = null,
): void {
  const nowhere = { file: null, line: null, column: null, source: null };
  const lines = [`(${code}): ${title}`, ...(detail === null ? [] : [detail]), ...(help === null ? [] : [`help: ${help}`])];
  tell(type, { code, severity: "error", title, detail, help, ...nowhere }, lines.join("\n"), false, script);
}
