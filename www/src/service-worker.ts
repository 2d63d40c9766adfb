/**
 * The service worker that carries requests of workers to their page and the answers back, where the
 * page is not isolated. Sites copy this file. Pages of PyScript can use it too.
 */

import { EXCHANGE, FORM, OLD_CHANNEL } from "./bridge/service-exchange.js";

/** Of service workers only. */
interface Scope extends EventTarget {
  skipWaiting(): Promise<void>;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: object): Promise<{ postMessage(message: unknown): void }[]>;
  };
}

interface Lasting extends Event {
  waitUntil(end: Promise<unknown>): void;
}

interface Fetched extends Lasting {
  readonly request: Request;
  respondWith(answer: Response | Promise<Response>): void;
}

type Give<T> = (value: T) => void;

// It may become a part of somebody's own script.
(() => {
  const scope = globalThis as unknown as Scope;
  const own = location.href.replace(/[?#].*/, "");
  /** Pages that answer, by their ids. */
  const pages = new Map<string, MessagePort>();
  /** Who waits for a page to be there, and for answers. */
  const looking = new Map<string, Give<MessagePort>[]>();
  const waiting = new Map<number, Give<BodyInit>>();
  const old = new Map<number, Give<Iterable<number>>>();
  let channel: BroadcastChannel | undefined;
  let last = 0;

  scope.addEventListener("install", (event) => (event as Lasting).waitUntil(scope.skipWaiting()));
  scope.addEventListener("activate", (event) => (event as Lasting).waitUntil(scope.clients.claim()));

  scope.addEventListener("message", (event) => {
    const { data, ports } = event as MessageEvent<unknown>;
    const [port] = ports;
    if (!Array.isArray(data) || data[0] !== EXCHANGE || !port) return;
    const page = String(data[1]);
    port.onmessage = ({ data: [ticket, answer] }: MessageEvent<[number, ArrayBuffer]>) => {
      waiting.get(ticket)?.(answer);
      waiting.delete(ticket);
    };
    pages.set(page, port);
    for (const give of looking.get(page) ?? []) give(port);
    looking.delete(page);
  });

  /** The way to a page, which is asked for one if this script was stopped since. */
  const portOf = async (page: string): Promise<MessagePort> => {
    const known = pages.get(page);
    if (known) return known;
    const found = new Promise<MessagePort>((resolve) => {
      looking.set(page, [...(looking.get(page) ?? []), resolve]);
    });
    for (const client of await scope.clients.matchAll({ includeUncontrolled: true })) {
      client.postMessage([EXCHANGE, page]);
    }
    return found;
  };

  const ask = async (request: Request, [page = "", worker, number]: string[]): Promise<Response> => {
    const [port, body] = await Promise.all([portOf(page), request.arrayBuffer()]);
    const ticket = ++last;
    const answer = new Promise<BodyInit>((resolve) => waiting.set(ticket, resolve));
    port.postMessage([ticket, worker, number, body], [body]);
    return new Response(await answer, { headers: { [EXCHANGE]: "1" } });
  };

  const askOld = async (request: Request): Promise<Response> => {
    const [page, view] = (await request.json()) as unknown[];
    if (!channel) {
      channel = new BroadcastChannel(OLD_CHANNEL);
      channel.onmessage = ({ data: [ticket, numbers] }: MessageEvent<[number, Iterable<number>]>) => {
        old.get(ticket)?.(numbers);
        old.delete(ticket);
      };
    }
    const ticket = ++last;
    const answer = new Promise<Iterable<number>>((resolve) => old.set(ticket, resolve));
    channel.postMessage([ticket, page, view]);
    return Response.json([...(await answer)]);
  };

  scope.addEventListener("fetch", (event) => {
    const { request } = event as Fetched;
    const [address, query = ""] = request.url.split("?");
    if (address !== own) return;
    const [form, ...ids] = query.split("&");
    let answer: Response | Promise<Response>;
    if (request.method === "POST" && query === "sabayon") answer = askOld(request);
    else if (form !== EXCHANGE) return;
    else answer = ids.length ? ask(request, ids) : new Response(FORM);
    event.stopImmediatePropagation();
    (event as Fetched).respondWith(answer);
  });
})();
