/** Operations that nobody waits for, one after the other in memory that both sides share. */

import { Size, Word } from "./protocol.js";

const LENGTH = 4;
/** In place of a length: the next message is at the start of the ring. */
const SKIP = 0xffffffff;

const sizeOf = (length: number): number => LENGTH + Math.ceil(length / LENGTH) * LENGTH;

/** One end of it: the worker writes, the page reads. */
export class Ring {
  readonly #words: Int32Array;
  readonly #bytes: Uint8Array;
  readonly #lengths: Uint32Array;
  /** Bytes that this end has written or read, modulo 2 to the 32nd. */
  #at = 0;

  constructor(words: Int32Array, memory: SharedArrayBuffer, start: number) {
    this.#words = words;
    this.#bytes = new Uint8Array(memory, start, Size.Ring);
    this.#lengths = new Uint32Array(memory, start, Size.Ring / LENGTH);
  }

  /** Whether a message of so many bytes can be written now. */
  hasRoom(length: number): boolean {
    const used = (this.#at - Atomics.load(this.#words, Word.Performed)) >>> 0;
    // The end of the ring may have to be left out.
    return used + 2 * sizeOf(length) <= Size.Ring;
  }

  write(message: Uint8Array): void {
    const { length } = message;
    let place = this.#place;
    if (place + sizeOf(length) > Size.Ring) {
      this.#lengths[place / LENGTH] = SKIP;
      this.#pass(Size.Ring - place);
      place = 0;
    }
    this.#lengths[place / LENGTH] = length;
    this.#bytes.set(message, place + LENGTH);
    this.#pass(sizeOf(length));
    Atomics.store(this.#words, Word.Posted, this.#at);
  }

  /** Hands over a copy of each message that has been written so far. */
  read(take: (message: Uint8Array) => void): void {
    const end = Atomics.load(this.#words, Word.Posted);
    while (this.#at !== end) {
      let place = this.#place;
      if (this.#lengths[place / LENGTH] === SKIP) {
        this.#pass(Size.Ring - place);
        place = 0;
      }
      const length = this.#lengths[place / LENGTH] ?? 0;
      const message = this.#bytes.slice(place + LENGTH, place + LENGTH + length);
      this.#pass(sizeOf(length));
      Atomics.store(this.#words, Word.Performed, this.#at);
      take(message);
    }
  }

  get #place(): number {
    return this.#at & (Size.Ring - 1);
  }

  #pass(count: number): void {
    this.#at = (this.#at + count) | 0;
  }
}
