/**
 * How a worker that waits reaches its page: by shared memory, through a service worker, or by messages.
 * What the two ends say is the same everywhere.
 */

export type Mode = "native" | "service" | "async";

/** The worker's end of it. */
export interface Asker {
  /** Memory for a long request, which is sent from where it is written. */
  room(size: number): Uint8Array;
  /** Sends a request, waits for its answer and reads it. An answer of so many bytes is `expected`. */
  call<T>(
    request: Uint8Array,
    read: (answer: Uint8Array) => T,
    interrupted?: () => void,
    expected?: number,
  ): T;
  /** Sends an operation that is not waited for; it is performed before what is sent later. */
  post?(message: Uint8Array): void;
  /** Whether that can be done now with so many bytes. */
  canPost?(length: number): boolean;
  /** What Python looks at for an interrupt. */
  readonly interruptBuffer: Int32Array;
}

/** Gets a request, or nothing if it has been lost; to be read at once. */
export type Handle = (request: Uint8Array | undefined, number: number) => void;

/** The page's end of it. */
export interface Answerer {
  /** Performs what the worker does not wait for: whatever it says in another way, it said afterwards. */
  catchUp?(): void;
  /** Messages that the worker has sent about it. */
  hear(kind: number, first: number, second: unknown): void;
  /** Takes it on to answer a request; false once nobody waits for the answer any more. */
  claim(number: number): boolean;
  /** Memory for a long answer. */
  room(size: number): Uint8Array;
  /** Answers a request that was claimed; false if the answer has to be asked for again. */
  answer(number: number, bytes: Uint8Array): boolean;
  /** Stops the worker's wait; false if that cannot be. */
  interrupt(): boolean;
  close(): void;
}

/** The worker was told to stop while it waited. */
export class Interrupted extends Error {
  override name = "Interrupted";
  constructor() {
    super("the wait for the page was interrupted");
  }
}

/** What a worker knows of the service worker that answers its requests. */
export interface ServiceGreeting {
  /** The service worker's address, without a query. */
  url: string;
  /** Of the page, and of the worker on it. */
  page: string;
  worker: number;
  /** It is a file that was made for PyScript. */
  old: boolean;
  /** Address of the module that does it. */
  module: string;
}

/** Makes the answerer of a worker, which is to handle its requests by `handle`. */
export interface Service {
  connect(handle: Handle): { answerer: Answerer; greeting: ServiceGreeting };
}

/** The only byte of an answer to who is to stop waiting; an answer without bytes says: ask again. */
export const STOP = 0xff;
