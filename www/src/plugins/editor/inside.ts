/** An editor's half in the worker: what its page asks for, done by Python. */

import { Channel, type Functions } from "../../workers/channel.js";
import type { Attach } from "../../workers/protocol.js";
import type { Failed, Names, OfWorker, Place } from "./protocol.js";
import python from "./editor.py";

/** What is used of both interpreters. */
interface Interpreter {
  FS: { writeFile(path: string, text: string): void };
  pyimport(name: string): unknown;
  /** MicroPython gives no promise for code that waits. */
  runPythonAsync(code: string): unknown;
  setStdout?(options: Raw): void;
  setStderr?(options: Raw): void;
}

interface Raw {
  write(bytes: Uint8Array): number;
}

/** Pyodide's `None` is `undefined`. */
type Done = (type?: string | null, traceback?: string | null, place?: string | null) => void;

/** The Python module. */
interface Module {
  prepare(number: number, source: string, file: string, done: Done): void;
  complete(path: string): string;
  check(source: string, file: string): string;
  stop(): void;
  flush(): void;
}

const MODULE = "pyscript._editor";

/** Evaluated where MicroPython allows top-level `await` to what is compiled meanwhile. */
const inside = (call: string): string => `__import__('${MODULE}', None, None, ('_',)).${call}`;

export const attach: Attach = ({ interpreter, io, type }, port, interrupt) => {
  const api = interpreter as Interpreter;
  const isPyodide = type === "py";
  api.FS.writeFile("pyscript/_editor.py", python);
  const module = api.pyimport(MODULE) as Module;
  let current = 0;

  const send = (text: string, isError: boolean): void => channel.tell("output", current, text, isError);
  const out: Stream = stream((text) => send(text, false), () => err.flush());
  const err: Stream = stream((text) => send(text, true), () => out.flush());
  if (isPyodide) {
    // As bytes, for what has no end of line too.
    api.setStdout?.({ write: (bytes) => (out.write(bytes), bytes.length) });
    api.setStderr?.({ write: (bytes) => (err.write(bytes), bytes.length) });
  }
  io.stdout = (bytes) => out.write(bytes as Uint8Array);
  io.stderr = (value) => {
    if (value instanceof Uint8Array) err.write(value);
    else {
      out.flush();
      send(`${(value as Error | null)?.message ?? String(value)}\n`, true);
    }
  };

  /** What was meant for code that has ended must not stop other code. */
  const forgetInterrupt = (): void => {
    if (interrupt) Atomics.store(interrupt, 0, 0);
  };

  const functions: OfWorker = {
    async run(number, { text, file }) {
      forgetInterrupt();
      current = number;
      const failed = await new Promise<Failed | null>((resolve, reject) => {
        const done: Done = (name, traceback, place) =>
          resolve(name && traceback ? toFailed(name, traceback, place ?? null, file) : null);
        module.prepare(number, text, file, done);
        // JavaScript's own exceptions, which Python cannot catch, come this way.
        if (!isPyodide) void Promise.resolve(api.runPythonAsync(inside("start()"))).catch(reject);
      });
      out.flush();
      err.flush();
      return failed;
    },
    stop() {
      forgetInterrupt();
      module.stop();
      return true;
    },
    complete: (path) => JSON.parse(module.complete(path)) as Names,
    check({ text, file }) {
      if (!isPyodide) return null;
      const found = JSON.parse(module.check(text, file)) as [string, string, string | null] | null;
      return found && toFailed(...found, file);
    },
  };
  const channel = new Channel(port, functions as unknown as Functions);
};

function toFailed(type: string, traceback: string, place: string | null, file: string): Failed {
  return { type, traceback, place: place === null ? lineOf(traceback, file) : toPlace(place) };
}

function toPlace(json: string): Place {
  const [line, column, endLine, endColumn] = JSON.parse(json) as [number, number | null, number | null, number | null];
  return { line, column, endLine, endColumn };
}

/** The line that a traceback names last of a file. */
function lineOf(traceback: string, file: string): Place | null {
  const lines = [...traceback.matchAll(/^ *File "(.+)", line (\d+)/gm)].filter(([, name]) => name === file);
  const line = lines.at(-1)?.[2];
  return line === undefined ? null : { line: Number(line), column: null, endLine: null, endColumn: null };
}

interface Stream {
  write(bytes: Uint8Array): void;
  flush(): void;
}

/**
 * Sends lines as soon as they end, and what is left as soon as Python gives way; `before` sends what
 * the other stream has got earlier.
 */
function stream(send: (text: string) => void, before: () => void): Stream {
  const decoder = new TextDecoder();
  let line = "";
  let waits = false;
  const flush = (): void => {
    if (line) send(line);
    line = "";
  };
  return {
    write(bytes) {
      before();
      line += decoder.decode(bytes, { stream: true });
      if (line.endsWith("\n")) flush();
      else if (line && !waits) {
        waits = true;
        setTimeout(() => {
          waits = false;
          flush();
        });
      }
    },
    flush,
  };
}
