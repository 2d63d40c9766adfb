/** The text at a script's `src`. */

import type { Tools } from "../plugins.js";
import type { ScriptType } from "../script-types.js";
import { tellOf } from "./problems.js";

/** Numbers of answers that have a code of their own. */
const CODES = new Set([401, 403, 404, 500, 503]);

/** What is there; `undefined` if it cannot be had, which is told. */
export async function fetched(
  src: string,
  script: Element,
  type: ScriptType,
  tools: Tools,
): Promise<string | undefined> {
  const help = "check the address in `src`";
  let answer: Response;
  try {
    answer = await tools.response(new URL(src, script.baseURI).href);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    tellOf(tools, type, script, "PY0001", `Fetching from URL ${src} failed: ${reason}`, help);
    return undefined;
  }
  if (answer.ok) return answer.text();
  const words = answer.statusText && ` (${answer.statusText})`;
  const code = CODES.has(answer.status) ? `PY0${answer.status}` : "PY0001";
  const title = `Fetching from URL ${src} failed with error ${answer.status}${words}.`;
  tellOf(tools, type, script, code, title, help);
  return undefined;
}
