/** Hooks that have come as text. */

import type { WorkerHooks } from "./protocol.js";

/** The value of an expression, evaluated in strict mode and outside of everything here. */
// eslint-disable-next-line @typescript-eslint/no-implied-eval -- functions cross threads as text only
const evaluate = (text: string): unknown => (new Function(`"use strict"; return (${text})`) as () => unknown)();

function toFunction(name: string, text: string): unknown {
  try {
    return evaluate(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw unusable(name, error);
  }
  try {
    // A method, as it is written in an object.
    return Object.values(evaluate(`{ ${text} }`) as object)[0];
  } catch (error) {
    throw unusable(name, error);
  }
}

const unusable = (name: string, error: unknown): Error =>
  new Error(
    `(PY3004): The hook ${name} cannot be made from its text in a worker\n${String(error)}\nhelp: hooks for workers are functions with all that they need inside of them`,
  );

/** Functions again where they were functions. */
export const revived = (hooks: WorkerHooks): Record<string, unknown[]> =>
  Object.fromEntries(
    Object.entries(hooks).map(([name, texts]) => [
      name,
      name.startsWith("on") ? texts.map((text) => toFunction(name, text)) : texts,
    ]),
  );
