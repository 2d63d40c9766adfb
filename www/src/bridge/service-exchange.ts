/** How requests travel through a service worker: our own form, and that of files made for PyScript. */

/** Begins the query of a request of our own form, and is a header of its answer. */
export const EXCHANGE = "pyxide-bridge";

/** What the service worker answers to who asks for its form. */
export const FORM = `${EXCHANGE} 1`;

/** Built into each file made for PyScript. */
export const OLD_CHANNEL = "dc78209b-186c-4f83-80e9-406becb7d9f3";

/** Bytes as 32-bit numbers, their count first: all that the old form carries. */
export function numbersOf(bytes: Uint8Array): Int32Array {
  const numbers = new Int32Array(1 + Math.ceil(bytes.length / 4));
  numbers[0] = bytes.length;
  new Uint8Array(numbers.buffer, 4).set(bytes);
  return numbers;
}

/** The bytes of such numbers; nothing if they are none. */
export function bytesOf(numbers: unknown): Uint8Array | undefined {
  if (!Array.isArray(numbers) || numbers.length === 0) return undefined;
  const list = Int32Array.from(numbers as number[]);
  const length = list[0] ?? 0;
  return length <= list.byteLength - 4 ? new Uint8Array(list.buffer, 4, length) : undefined;
}
