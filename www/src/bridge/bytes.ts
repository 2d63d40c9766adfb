/** Numbers, strings and names in bytes. */

import { Key, NAME_LENGTH, NAMES, Size, Tag } from "./protocol.js";

/** Names that were sent once and are numbers from then on; one table for each direction. */
export class SentNames {
  readonly #numbers = new Map<string, number>();

  get size(): number {
    return this.#numbers.size;
  }

  get(name: string): number | undefined {
    return this.#numbers.get(name);
  }

  /** Whether the name is to be defined now. */
  add(name: string): boolean {
    if (name.length > NAME_LENGTH || this.#numbers.size >= NAMES) return false;
    this.#numbers.set(name, this.#numbers.size);
    return true;
  }

  /** Forgets what was defined in a message that is not sent after all. */
  cut(size: number): void {
    if (this.#numbers.size === size) return;
    for (const name of [...this.#numbers.keys()].slice(size)) this.#numbers.delete(name);
  }
}

/** Bytes of the words by which memory is copied. */
const ALIGNED = 8;
const aligned = (at: number): number => Math.ceil(at / ALIGNED) * ALIGNED;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Collects a message. */
export class Writer {
  bytes: Uint8Array = new Uint8Array(4096);
  /** Where a message grows that is longer than an area: memory of so many bytes at least. */
  grow: ((size: number) => Uint8Array) | undefined;
  view = new DataView(this.bytes.buffer);
  at = 0;

  room(count: number): void {
    const needed = this.at + count;
    if (needed <= this.bytes.length) return;
    if (needed > Size.Limit) throw new RangeError("the value is too large to be sent: more than 1 GiB");
    const size = Math.max(needed, Math.min(this.bytes.length * 2, Size.Limit));
    const bytes = size > Size.Request && this.grow ? this.grow(size) : new Uint8Array(size);
    bytes.set(this.bytes.subarray(0, this.at));
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer);
  }

  byte(value: number): void {
    if (this.at === this.bytes.length) this.room(1);
    this.bytes[this.at++] = value;
  }

  number(value: number): void {
    this.room(5);
    const { bytes } = this;
    while (value > 0x7f) {
      bytes[this.at++] = value | 0x80;
      value >>>= 7;
    }
    bytes[this.at++] = value;
  }

  float(value: number): void {
    this.room(8);
    this.view.setFloat64(this.at, value, true);
    this.at += 8;
  }

  /** Bytes at a multiple of 8: browsers copy shared memory byte by byte if it is not aligned. */
  raw(value: Uint8Array): void {
    this.room(value.length + ALIGNED);
    const start = aligned(this.at);
    this.bytes.fill(0, this.at, start);
    this.bytes.set(value, start);
    this.at = start + value.length;
  }

  text(value: string): void {
    const { length } = value;
    const start = this.at;
    this.byte(Tag.Ascii);
    this.number(length);
    this.room(length);
    if (length > 200) {
      // Browsers do not encode into shared memory.
      const isShared = !(this.bytes.buffer instanceof ArrayBuffer);
      const place = isShared ? new Uint8Array(length) : this.bytes.subarray(this.at, this.at + length);
      const { read, written } = encoder.encodeInto(value, place);
      if (read === length && written === length) {
        if (isShared) this.bytes.set(place, this.at);
        this.at += length;
        return;
      }
    } else {
      const { bytes } = this;
      let { at } = this;
      let index = 0;
      for (; index < length; index += 1) {
        const unit = value.charCodeAt(index);
        if (unit > 0x7f) break;
        bytes[at++] = unit;
      }
      if (index === length) {
        this.at = at;
        return;
      }
    }
    this.at = start;
    this.byte(Tag.Utf16);
    this.number(length);
    this.room(length * 2);
    for (let index = 0; index < length; index += 1) {
      this.view.setUint16(this.at, value.charCodeAt(index), true);
      this.at += 2;
    }
  }

  /** A name; without a table, or where none may be defined, as it is. */
  name(value: string, names: SentNames | undefined, define: boolean): void {
    const number = names?.get(value);
    if (number !== undefined) {
      this.number(number + Key.First);
      return;
    }
    this.byte(define && names?.add(value) ? Key.Define : Key.Inline);
    this.text(value);
  }

  /** The message, valid until the writer is used again. */
  done(): Uint8Array {
    return this.bytes.subarray(0, this.at);
  }

  reset(): this {
    this.at = 0;
    // One large message need not be paid for ever after, and its memory may be in use.
    if (this.bytes.length > Size.Request) {
      this.bytes = new Uint8Array(4096);
      this.view = new DataView(this.bytes.buffer);
    }
    return this;
  }
}

/** Reads a message from memory that nobody else writes to meanwhile. */
export class Reader {
  at = 0;
  #view: DataView | undefined;

  constructor(readonly bytes: Uint8Array) {}

  /** Few messages need it. */
  get view(): DataView {
    const { buffer, byteOffset, length } = this.bytes;
    this.#view ??= new DataView(buffer, byteOffset, length);
    return this.#view;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new RangeError("the message ends too early");
    return byte;
  }

  number(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
    throw new RangeError("a number in the message is too long");
  }

  float(): number {
    this.at += 8;
    return this.view.getFloat64(this.at - 8, true);
  }

  /** A copy of bytes that are aligned. */
  raw(count: number): Uint8Array<ArrayBuffer> {
    this.at = aligned(this.at);
    if (count > this.left) throw new RangeError("the message ends too early");
    this.at += count;
    // Faster than a slice of long ones.
    return new Uint8Array(this.bytes.subarray(this.at - count, this.at));
  }

  text(tag = this.byte()): string {
    const length = this.number();
    const { at } = this;
    if (length > this.left) throw new RangeError("the message ends too early");
    if (tag === Tag.Ascii) {
      this.at += length;
      // A copy, because browsers do not decode shared memory.
      if (length > 64) return decoder.decode(this.bytes.slice(at, this.at));
      return String.fromCharCode.apply(null, this.bytes.subarray(at, this.at) as unknown as number[]);
    }
    if (tag !== Tag.Utf16) throw new TypeError(`no string in the message, but ${tag}`);
    let text = "";
    for (let from = 0; from < length; from += 4096) {
      const units: number[] = [];
      for (let index = from; index < Math.min(length, from + 4096); index += 1) {
        units.push(this.view.getUint16(at + index * 2, true));
      }
      text += String.fromCharCode.apply(null, units);
    }
    this.at = at + length * 2;
    return text;
  }

  /** A name, given the names of earlier messages. */
  name(first: number, names: string[]): string {
    if (first >= Key.First) {
      const name = names[first - Key.First];
      if (name === undefined) throw new TypeError(`name ${first - Key.First} was never defined`);
      return name;
    }
    const name = this.text();
    if (first === Key.Define) names.push(name);
    return name;
  }
}
