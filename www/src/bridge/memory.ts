/**
 * Messages through shared memory: a worker writes a request, wakes the page and sleeps until the
 * answer is there. What is too long for its area goes through a segment that the worker provides,
 * because a sleeping worker cannot be sent any.
 */

import { Message, Size, Status, Word } from "./protocol.js";
import { Ring } from "./ring.js";
import { Interrupted, type Answerer, type Asker, type Handle } from "./transport.js";

/** Milliseconds that a worker looks for an answer before it sleeps. */
const PATIENCE = 0.05;

/** Milliseconds that the page looks for the next request before it turns to something else. */
const LOOK = 0.03;

/** Milliseconds that the page answers one request after the other, before others have their turn. */
const BURST = 4;

/** Where there is one thread at a time, nothing changes while another one looks. */
const hasOthers = navigator.hardwareConcurrency > 1;

/** Looks at a word for a while; whether it is another one now. */
function changes(words: Int32Array, word: Word, from: number, milliseconds: number): boolean {
  if (!hasOthers) return false;
  const end = performance.now() + milliseconds;
  do {
    for (let times = 0; times < 20; times += 1) if (Atomics.load(words, word) !== from) return true;
  } while (performance.now() < end);
  return false;
}

const REQUEST_AT = Size.Words;
const ANSWER_AT = REQUEST_AT + Size.Request;
const RING_AT = ANSWER_AT + Size.Answer;

export const createMemory = (): SharedArrayBuffer =>
  new SharedArrayBuffer(RING_AT + Size.Ring);

/** A page that is isolated from others can share memory. */
export const canShare = (): boolean =>
  typeof SharedArrayBuffer === "function" && globalThis.crossOriginIsolated;

interface Segment {
  number: number;
  bytes: Uint8Array;
}

const isLarge = ({ bytes }: Segment): boolean => bytes.length > Size.Segment;

/** The worker's end. */
export class Caller implements Asker {
  readonly words: Int32Array;
  readonly #request: Uint8Array;
  readonly #answer: Uint8Array;
  readonly #tell: (message: unknown[]) => void;
  readonly #wake: boolean;
  readonly #ring: Ring;
  /** For the next long message; none while one is written or read. */
  #segment: Segment | undefined;
  #segments = 0;
  readonly #made = new WeakMap<ArrayBufferLike, Segment>();
  /** The one that the page has. */
  #told = 0;
  #last = 0;

  constructor(memory: SharedArrayBuffer, wake: boolean, tell: (message: unknown[]) => void) {
    this.words = new Int32Array(memory, 0, Size.Words / 4);
    this.#request = new Uint8Array(memory, REQUEST_AT, Size.Request);
    this.#answer = new Uint8Array(memory, ANSWER_AT, Size.Answer);
    this.#tell = tell;
    this.#wake = wake;
    this.#ring = new Ring(this.words, memory, RING_AT);
  }

  /** A page that has to be woken by messages is told no sooner than by a request. */
  canPost(length: number): boolean {
    return !this.#wake && this.#ring.hasRoom(length) && !Atomics.load(this.words, Word.Closed);
  }

  post(message: Uint8Array): void {
    this.#ring.write(message);
    this.#ringBell();
  }

  #ringBell(): void {
    Atomics.add(this.words, Word.Bell, 1);
    if (this.#wake) this.#tell([Message.Wake]);
    else Atomics.notify(this.words, Word.Bell);
  }

  get interruptBuffer(): Int32Array {
    return this.words.subarray(Word.Interrupt, Word.Interrupt + 1);
  }

  /** Memory for a request that is longer than its area: it is sent from where it is written. */
  room(size: number): Uint8Array {
    const segment = this.#longer(size);
    this.#segment = undefined;
    return segment.bytes;
  }

  /**
   * Sends a request, waits for its answer and reads it, from memory that is used again afterwards.
   * If the answer will be longer than its area, the request goes through the segment that is made
   * for it: the page then answers only once it has the segment.
   */
  call<T>(
    request: Uint8Array,
    read: (answer: Uint8Array) => T,
    interrupted?: () => void,
    expected = 0,
  ): T {
    const { words } = this;
    const { length } = request;
    if (Atomics.load(words, Word.Closed)) throw new Error("the page has ended this worker");
    const written = this.#made.get(request.buffer);
    const room = Math.max(length > Size.Request ? length : 0, expected);
    const place = written ?? (room ? this.#longer(room) : undefined);
    if (place) this.#segment = place;
    if (!written) (place?.bytes ?? this.#request).set(request);
    if (place && place.number !== this.#told) {
      this.#told = place.number;
      this.#tell([Message.Segment, place.number, place.bytes.buffer]);
    }
    words[Word.RequestLength] = length;
    words[Word.RequestPlace] = place?.number ?? 0;
    words[Word.Segment] = this.#segment?.number ?? 0;
    const number = ++this.#last;
    Atomics.store(words, Word.Claim, -number);
    Atomics.store(words, Word.Request, number);
    this.#ringBell();
    try {
      this.#wait(number, interrupted);
    } catch (error) {
      // The page may still be reading it.
      if (place) this.#segment = undefined;
      throw error;
    }
    return this.#take(read);
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
        throw new Interrupted();
      }
      if (!changes(words, Word.Answer, answered, PATIENCE)) Atomics.wait(words, Word.Answer, answered);
    }
  }

  #take<T>(read: (answer: Uint8Array) => T): T {
    const { words } = this;
    const length = words[Word.AnswerLength] ?? 0;
    const segment = this.#segment;
    if (!words[Word.AnswerPlace] || !segment) {
      if (segment && isLarge(segment)) this.#forget();
      return read(this.#answer.slice(0, length));
    }
    // What is read may need the page.
    this.#segment = undefined;
    try {
      return read(segment.bytes.subarray(0, length));
    } finally {
      if (isLarge(segment)) this.#forget();
      else this.#segment ??= segment;
    }
  }

  #forget(): void {
    this.#segment = undefined;
    this.#told = 0;
    this.#tell([Message.Segment, 0]);
  }

  /** A segment of at least this many bytes. */
  #longer(length: number): Segment {
    let segment = this.#segment;
    if (!segment || segment.bytes.length < length) {
      let size = Size.Segment >> 6;
      while (size < length) size *= 2;
      const memory = new SharedArrayBuffer(size);
      segment = { number: ++this.#segments, bytes: new Uint8Array(memory) };
      this.#made.set(memory, segment);
      this.#segment = segment;
    }
    return segment;
  }
}

/** Milliseconds in which the message with a segment comes; it has been sent already. */
const ARRIVAL = 3000;

/**
 * All of the page. What one worker has posted is performed before what another one asks for, which may have heard of
 * it from the first.
 */
const listeners = new Set<Listener>();

/** The page's end. */
export class Listener implements Answerer {
  readonly words: Int32Array;
  readonly #ring: Ring;
  readonly #perform: (message: Uint8Array) => void;
  readonly #request: Uint8Array;
  readonly #answer: Uint8Array;
  readonly #handle: Handle;
  #segment: Segment | undefined;
  #awaited: ((isLate: boolean) => void) | undefined;
  #seen = 0;
  #rung = 0;
  #open = true;
  #listens = false;
  /** When the task began in which requests are answered. */
  #began = 0;
  #turn: MessageChannel | undefined;

  constructor(memory: SharedArrayBuffer, handle: Handle, perform: (message: Uint8Array) => void) {
    this.words = new Int32Array(memory, 0, Size.Words / 4);
    this.#request = new Uint8Array(memory, REQUEST_AT, Size.Request);
    this.#answer = new Uint8Array(memory, ANSWER_AT, Size.Answer);
    this.#handle = handle;
    this.#ring = new Ring(this.words, memory, RING_AT);
    this.#perform = perform;
    listeners.add(this);
    if (canWaitAsync) this.#listen();
  }

  #listen(): void {
    // A message may have woken the page meanwhile.
    if (this.#listens) return;
    const { async, value } = Atomics.waitAsync(this.words, Word.Bell, this.#rung);
    if (!async) {
      queueMicrotask(this.#next);
      return;
    }
    this.#listens = true;
    void value.then(() => {
      this.#listens = false;
      this.#begin();
    });
  }

  #begin(): void {
    this.#began = performance.now();
    this.#next();
  }

  /**
   * Requests that follow one another are answered in one task, with turns for promises between them:
   * to sleep and to be woken takes longer than most of them. The page has its turn after a while.
   */
  readonly #next = (): void => {
    if (!this.#open) return;
    const { words } = this;
    const rung = Atomics.load(words, Word.Bell);
    const isNew = rung !== this.#rung;
    this.#rung = rung;
    this.#look();
    if (performance.now() - this.#began > BURST) this.#yield();
    else if (isNew && Atomics.load(words, Word.Answer) === this.#seen && changes(words, Word.Bell, this.#rung, LOOK)) {
      queueMicrotask(this.#next);
    } else if (canWaitAsync) this.#listen();
  };

  catchUp(): void {
    this.#ring.read(this.#perform);
  }

  #yield(): void {
    if (!this.#turn) {
      this.#turn = new MessageChannel();
      this.#turn.port1.onmessage = () => this.#begin();
    }
    this.#turn.port2.postMessage([]);
  }

  #look(): void {
    const number = Atomics.load(this.words, Word.Request);
    // All that was posted before the request is there.
    for (const listener of listeners) listener.catchUp();
    if (number === this.#seen) return;
    this.#seen = number;
    this.#serve(number);
  }

  #serve(number: number): void {
    const place = this.words[Word.RequestPlace] ?? 0;
    if (!place) {
      const request = this.#request.slice(0, this.words[Word.RequestLength]);
      // Who gave up waiting may have written the next one already.
      if (Atomics.load(this.words, Word.Claim) === -number) this.#handle(request, number);
      return;
    }
    const take = (isLate: boolean): void => {
      if (this.#awaited !== take || number !== this.#seen) return;
      const segment = this.#segment?.number === place ? this.#segment : undefined;
      if (!segment && !isLate) return;
      this.#awaited = undefined;
      this.#handle(segment?.bytes.subarray(0, this.words[Word.RequestLength]), number);
    };
    this.#awaited = take;
    // Its message may still be on the way.
    take(false);
    if (this.#segment?.number !== place) setTimeout(take, ARRIVAL, true);
  }

  hear(kind: Message, number: number, memory: unknown): void {
    if (kind === Message.Wake) this.#begin();
    if (kind !== Message.Segment) return;
    this.#segment = memory ? { number, bytes: new Uint8Array(memory as SharedArrayBuffer) } : undefined;
    this.#awaited?.(false);
  }

  /** Takes it on to answer a request; false once nobody waits for the answer any more. */
  claim(number: number): boolean {
    return Atomics.compareExchange(this.words, Word.Claim, -number, number) === -number;
  }

  /** Memory for an answer that is longer than its area: the worker's, if it is there. */
  room(size: number): Uint8Array {
    const isThere = this.#segment?.number === this.words[Word.Segment];
    return this.#segment && isThere && this.#segment.bytes.length >= size ? this.#segment.bytes : new Uint8Array(size);
  }

  /** Answers a request that was claimed, if there is room; else the worker must provide it first. */
  answer(number: number, bytes: Uint8Array): boolean {
    const { words } = this;
    const { length } = bytes;
    let place = 0;
    if (length > Size.Answer) {
      const isThere = this.#segment?.number === words[Word.Segment];
      if (!this.#segment || !isThere || this.#segment.bytes.length < length) {
        const short = new Uint8Array(5);
        short[0] = Status.TooLong;
        new DataView(short.buffer).setUint32(1, length, true);
        this.answer(number, short);
        return false;
      }
      place = this.#segment.number;
      if (bytes.buffer !== this.#segment.bytes.buffer) this.#segment.bytes.set(bytes);
    } else {
      this.#answer.set(bytes);
    }
    words[Word.AnswerLength] = length;
    words[Word.AnswerPlace] = place;
    Atomics.store(words, Word.Answer, number);
    Atomics.notify(words, Word.Answer);
    return true;
  }

  interrupt(): boolean {
    this.poke(Word.Interrupt, 2);
    return true;
  }

  /** Makes a worker that waits look at the words. */
  poke(word: Word, value: number): void {
    Atomics.store(this.words, word, value);
    Atomics.notify(this.words, Word.Answer);
  }

  close(): void {
    this.catchUp();
    this.#open = false;
    listeners.delete(this);
    this.#turn?.port1.close();
    this.poke(Word.Closed, 1);
    Atomics.notify(this.words, Word.Bell);
  }
}

/** Where it is missing, the worker's messages wake the page. */
export const canWaitAsync = typeof Atomics === "object" && typeof Atomics.waitAsync === "function";
