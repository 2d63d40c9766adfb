/** MicroPython's values as JavaScript's: what its own conversion leaves out besides. */

import { lend, notCloneable } from "../bridge/codec.js";
import type { Interpreter } from "./data.js";

type MicroPython = Required<Pick<Interpreter, "PyProxy" | "_module" | "pyimport">>;
type TypedArrayClass = new (buffer: ArrayBufferLike, offset: number, length: number) => ArrayBufferView;

/** By the letter of `array.array`. All others are bytes. */
const CLASSES: Record<string, TypedArrayClass> = {
  b: Int8Array,
  h: Int16Array,
  H: Uint16Array,
  i: Int32Array,
  I: Uint32Array,
  l: Int32Array,
  L: Uint32Array,
  q: BigInt64Array,
  Q: BigUint64Array,
  f: Float32Array,
  d: Float64Array,
};

/** Where an interpreter has what is looked at. */
interface Known {
  id: (value: unknown) => number;
  bytes: number;
  bytearray: number;
  memoryview: number;
  array: number;
  sets: number[];
  toJs: (value: unknown) => unknown;
  /** Whether objects are laid out as in the versions that were looked at. */
  isUsual: boolean;
}

const known = new WeakMap<object, Known>();

export function containersOf(value: unknown, interpreter: MicroPython): unknown {
  if (!(value instanceof interpreter.PyProxy)) return value;
  let it = known.get(interpreter);
  if (!it) {
    it = know(interpreter);
    known.set(interpreter, it);
  }
  if (!it.isUsual) return it.toJs(value);
  // Asking may make Python's memory another one.
  const at = it.id(value);
  const { buffer } = interpreter._module.HEAPU8;
  const words = new DataView(buffer, at, 16);
  const type = words.getUint32(0, true);
  // `mp_obj_str_t` and `mp_obj_array_t`: the second word is a hash, or a letter and more.
  const second = words.getUint32(4, true);
  const length = words.getUint32(8, true);
  const items = words.getUint32(12, true);
  if (type === it.bytes || type === it.bytearray) return lend(new Uint8Array(buffer, items, length));
  if (type === it.array || type === it.memoryview) {
    const Class = CLASSES[String.fromCharCode(second & 0x7f)] ?? Uint8Array;
    const size = (Class as unknown as { BYTES_PER_ELEMENT: number }).BYTES_PER_ELEMENT;
    const start = items + (type === it.memoryview ? (second >>> 8) * size : 0);
    // A part of one need not begin at a multiple of its numbers' size.
    if (start % size === 0) return lend(new Class(buffer, start, length));
    return new Class(buffer.slice(start, start + length * size), 0, length);
  }
  if (it.sets.includes(type)) return new Set(value as unknown as Iterable<unknown>);
  const converted = it.toJs(value);
  if (converted instanceof interpreter.PyProxy) throw notCloneable("a Python object");
  return converted;
}

function know(interpreter: MicroPython): Known {
  const { id, bytes, bytearray, memoryview, set, frozenset } = interpreter.pyimport("builtins");
  const { array } = interpreter.pyimport("array");
  const address = id as Known["id"];
  const it: Known = {
    id: address,
    bytes: address(bytes),
    bytearray: address(bytearray),
    memoryview: address(memoryview),
    array: address(array),
    sets: [address(set), address(frozenset)],
    toJs: conversion(interpreter),
    isUsual: true,
  };
  const four = (bytes as (length: number) => unknown)(4);
  const pair = (array as (code: string, bytes: unknown) => unknown)("h", four);
  const { buffer } = interpreter._module.HEAPU8;
  const words = (object: unknown): Uint32Array => new Uint32Array(buffer, address(object), 3);
  const [ofBytes, , length] = words(four);
  const [ofArray, letter = 0, count] = words(pair);
  it.isUsual =
    ofBytes === it.bytes && length === 4 && ofArray === it.array && (letter & 0xff) === LETTER_H && count === 2;
  return it;
}

const LETTER_H = 0x68;

/** The package's has regard for cycles and large numbers, which kernel scripts are without. */
function conversion(interpreter: MicroPython): (value: unknown) => unknown {
  try {
    return interpreter.pyimport("pyscript._to_js")["to_js"] as (value: unknown) => unknown;
  } catch {
    return (value) => interpreter.PyProxy.toJs(value);
  }
}
