/** Errors in bytes: class, name, message, stack and own properties, `cause` and `errors` among them. */

import { Writer, type Reader } from "./bytes.js";
import { Status, Tag } from "./protocol.js";

type Fields = Record<string, unknown>;
type ErrorClass = new (message?: string) => Error;

/** A page may have added to what all objects inherit: nothing is looked up in one. */
const CLASSES = new Map<string, ErrorClass>(
  Object.entries({ EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError }),
);

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
  else for (const [key, Class] of CLASSES) if (error instanceof Class) own = key;
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
  else error = new (CLASSES.get(own) ?? Error)(message);
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

/** An answer that can be written whatever was thrown. */
export function bareAnswer(value: unknown, problem?: unknown): Uint8Array<ArrayBuffer> {
  const out = new Writer();
  out.byte(Status.Thrown);
  out.byte(Tag.Error);
  out.text("Error");
  out.text("Error");
  out.text(problem === undefined ? shown(value) : `${shown(value)} (${shown(problem)})`);
  out.text("");
  out.number(0);
  return out.bytes.slice(0, out.at);
}

function shown(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "something that cannot be shown";
  }
}

function define(error: Error, key: string, value: unknown): void {
  Object.defineProperty(error, key, { value, writable: true, configurable: true });
}
