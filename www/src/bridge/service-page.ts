/** The page's half of a service worker's exchange: it answers the requests of its waiting workers. */

import { bareAnswer } from "./errors.js";
import { Message } from "./protocol.js";
import { EXCHANGE, FORM, numbersOf, OLD_CHANNEL } from "./service-exchange.js";
import { controlled, failure } from "./service-registration.js";
import { STOP, type Answerer, type Handle, type Service, type ServiceGreeting } from "./transport.js";

/** Milliseconds after which who waits is told to ask again: browsers end requests that last for minutes. */
const AGAIN = 2500;

/** Milliseconds in which a service worker of PyScript's must have answered. */
const TRIAL = 5000;

const NOTHING = new Uint8Array();

let opened: Promise<Service> | undefined;

/** The page's service worker: the first one that is named and can be used. */
export async function openService(url: string, module: string): Promise<Service> {
  opened ??= Exchange.open(new URL(url, document.baseURI).href, module);
  try {
    return await opened;
  } catch (error) {
    opened = undefined;
    throw error;
  }
}

type Respond = (answer: Uint8Array) => void;

class Exchange implements Service {
  readonly #url: string;
  readonly #module: string;
  readonly #page = crypto.randomUUID();
  readonly #workers: ServiceAnswerer[] = [];
  #old = false;

  private constructor(url: string, module: string) {
    this.#url = url;
    this.#module = module;
  }

  static async open(address: string, module: string): Promise<Exchange> {
    await controlled(address);
    const exchange = new Exchange(address.replace(/[?#].*/, ""), module);
    await exchange.#detect();
    return exchange;
  }

  /** One question shows whose file it is: a file of PyScript's leaves it to the server. */
  async #detect(): Promise<void> {
    const url = this.#url;
    const text = await fetch(`${url}?${EXCHANGE}`, { cache: "no-store" }).then(
      (answer) => answer.text(),
      () => "",
    );
    if (text === FORM) {
      this.#answerNew();
      return;
    }
    this.#old = true;
    this.#answerOld();
    const body = JSON.stringify([`${this.#page}/trial`, 0]);
    const headers = { "Content-Type": "application/json" };
    const tried: unknown = await fetch(`${url}?sabayon`, { method: "POST", headers, body, signal: AbortSignal.timeout(TRIAL) })
      .then((answer) => answer.json())
      .catch(() => undefined);
    if (Array.isArray(tried)) return;
    throw failure(
      `the service worker ${url} does not pass on what workers ask the page`,
      "copy service-worker.js of this version to your site; files made for PyScript since the middle of 2025 work too",
    );
  }

  /** The service worker asks for a way to this page when it has none: it may have been stopped meanwhile. */
  #answerNew(): void {
    const { serviceWorker } = navigator;
    serviceWorker.addEventListener("message", ({ data, source }: MessageEvent<unknown>) => {
      if (!Array.isArray(data) || data[0] !== EXCHANGE || data[1] !== this.#page) return;
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data: [ticket, worker, number, body] }: MessageEvent<[number, string, string, ArrayBuffer]>) => {
        this.#deliver(Number(worker), Number(number), new Uint8Array(body), (answer) => {
          const sent = answer.slice();
          port1.postMessage([ticket, sent.buffer], [sent.buffer]);
        });
      };
      (source as ServiceWorker).postMessage(data, [port2]);
    });
    serviceWorker.startMessages();
  }

  #answerOld(): void {
    const channel = new BroadcastChannel(OLD_CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const [ticket, id, number] = Array.isArray(data) ? (data as unknown[]) : [];
      const [page, worker] = String(id).split("/");
      if (page !== this.#page) return;
      if (worker === "trial") channel.postMessage([ticket, [0]]);
      else {
        this.#deliver(Number(worker), Number(number), undefined, (answer) => {
          channel.postMessage([ticket, numbersOf(answer)]);
        });
      }
    };
  }

  #deliver(worker: number, number: number, body: Uint8Array | undefined, respond: Respond): void {
    const answerer = this.#workers[worker];
    if (answerer) answerer.deliver(number, body, respond);
    else respond(NOTHING);
  }

  connect(handle: Handle): { answerer: Answerer; greeting: ServiceGreeting } {
    const answerer = new ServiceAnswerer(handle);
    const worker = this.#workers.push(answerer) - 1;
    const greeting = { url: this.#url, page: this.#page, worker, old: this.#old, module: this.#module };
    return { answerer, greeting };
  }
}

/** The requests of one worker, one after the other. The same may come again if its answer was lost. */
class ServiceAnswerer implements Answerer {
  readonly #handle: Handle;
  #number = 0;
  #isBegun = false;
  #isClaimed = false;
  #isClosed = false;
  #answer: Uint8Array | undefined;
  #respond: Respond | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(handle: Handle) {
    this.#handle = handle;
  }

  /** A request, or that there is one whose bytes come otherwise. */
  deliver(number: number, body: Uint8Array | undefined, respond: Respond): void {
    if (number < this.#number) {
      respond(NOTHING);
      return;
    }
    this.#expect(number);
    clearTimeout(this.#timer);
    this.#respond = respond;
    this.#timer = setTimeout(() => this.#give(NOTHING), AGAIN);
    if (this.#isClosed) this.#finish(bareAnswer("the page has ended this worker"));
    else if (this.#answer) this.#give(this.#answer);
    else if (body) this.#begin(body);
  }

  hear(kind: number, number: number, bytes: unknown): void {
    if (kind !== Message.Request || number < this.#number) return;
    this.#expect(number);
    this.#begin(bytes as Uint8Array);
  }

  #expect(number: number): void {
    if (number === this.#number) return;
    this.#number = number;
    this.#isBegun = this.#isClaimed = false;
    this.#answer = undefined;
  }

  #begin(bytes: Uint8Array): void {
    if (this.#isBegun) return;
    this.#isBegun = true;
    this.#handle(bytes, this.#number);
  }

  #finish(answer: Uint8Array): void {
    this.#answer = answer;
    this.#give(answer);
  }

  #give(answer: Uint8Array): void {
    clearTimeout(this.#timer);
    const respond = this.#respond;
    this.#respond = undefined;
    respond?.(answer);
  }

  claim(number: number): boolean {
    if (number !== this.#number || this.#isClaimed) return false;
    this.#isClaimed = true;
    return true;
  }

  room(size: number): Uint8Array {
    return new Uint8Array(size);
  }

  answer(number: number, bytes: Uint8Array): boolean {
    // What it is written in is used again.
    if (number === this.#number) this.#finish(bytes.slice());
    return true;
  }

  interrupt(): boolean {
    const waits = this.#isBegun && this.claim(this.#number);
    if (waits) this.#finish(Uint8Array.of(STOP));
    return waits;
  }

  close(): void {
    this.#isClosed = true;
    if (this.#isBegun && !this.#answer) this.#finish(bareAnswer("the page has ended this worker"));
  }
}
