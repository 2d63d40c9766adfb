/** A terminal of the page's own thread. */

import type { Terminal } from "@xterm/xterm";
import type { Tools } from "../../plugins.js";
import type { Wrap } from "../../wrap.js";
import { Output } from "./output.js";
import { CODE, STREAMS } from "./python.js";
import { EngineRepl, feed, type Engine } from "./engine-repl.js";

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
  getTerminalSize(): { rows: number; columns: number };
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
  const output = new Output(terminal);
  const raw: Raw = {
    isatty: true,
    getTerminalSize: () => ({ rows: terminal.rows, columns: terminal.cols }),
    write(bytes) {
      // The memory is the interpreter's and is used again.
      output.write(bytes.slice());
      return bytes.length;
    },
  };
  pyodide.setStdout(raw);
  pyodide.setStderr(raw);
  pyodide.runPython(STREAMS);
  wrap.io.stderr = (error) => output.fail((error as Error | null)?.message ?? String(error));
  if (hooks.main.codeBeforeRun.has(inputFailure)) pyodide.runPython(inputFailure);
  console.warn("py-terminal is read only on main thread");
  // Nobody reads what it would type.
  defineProcess(tag, () => new Promise(() => {}));
}

function connectMicroPython(terminal: Terminal, tag: Element, wrap: Wrap, { hooks, inputFailure }: Tools): void {
  const engine = wrap.interpreter as MicroPython;
  // What the interpreter says before its prompt, while a script says something else.
  let unsaid: string | undefined;
  wrap.io.stdout = (output) => {
    const text = output instanceof Uint8Array ? output.slice() : `${String(output)}\n`;
    if (unsaid === undefined) terminal.write(text);
    else unsaid += typeof text === "string" ? text : new TextDecoder().decode(text);
  };
  const repl = new EngineRepl(
    () => engine.replInit(),
    (text) => feed(engine, text),
  );
  terminal.onData((data) => void repl.type(data));
  const interact = (banner: unknown): void => {
    if (typeof banner === "string") unsaid = "";
    repl.start();
    const prompt = unsaid?.slice(unsaid.lastIndexOf("\n") + 1);
    unsaid = undefined;
    if (prompt !== undefined) terminal.write((typeof banner === "string" && banner ? `${banner}\n` : "") + prompt);
  };
  engine.registerJsModule("_pyterminal", { interact });
  hooks.main.codeBeforeRun.delete(inputFailure);
  engine.runPython(PROMPT + CODE);
  defineProcess(tag, (code) => {
    repl.process(code);
    return Promise.resolve();
  });
}

/** `process` of a tag. */
export function defineProcess(tag: Element, process: (code: string) => Promise<void>): void {
  Object.defineProperty(tag, "process", { configurable: true, value: process });
}
