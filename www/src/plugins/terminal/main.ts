/** A terminal of the page's own thread. */

import type { Terminal } from "@xterm/xterm";
import type { Tools } from "../../plugins.js";
import type { Wrap } from "../../wrap.js";
import { EngineRepl, type Engine } from "./engine-repl.js";

/** What is used of both interpreters. */
interface Interpreter {
  globals: { set(name: string, value: unknown): void };
  runPython(code: string): unknown;
}

interface MicroPython extends Interpreter, Engine {
  registerJsModule(name: string, module: object): void;
}

interface Pyodide extends Interpreter {
  setStdout(options: Raw): void;
  setStderr(options: Raw): void;
}

interface Raw {
  write(bytes: Uint8Array): number;
  isatty: boolean;
}

/** `input()` of a page asks with a dialog. */
const PROMPT = `
def _():
    import builtins, js
    builtins.input = lambda prompt="": js.prompt(str(prompt))
_()
del _
`;

/** Sends an interpreter's output to a terminal, and lets a user talk to it where that is possible. */
export function connect(terminal: Terminal, tag: Element, wrap: Wrap, tools: Tools): void {
  const interpreter = wrap.interpreter as Interpreter;
  interpreter.globals.set("__terminal__", terminal);
  if (wrap.type === "py") connectPyodide(terminal, tag, wrap, tools);
  else connectMicroPython(terminal, tag, wrap, tools);
}

function connectPyodide(terminal: Terminal, tag: Element, wrap: Wrap, { hooks, inputFailure }: Tools): void {
  const pyodide = wrap.interpreter as Pyodide;
  // Bytes as they come, so that what has no end of line yet is seen.
  const raw: Raw = {
    isatty: true,
    write(bytes) {
      // The memory is the interpreter's and is used again.
      terminal.write(bytes.slice());
      return bytes.length;
    },
  };
  pyodide.setStdout(raw);
  pyodide.setStderr(raw);
  wrap.io.stderr = (error) => {
    const text = (error as Error | null)?.message ?? String(error);
    terminal.write(text.endsWith("\n") ? text : `${text}\n`);
  };
  if (hooks.main.codeBeforeRun.has(inputFailure)) pyodide.runPython(inputFailure);
  console.warn("py-terminal is read only on main thread");
  // Nobody reads what it would type.
  defineProcess(tag, () => new Promise(() => {}));
}

function connectMicroPython(terminal: Terminal, tag: Element, wrap: Wrap, { hooks, inputFailure }: Tools): void {
  const engine = wrap.interpreter as MicroPython;
  wrap.io.stdout = (output) => terminal.write(output instanceof Uint8Array ? output.slice() : `${String(output)}\n`);
  const repl = new EngineRepl(engine);
  terminal.onData((data) => repl.type(data));
  engine.registerJsModule("code", { interact: () => repl.start() });
  hooks.main.codeBeforeRun.delete(inputFailure);
  engine.runPython(PROMPT);
  defineProcess(tag, (code) => {
    repl.process(code);
    return Promise.resolve();
  });
}

/** `process` of a tag. */
function defineProcess(tag: Element, process: (code: string) => Promise<void>): void {
  Object.defineProperty(tag, "process", { configurable: true, value: process });
}
