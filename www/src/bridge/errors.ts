/** Errors in bytes: class, name, message, stack and own properties, `cause` and `errors` among them. */

import type { Reader, Writer } from "./bytes.js";

type Fields = Record<string, unknown>;
type ErrorClass = new (message?: string) => Error;

const CLASSES: Record<string, ErrorClass> = {
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
};

/** What is sent of an error besides its text. */
function fieldsOf(error: Fields): [string, unknown][] {
  const keys = new Set(Object.keys(error));
  for (const key of ["cause", "errors"]) if (Object.hasOwn(error, key)) keys.add(key);
  for (const key of ["name", "message", "stack"]) keys.delete(key);
  return [...keys].map((key) => [key, error[key]]);
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

export function writeError(out: Writer, error: Error, write: (value: unknown) => void): void {
  const fields = error as unknown as Fields;
  const name = text(fields["name"]) || "Error";
  const isPlatform = error instanceof DOMException;
  let own = "Error";
  if (isPlatform) own = "DOMException";
  else if (error instanceof AggregateError) own = "AggregateError";
  else for (const key in CLASSES) if (key !== "Error" && error instanceof (CLASSES[key] as ErrorClass)) own = key;
  out.text(own);
  out.text(name);
  out.text(text(fields["message"]));
  out.text(text(fields["stack"]));
  const all = isPlatform ? [] : fieldsOf(fields);
  out.number(all.length);
  for (const [key, value] of all) {
    out.text(key);
    const { at } = out;
    try {
      write(value);
    } catch {
      // A detail that cannot be sent must not hide the error itself.
      out.at = at;
      out.text(String(value));
    }
  }
}

/** Its fields may refer to the error itself, which is therefore kept before they are read. */
export function readError(from: Reader, keep: (error: Error) => Error, read: () => unknown): Error {
  const own = from.text();
  const name = from.text();
  const message = from.text();
  const stack = from.text();
  let error: Error;
  if (own === "DOMException") error = new DOMException(message, name);
  else if (own === "AggregateError") error = new AggregateError([], message);
  else error = new (CLASSES[own] ?? Error)(message);
  keep(error);
  if (error.name !== name) define(error, "name", name);
  if (stack) define(error, "stack", stack);
  for (let count = from.number(); count > 0; count -= 1) {
    const key = from.text();
    const value = read();
    if (key === "cause" || key === "errors") define(error, key, value);
    else (error as unknown as Fields)[key] = value;
  }
  return error;
}

function define(error: Error, key: string, value: unknown): void {
  Object.defineProperty(error, key, { value, writable: true, configurable: true });
}
