/** A terminal of a worker, as the page has it. */

import type { Terminal } from "@xterm/xterm";
import type { ScriptType } from "../../script-types.js";
import type { WorkerHooks } from "../../workers/protocol.js";
import type { XWorker } from "../../workers/xworker.js";
import { EngineRepl } from "./engine-repl.js";
import { inside } from "./inside.js";
import { LineEditor } from "./line-editor.js";
import { Output } from "./output.js";
import { CODE, MICROPYTHON, PYODIDE, STREAMS } from "./python.js";

const LINE_END = /\r\n?|\n/;
const INTERRUPT = "\x03";

/** Milliseconds after which somebody who has pressed Ctrl-C wants to know why nothing happens. */
const PATIENCE = 1500;
const BUSY =
  "\x1b[90m(MicroPython cannot be interrupted while it computes, only where it prints or waits for the page)\x1b[0m\n";

/** Connects a worker; gives `process` of its tag. */
export function connectWorker(
  terminal: Terminal,
  type: ScriptType,
  worker: XWorker,
  hooks: WorkerHooks,
): (code: string) => Promise<void> {
  const { sync } = worker;
  const call = async (name: string, ...args: unknown[]): Promise<void> => {
    try {
      await sync[`pyterminal_${name}`]?.(...args);
    } catch {
      // The worker has ended.
    }
  };
  const editor = new LineEditor(terminal);
  const output = new Output(terminal);
  const repl = new EngineRepl(
    () => call("start"),
    (text) => call("feed", text),
  );
  // Whether a prompt runs that the script has not begun.
  let interacts = false;
  /** Called when the script asks, begins a prompt, or has ended. */
  const changed = new Set<() => void>();
  const change = (): void => {
    for (const then of changed) then();
    changed.clear();
  };
  const parts = {
    write: (bytes: Uint8Array) => output.write(bytes),
    error: (text: string, name?: string) => {
      // `exit()` ends a script on purpose; what it is given is a message, or a number for others.
      const [, reason = ""] = (name === "SystemExit" && /SystemExit:? ?(.*)\n*$/.exec(text)) || [];
      if (name !== "SystemExit" || !/^(?:None|-?\d+)?$/.test(reason)) output.fail(reason || text);
    },
    size: () => ({ rows: terminal.rows, columns: terminal.cols }),
    read: (prompt: string, isCode: boolean, names?: string) => {
      const read = editor.read({ prompt, isCode, ...(names !== undefined && { names: names.split("\n").filter(Boolean) }) });
      change();
      return read;
    },
    started: () => {
      repl.runs = true;
      change();
    },
    ended: () => {
      interacts = false;
    },
  };
  for (const [name, part] of Object.entries(parts)) sync[`pyterminal_${name}`] = part as (...args: unknown[]) => unknown;
  sync["is_pyterminal"] = () => true;
  const python = JSON.stringify(type === "py" ? STREAMS + PYODIDE : MICROPYTHON + CODE);
  hooks["onReady"] = [
    `(wrap, xworker) => (${String(inside)})(wrap, xworker, ${python})`,
    ...(hooks["onReady"] ?? []),
  ];

  const interrupt = async (): Promise<void> => {
    editor.forget();
    worker.interrupt();
    const late = type === "mpy" && setTimeout(() => terminal.write(BUSY), PATIENCE);
    await call("idle");
    if (late) clearTimeout(late);
  };
  terminal.onData((data) => {
    const reads = editor.reads;
    if (data === INTERRUPT && !reads) void interrupt();
    if (repl.runs && !reads) void repl.type(data);
    else if (data !== INTERRUPT || reads) editor.type(data);
  });

  const enter = (code: string): Promise<unknown> =>
    Promise.all(code.split(LINE_END).map((line) => editor.enter(line)));
  let hasEnded = false;
  const end = (): void => {
    hasEnded = true;
    change();
  };
  worker.ready.then(end, end);
  if (type === "mpy") {
    return async (code) => {
      const lines = code.split(LINE_END);
      while (lines.length > 0 && !hasEnded && (editor.reads || !repl.runs)) {
        if (editor.reads) await editor.enter(lines.shift() ?? "");
        else await new Promise<void>((then) => changed.add(then));
      }
      if (lines.length === 0) return;
      // What the script has not asked for is for what a page has started since, or a prompt.
      const rest = lines.join("\n");
      await (editor.reads ? enter(rest) : repl.process(rest));
    };
  }
  return async (code) => {
    let isRead = false;
    const lines = enter(code).then(() => {
      isRead = true;
    });
    // Once the script has ended somebody has to ask for them.
    worker.ready.then(
      async () => {
        if (interacts || editor.reads) return;
        interacts = true;
        // Code that a page has started since may be what reads them.
        await call("idle");
        if (isRead) interacts = false;
        else void call("interact");
      },
      () => {},
    );
    await lines;
  };
}
