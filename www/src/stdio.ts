/** Where an interpreter's output goes, and how bytes become lines. */

import { showError } from "./problems.js";

type Sink = (value: unknown) => void;

/** The output of one interpreter. Pages replace the fields to redirect it. */
export interface IO {
  stdout: Sink;
  stderr: Sink;
  buffered: typeof buffered;
}

/**
 * Collects the bytes that MicroPython writes one at a time and calls `callback` once per line,
 * without the end of line. What is not bytes (an exception) passes straight through.
 */
export function buffered(callback: Sink, endOfLine = 10): Sink {
  let line = new Uint8Array(256);
  let length = 0;
  const decoder = new TextDecoder();
  return (chunk) => {
    if (!(chunk instanceof Uint8Array)) {
      callback(chunk);
      return;
    }
    for (const byte of chunk) {
      if (byte === endOfLine) {
        const text = decoder.decode(line.subarray(0, length));
        length = 0;
        callback(text);
      } else {
        if (length === line.length) {
          const longer = new Uint8Array(length * 2);
          longer.set(line);
          line = longer;
        }
        line[length++] = byte;
      }
    }
  };
}

/** The default output of an interpreter that delivers lines, or bytes when `bytes` is true. */
export function makeIO(bytes: boolean): IO {
  const out: Sink = (value) => console.log(value);
  const stderr = bytes ? buffered(showError) : showError;
  return { stdout: bytes ? buffered(out) : out, stderr, buffered };
}

/** Loader options that read the fields of `io` at each call, so that redirecting works any time. */
export const outputOptions = (io: IO): { stdout: Sink; stderr: Sink } => ({
  stdout: (value) => io.stdout(value),
  stderr: (value) => io.stderr(value),
});
