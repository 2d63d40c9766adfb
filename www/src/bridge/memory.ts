/**
 * Messages through shared memory: a worker writes a request, wakes the page and sleeps until the
 * answer is there. What is too long for its area goes through a segment that the worker provides,
 * because a sleeping worker cannot be sent any.
 */

import { Message, Size, Status, Word } from "./protocol.js";

const REQUEST_AT = Size.Words;
const ANSWER_AT = Size.Words + Size.Request;

export const createMemory = (): SharedArrayBuffer =>
  new SharedArrayBuffer(Size.Words + Size.Request + Size.Answer);

/** A page that is isolated from others can share memory. */
export const canShare = (): boolean =>
  typeof SharedArrayBuffer === "function" && globalThis.crossOriginIsolated;

interface Segment {
  number: number;
  bytes: Uint8Array;
}

/**
 * Not kept once an answer has come through it. Both ends must come to the same result: an answer
 * that only says how long it would be leaves the segment that is on its way.
 */
const isLarge = (segment: Segment | undefined): boolean =>
  (segment?.bytes.length ?? 0) > Size.Segment;

/** The worker was told to stop while it waited. */
export class Interrupted extends Error {
  override name = "Interrupted";
}

/** The worker's end. */
export class Caller {
  readonly words: Int32Array;
  readonly #request: Uint8Array;
  readonly #answer: Uint8Array;
  readonly #tell: (message: unknown[]) => void;
  readonly #wake: boolean;
  #segment: Segment | undefined;
  #segments = 0;
  #last = 0;

  constructor(memory: SharedArrayBuffer, wake: boolean, tell: (message: unknown[]) => void) {
    this.words = new Int32Array(memory, 0, Size.Words / 4);
    this.#request = new Uint8Array(memory, REQUEST_AT, Size.Request);
    this.#answer = new Uint8Array(memory, ANSWER_AT, Size.Answer);
    this.#tell = tell;
    this.#wake = wake;
  }

  /**
   * Sends a request and waits for its answer, which is a copy. If the answer will be longer than
   * its area, the request goes through the segment that is made for it: the page then answers only
   * once it has the segment.
   */
  call(request: Uint8Array, interrupted?: () => void, expected = 0): Uint8Array<ArrayBuffer> {
    const { words } = this;
    const { length } = request;
    if (Atomics.load(words, Word.Closed)) throw new Error("the page has ended this worker");
    const room = Math.max(length > Size.Request ? length : 0, expected);
    const place = room ? this.#longer(room) : undefined;
    (place?.bytes ?? this.#request).set(request);
    words[Word.RequestLength] = length;
    words[Word.RequestPlace] = place?.number ?? 0;
    const number = ++this.#last;
    Atomics.store(words, Word.Claim, -number);
    Atomics.store(words, Word.Request, number);
    if (this.#wake) this.#tell([Message.Wake]);
    else Atomics.notify(words, Word.Request);
    this.#wait(number, interrupted);
    return this.#take();
  }

  #wait(number: number, interrupted: (() => void) | undefined): void {
    const { words } = this;
    for (;;) {
      const answered = Atomics.load(words, Word.Answer);
      if (answered === number) return;
      if (Atomics.load(words, Word.Closed)) throw new Error("the page has ended this worker");
      const stopped = interrupted && Atomics.load(words, Word.Interrupt);
      // An answer that is being written is read: it may define what later ones rely on.
      if (stopped && Atomics.compareExchange(words, Word.Claim, -number, 0) === -number) {
        try {
          interrupted();
        } finally {
          // Who cannot raise it has not taken it either.
          Atomics.store(words, Word.Interrupt, 0);
        }
        throw new Interrupted("the wait for the page was interrupted");
      }
      Atomics.wait(words, Word.Answer, answered);
    }
  }

  #take(): Uint8Array<ArrayBuffer> {
    const { words } = this;
    const length = words[Word.AnswerLength] ?? 0;
    const from = words[Word.AnswerPlace] ? (this.#segment?.bytes ?? this.#answer) : this.#answer;
    const answer = from.slice(0, length);
    if (words[Word.AnswerPlace] && isLarge(this.#segment)) this.#segment = undefined;
    return answer;
  }

  /** A segment of at least this many bytes, which the page knows or is told about. */
  #longer(length: number): Segment {
    let segment = this.#segment;
    if (!segment || segment.bytes.length < length) {
      let size = Size.Segment >> 6;
      while (size < length) size *= 2;
      const memory = new SharedArrayBuffer(size);
      segment = { number: ++this.#segments, bytes: new Uint8Array(memory) };
      this.#segment = segment;
      this.#tell([Message.Segment, segment.number, memory]);
    }
    return segment;
  }
}

/** Gets a request, or nothing if the segment it is in has not come. */
type Handle = (request: Uint8Array<ArrayBuffer> | undefined, number: number) => void;

/** Milliseconds in which the message with a segment comes; it has been sent already. */
const ARRIVAL = 3000;

/** The page's end. */
export class Listener {
  readonly words: Int32Array;
  readonly #request: Uint8Array;
  readonly #answer: Uint8Array;
  readonly #handle: Handle;
  #segment: Segment | undefined;
  #awaited: ((isLate: boolean) => void) | undefined;
  #seen = 0;
  #open = true;

  constructor(memory: SharedArrayBuffer, handle: Handle) {
    this.words = new Int32Array(memory, 0, Size.Words / 4);
    this.#request = new Uint8Array(memory, REQUEST_AT, Size.Request);
    this.#answer = new Uint8Array(memory, ANSWER_AT, Size.Answer);
    this.#handle = handle;
    if (canWaitAsync) this.#listen();
  }

  #listen(): void {
    const { async, value } = Atomics.waitAsync(this.words, Word.Request, this.#seen);
    const next = (): void => {
      if (!this.#open) return;
      this.woken();
      this.#listen();
    };
    if (async) void value.then(next);
    else queueMicrotask(next);
  }

  /** Looks for a request. */
  woken(): void {
    const number = Atomics.load(this.words, Word.Request);
    if (number === this.#seen) return;
    this.#seen = number;
    const place = this.words[Word.RequestPlace] ?? 0;
    if (!place) {
      this.#handle(this.#request.slice(0, this.words[Word.RequestLength]), number);
      return;
    }
    const take = (isLate: boolean): void => {
      if (this.#awaited !== take || number !== this.#seen) return;
      const segment = this.#segment?.number === place ? this.#segment : undefined;
      if (!segment && !isLate) return;
      this.#awaited = undefined;
      this.#handle(segment?.bytes.slice(0, this.words[Word.RequestLength]), number);
    };
    this.#awaited = take;
    // Its message may still be on the way.
    take(false);
    if (this.#segment?.number !== place) setTimeout(take, ARRIVAL, true);
  }

  segment(number: number, memory: SharedArrayBuffer): void {
    this.#segment = { number, bytes: new Uint8Array(memory) };
    this.#awaited?.(false);
  }

  /** Takes it on to answer a request; false once nobody waits for the answer any more. */
  claim(number: number): boolean {
    return Atomics.compareExchange(this.words, Word.Claim, -number, number) === -number;
  }

  /** Answers a request that was claimed, if there is room; else the worker must provide it first. */
  answer(number: number, bytes: Uint8Array): boolean {
    const { words } = this;
    const { length } = bytes;
    let place = 0;
    if (length > Size.Answer) {
      if (!this.#segment || this.#segment.bytes.length < length) {
        const short = new Uint8Array(5);
        short[0] = Status.TooLong;
        new DataView(short.buffer).setUint32(1, length, true);
        this.answer(number, short);
        return false;
      }
      place = this.#segment.number;
      this.#segment.bytes.set(bytes);
    } else {
      this.#answer.set(bytes);
    }
    words[Word.AnswerLength] = length;
    words[Word.AnswerPlace] = place;
    Atomics.store(words, Word.Answer, number);
    Atomics.notify(words, Word.Answer);
    if (place && isLarge(this.#segment)) this.#segment = undefined;
    return true;
  }

  /** Makes a worker that waits look at the words. */
  poke(word: Word, value: number): void {
    Atomics.store(this.words, word, value);
    Atomics.notify(this.words, Word.Answer);
  }

  close(): void {
    this.#open = false;
    this.poke(Word.Closed, 1);
    Atomics.notify(this.words, Word.Request);
  }
}

/** Where it is missing, the worker's messages wake the page. */
export const canWaitAsync = typeof Atomics === "object" && typeof Atomics.waitAsync === "function";
