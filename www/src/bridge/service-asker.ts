/** A worker that waits for its page through a service worker: each request is one that blocks. */

import { MARK, Message } from "./protocol.js";
import { bytesOf, EXCHANGE } from "./service-exchange.js";
import { Interrupted, STOP, type Asker, type ServiceGreeting } from "./transport.js";

/** Milliseconds after which a request is repeated; the page answers sooner, unless it is busy. */
const PATIENCE = 10_000;

/** Times in a row that a request may fail, rather than last too long. */
const FAILURES = 5;

export const askThrough = (service: ServiceGreeting): Asker => new ServiceAsker(service);

class ServiceAsker implements Asker {
  /** Nobody but this worker writes it. */
  readonly interruptBuffer = new Int32Array(1);
  readonly #service: ServiceGreeting;
  #last = 0;

  constructor(service: ServiceGreeting) {
    this.#service = service;
  }

  room(size: number): Uint8Array {
    return new Uint8Array(size);
  }

  call<T>(request: Uint8Array, read: (answer: Uint8Array) => T, interrupted?: () => void): T {
    const number = ++this.#last;
    const { old } = this.#service;
    // Files that were made for PyScript carry two numbers and nothing else.
    if (old) postMessage([MARK, Message.Request, number, request.slice()]);
    for (let failures = 0; ; ) {
      const answer = old ? this.#askOld(number) : this.#ask(number, request);
      if (answer === undefined) {
        failures += 1;
        if (failures === FAILURES) throw new Error(lost(this.#service.url));
        continue;
      }
      if (answer === null) continue;
      failures = 0;
      if (answer.length === 0) continue;
      if (answer.length > 1 || answer[0] !== STOP) return read(answer);
      this.#stop(interrupted);
    }
  }

  #stop(interrupted: (() => void) | undefined): never {
    try {
      this.interruptBuffer[0] = 2;
      interrupted?.();
    } finally {
      this.interruptBuffer[0] = 0;
    }
    throw new Interrupted();
  }

  #ask(number: number, request: Uint8Array): Uint8Array | null | undefined {
    const { url, page, worker } = this.#service;
    const sent = send(`${url}?${EXCHANGE}&${page}&${worker}&${number}`, "arraybuffer", request as Uint8Array<ArrayBuffer>);
    if (!sent) return sent;
    return sent.getResponseHeader(EXCHANGE) ? new Uint8Array(sent.response as ArrayBuffer) : undefined;
  }

  #askOld(number: number): Uint8Array | null | undefined {
    const { url, page, worker } = this.#service;
    const sent = send(`${url}?sabayon`, "json", JSON.stringify([`${page}/${worker}`, number]));
    return sent ? bytesOf(sent.response) : sent;
  }
}

/** What was answered; `null` if nothing came in time, `undefined` if that was no answer. */
function send(
  url: string,
  type: "arraybuffer" | "json",
  body: Uint8Array<ArrayBuffer> | string,
): XMLHttpRequest | null | undefined {
  const request = new XMLHttpRequest();
  request.open("POST", url, false);
  request.responseType = type;
  request.timeout = PATIENCE;
  if (type === "json") request.setRequestHeader("Content-Type", "application/json");
  try {
    request.send(body);
  } catch (error) {
    return (error as Error).name === "TimeoutError" ? null : undefined;
  }
  return request.status === 200 ? request : undefined;
}

const lost = (url: string): string =>
  `(PY3008): the service worker ${url} no longer answers, so a worker cannot use the page\n` +
  "help: reload the page; something may have unregistered it or put another one in its place";
