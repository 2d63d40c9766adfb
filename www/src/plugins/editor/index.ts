/** The plugin `py-editor`: scripts of type `py-editor` and `mpy-editor` become editors of Python. */

import type { Tools } from "../../plugins.js";
import type { ScriptType } from "../../script-types.js";
import { Environment } from "./environment.js";
import { UnknownTarget, VisibleEditor, setUp } from "./editors.js";
import { tellOf } from "../problems.js";
import { textOf } from "./source.js";
import type { CodeMirror } from "./widget.js";

const known = new WeakSet<Element>();
const environments = new Map<string, Environment>();
let count = 0;
let queue = Promise.resolve();

/** The next number of the page's editors, their environments and their outputs. */
export const nextNumber = (): number => count++;

/** Makes a script an editor, after those that were found before. */
export function add(tag: Element, tools: Tools): void {
  if (known.has(tag) || !(tag instanceof HTMLScriptElement)) return;
  known.add(tag);
  const type: ScriptType = tag.type === "mpy-editor" ? "mpy" : "py";
  tag.type += "-active";
  const text = textOf(tag, type, tools);
  // Requested while others are initialised.
  const modules = tag.hasAttribute("setup") ? undefined : tools.chunk<CodeMirror>("codemirror");
  modules?.catch(() => {});
  queue = queue
    .then(async () => initialise(tag, type, tools, await text, await modules))
    // Others are not concerned.
    .catch((error: unknown) => {
      const help = "`target` is the id of an element, or a selector, of something that is in the page";
      if (error instanceof UnknownTarget) tellOf(tools, type, tag, "PY3002", error.message, help);
      else tellOf(tools, type, tag, "PY0000", "An editor cannot be shown", null, String(error));
    });
}

function initialise(
  script: HTMLScriptElement,
  type: ScriptType,
  tools: Tools,
  text: string | undefined,
  modules: CodeMirror | undefined,
): void {
  const environment = environmentOf(script, type, tools);
  if (!environment) return;
  if (modules) new VisibleEditor(script, type, tools, environment, text ?? "", modules, nextNumber);
  else if (text !== undefined) setUp(script, type, tools, environment, text);
}

const ENGINES = { py: "pyodide", mpy: "micropython" };

/** The environment of a script, new or that of its name; `undefined` if it wants what cannot be. */
function environmentOf(script: HTMLScriptElement, type: ScriptType, tools: Tools): Environment | undefined {
  const config = script.getAttribute("config");
  const name = script.getAttribute("env");
  const id = name === null ? `${ENGINES[type]}-${nextNumber()}` : `${ENGINES[type]}-${name}`;
  let environment = environments.get(id);
  if (environment && config !== null) {
    if (script.hasAttribute("env-override")) environment.override(config);
    else {
      const what = environment.config === null ? "unable to add a config to the env" : "duplicated config for env";
      const help = "give the configuration to the first editor of the environment, or add the attribute `env-override`";
      tellOf(tools, type, script, "PY0409", `${what}: ${id}`, help);
      return undefined;
    }
  }
  if (!environment) {
    if (name !== null) nextNumber();
    environment = new Environment(tools, type, config);
    environments.set(id, environment);
  }
  return environment;
}
