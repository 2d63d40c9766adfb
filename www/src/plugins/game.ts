/** The plugin `py-game`: scripts that run on a Pyodide of their own, with pygame-ce and a canvas. */

import type { Tools } from "../plugins.js";
import type { Wrap } from "../wrap.js";
import { fetched } from "./fetched.js";
import { tellOf } from "./problems.js";

const NAME = "py-game";
const PACKAGE = "pygame-ce";

/** What is used of Pyodide. */
interface Pyodide {
  runPython(code: string): unknown;
  loadPackage(name: string, options: Record<string, (text: string) => void>): Promise<unknown>;
  loadedPackages: Record<string, string>;
  canvas: { setCanvas2D(canvas: Element): void };
  _api: { _skip_unwind_fatal_error: boolean };
}

/** `input()` asks with a dialog; modules of a configuration that came later can be imported. */
const PREPARE = `
def _():
    import builtins, sys
    import js
    from polyscript import js_modules

    def ask(prompt="", /):
        answer = js.prompt(str(prompt))
        if answer is None:
            raise EOFError("the question was not answered")
        return answer

    builtins.input = ask
    for name in js.Object.keys(js_modules):
        for package in ("pyscript.js_modules", "polyscript.js_modules"):
            sys.modules[f"{package}.{name}"] = getattr(js_modules, name)
_()
del _
`;

const HAS_PYGAME = `__import__("importlib.util").util.find_spec("pygame") is not None`;

const NO_PYGAME =
  `${PACKAGE} comes from where the page's Pyodide comes from: connect to the internet, or put its wheel beside the page ` +
  'and name it in the `config` of the script: packages = ["./pygame_ce-….whl"]';

let started = false;

/** Lets the page's scripts of that type run, those that are there and those that come. */
export function start(tools: Tools): void {
  if (started) return;
  started = true;
  console.warn("⚠️ EXPERIMENTAL `py-game` FEATURE");
  const onReady = (wrap: Wrap, script: HTMLScriptElement): Promise<void> => run(wrap, script, tools);
  tools.define(NAME, { interpreter: "pyodide", packaged: true, hooks: { main: { onReady } } });
}

/** Runs a script to its end; the next one waits for that. */
async function run(wrap: Wrap, script: HTMLScriptElement, tools: Tools): Promise<void> {
  if (script.hasAttribute("worker")) {
    const help = "remove the attribute `worker`: a game draws on the page";
    tellOf(tools, "py", script, "PY1006", "Games cannot run in workers", help);
    return;
  }
  const api = wrap.interpreter as Pyodide;
  const src = script.getAttribute("src");
  const code = src ? await fetched(src, script, "py", tools) : script.text;
  if (code === undefined) return;
  const written = script.getAttribute("config");
  const config = written?.trim() ? ((await tools.configure(NAME, written)) as object | undefined) : {};
  if (!config || !(await hasPygame(api, script, tools))) return;
  api.runPython(PREPARE);
  const canvas = canvasOf(script, tools);
  // The engine leaves its own main loop that way.
  api._api._skip_unwind_fatal_error = true;
  // The engine takes nothing else; code that shows nothing runs.
  api.canvas.setCanvas2D(canvas ?? Object.assign(document.createElement("canvas"), { id: "canvas" }));
  const detail = { canvas, code, config, wrap };
  const event = new CustomEvent(NAME, { bubbles: true, cancelable: true, detail });
  if (script.dispatchEvent(event)) await wrap.runAsync(code, nameOf(src));
}

/** What tracebacks call the code. */
const nameOf = (src: string | null): string | undefined => src?.replace(/[?#].*/, "").replace(/^\.\//, "");

function canvasOf(script: Element, tools: Tools): Element | null {
  const wanted = script.getAttribute("target");
  const canvas = document.getElementById(wanted ?? "canvas");
  if (wanted !== null && canvas?.localName !== "canvas") {
    const title = canvas ? `The target ${wanted} is no canvas` : `Unknown target ${wanted}`;
    const help = "`target` of a game is the id of a canvas that is in the page before the script runs";
    tellOf(tools, "py", script, "PY3002", title, help);
  } else if (!canvas) {
    console.warn('The page has no <canvas id="canvas">: what its game draws is not shown.');
  }
  return canvas;
}

const progress = (detail: string): boolean => dispatchEvent(new CustomEvent(`${NAME}:progress`, { detail }));

/** Installs pygame-ce unless a configuration has; tells if it cannot be had. */
async function hasPygame(api: Pyodide, script: Element, tools: Tools): Promise<boolean> {
  if (api.runPython(HAS_PYGAME)) return true;
  const reasons: string[] = [];
  try {
    await api.loadPackage(PACKAGE, { messageCallback: progress, errorCallback: (text) => reasons.push(text) });
  } catch (error) {
    reasons.push(error instanceof Error ? error.message : String(error));
  }
  if (PACKAGE in api.loadedPackages) return true;
  tellOf(tools, "py", script, "PY1001", `Unable to install ${PACKAGE}`, NO_PYGAME, reasons.join("\n") || null);
  return false;
}
