/** What goes wrong, told in three ways: an event, a box on the page, a line in the console. */

import { showBanner } from "./banner.js";
import type { ScriptType } from "./script-types.js";
import type { IO } from "./stdio.js";

/** A problem as data: the `detail` of `py:error` and `mpy:error`. `null` where it has no such part. */
export interface Problem {
  /** `PY0404`; all are listed in docs/errors.md. */
  code: string;
  severity: "error" | "warning";
  /** What is wrong, in one line. */
  title: string;
  detail: string | null;
  /** Name of the text it was found in, line and column starting with 1, and that line. */
  file: string | null;
  line: number | null;
  column: number | null;
  source: string | null;
  /** What to do about it. */
  help: string | null;
}

/** An exception of Python. */
export interface Exception extends Problem {
  /** Name of its class. */
  type: string;
  message: string;
  traceback: string;
}

/** Texts that were told already. The same cause often has several effects. */
const told = new Set<string>();

function isNew(text: string): boolean {
  if (told.has(text)) return false;
  told.add(text);
  return true;
}

/** Hears of problems in place of the page; with a text, of those that are told on it. */
export type Elsewhere = (
  type: ScriptType,
  problem: Problem,
  text?: string,
  always?: boolean,
) => void;

let elsewhere: Elsewhere | undefined;

/** From now on `hear` is told: this thread has no page. */
export const tellElsewhere = (hear: Elsewhere): void => {
  elsewhere = hear;
};

let announcing = false;

/** Dispatches `TYPE:error` where the problem is, or on the window. */
export function announce(type: ScriptType, problem: Problem, element?: Element): void {
  if (elsewhere) {
    elsewhere(type, problem);
    return;
  }
  // A listener of this very event that fails must not be told about itself without end.
  if (announcing) return;
  announcing = true;
  const options = { detail: problem, bubbles: true, composed: true };
  const target = element?.isConnected ? element : window;
  target.dispatchEvent(new CustomEvent(`${type}:error`, options));
  announcing = false;
}

/** Tells a problem of the page; `always` shows it on a page that declined banners too. */
export function tell(
  type: ScriptType,
  problem: Problem,
  text: string,
  always: boolean,
  element?: Element,
): void {
  if (elsewhere) {
    elsewhere(type, problem, text, always);
    return;
  }
  announce(type, problem, element);
  if (!isNew(text)) return;
  if (problem.severity === "warning") {
    console.warn(text);
  } else {
    showBanner(text, always, problem);
    console.error(text);
  }
}

/** What is being written to `io.stderr` right now, if it is a problem. */
let writing: Problem | undefined;

/** Shows an error that was written to `stderr`, unless the page has redirected that. */
export function showError(value: unknown): void {
  // What Python in a worker writes stays in the console.
  if (!elsewhere) showBanner(String((value as Error | null)?.message ?? value), false, writing);
  console.error(value);
}

function write(io: IO, value: unknown, problem?: Problem): void {
  writing = problem;
  try {
    io.stderr(value);
  } catch (error) {
    // The page's own replacement threw.
    console.error(value, error);
  } finally {
    writing = undefined;
  }
}

/** Tells a problem of a tag where its interpreter's errors go. */
export function tellOfTag(
  type: ScriptType,
  problem: Problem,
  text: string,
  io: IO,
  element: Element,
): void {
  announce(type, problem, element);
  if (isNew(text)) write(io, text, problem);
}

/** Tells an exception of page code where its interpreter's errors go. */
export function tellException(type: ScriptType, error: unknown, io: IO, element?: Element): void {
  announce(type, exception(error), element);
  write(io, error);
}

function exception(error: unknown): Exception {
  const { name, message: traceback } = error instanceof Error ? error : new Error(String(error));
  const [place] = [...traceback.matchAll(/^ *File "(.+)", line (\d+).*$/gm)].slice(-1);
  const after = traceback.slice(place ? place.index + place[0].length : 0);
  // Source lines below a frame are indented; the first line that is not says what happened.
  const [, title = traceback] = /^(\S.*)$/m.exec(after) ?? [];
  const [, type = name, message = title] = /^([\w.]+)(?:: (.*))?$/.exec(title) ?? [];
  return {
    code: "PY3003",
    severity: "error",
    title,
    detail: traceback,
    file: place?.[1] ?? null,
    line: place ? Number(place[2]) : null,
    column: null,
    source: null,
    help: null,
    type,
    message: message === type ? "" : message,
    traceback,
  };
}

const isOfPython = (error: unknown): error is Error =>
  error instanceof Error && error.name === "PythonError";

// Pyodide's exceptions know their address in its memory.
const typeOf = (error: Error): ScriptType => ("__error_address" in error ? "py" : "mpy");

/** Python that the browser calls ends in an error of the page; that is told as well. */
export function watchUncaughtErrors(): void {
  addEventListener("error", ({ error, message }) => {
    if (!isOfPython(error)) return;
    announce(typeOf(error), exception(error));
    // Engines word the event's message in their own way. A timer fails again and again.
    const text = message.startsWith("Uncaught PythonError")
      ? message
      : `Uncaught ${error.name}: ${error.message}`;
    if (isNew(text)) showBanner(text);
  });
  addEventListener("unhandledrejection", ({ reason }) => {
    // On the page nothing tells it: pages reject promises on purpose.
    if (isOfPython(reason)) announce(typeOf(reason), exception(reason));
  });
}
