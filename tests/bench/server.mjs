// Serves the pages, the bundle and the reference, everything compressed, everything from memory:
// what is compared is what browsers do with it.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { brotliCompressSync } from "node:zlib";
import * as paths from "../harness/paths.mjs";
import * as many from "./many.mjs";

/** @import { Server } from "node:http" */
/** @import { AddressInfo } from "node:net" */
/** @import { Variant } from "./pages.mjs" */

/** @type {Record<string, string>} */
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

const HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "cross-origin",
};

/** No request for so long means that the page waits for an answer and for nothing else. */
const QUIET = 1500;

export class BenchServer {
  /** @type {Map<string, Promise<Buffer>>} */
  #compressed = new Map();
  /** @type {string[]} paths in the order they were asked for, without pages */
  requested = [];
  /** Answers are kept back until they are let go together. */
  holding = false;
  /** Each answer is kept back so long, in milliseconds. */
  latency = 0;
  /** @type {(() => void)[]} */
  #held = [];
  #lastRequest = 0;
  /** @type {Server} */
  #server;
  origin = "";

  /** @param {Pick<Variant, "name" | "html">[]} variants */
  constructor(variants) {
    this.pages = new Map(variants.map((variant) => [`/${variant.name}.html`, variant.html]));
    this.#server = createServer((request, response) => {
      const path = new URL(request.url ?? "/", "http://localhost").pathname;
      this.#answer(path).then(
        (body) => {
          const page = this.pages.has(path);
          response.writeHead(200, {
            ...HEADERS,
            "Content-Type": TYPES[extname(path)] ?? "application/octet-stream",
            "Cache-Control": page ? "no-store" : "public, max-age=86400",
            ...(page ? {} : { "Content-Encoding": "br", "Content-Length": String(body.length) }),
          });
          response.end(body);
        },
        () => response.writeHead(404, HEADERS).end(),
      );
    });
  }

  async start() {
    await new Promise((resolve) => this.#server.listen(0, "localhost", () => resolve(undefined)));
    this.origin = `http://localhost:${/** @type {AddressInfo} */ (this.#server.address()).port}`;
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /**
   * @param {string} path
   * @returns {Promise<Buffer>}
   */
  async #answer(path) {
    if (this.latency > 0) await sleep(this.latency);
    const page = this.pages.get(path);
    if (page !== undefined) return Buffer.from(page);
    this.requested.push(path);
    this.#lastRequest = Date.now();
    if (this.holding) await new Promise((resolve) => this.#held.push(() => resolve(undefined)));
    return this.#file(path);
  }

  /** @param {string} path */
  #file(path) {
    let body = this.#compressed.get(path);
    if (!body) {
      body = load(path);
      this.#compressed.set(path, body);
    }
    return body;
  }

  /**
   * Keeps all answers back until the page asks for nothing more, lets them go together, and so on:
   * the number of rounds is the number of answers that had to be waited for one after the other.
   *
   * @param {() => Promise<boolean>} finished whether the page has done what it was opened for
   * @returns {Promise<string[][]>} the paths asked for in each round
   */
  async rounds(finished) {
    /** @type {string[][]} */
    const rounds = [];
    let seen = 0;
    while (!(await finished())) {
      if (this.#held.length > 0 && Date.now() - this.#lastRequest > QUIET) {
        rounds.push(this.requested.slice(seen));
        seen = this.requested.length;
        for (const release of this.#held.splice(0)) release();
      }
      await sleep(50);
    }
    return rounds;
  }
}

/** @param {string} path */
async function load(path) {
  const [, place, ...rest] = normalize(path).split("/");
  const part = place === "many" && many.file(rest.join("/"));
  if (part) return brotliCompressSync(await part);
  const file = fileOf(place ?? "", rest);
  if (file === undefined) throw new Error(`nothing is served at ${path}`);
  const packed = await readFile(`${file}.br`).catch(() => undefined);
  return packed ?? brotliCompressSync(await readFile(file));
}

/**
 * `published` has the interpreters as they are published: the bundle's but for Pyodide's library.
 *
 * @param {string} place
 * @param {string[]} rest
 */
function fileOf(place, rest) {
  const name = rest.at(-1) ?? "";
  if (place === "reference") return join(paths.reference, "dist", ...rest);
  if (place === "published" && name === "python_stdlib.zip") return join(paths.pyodide, name);
  return place === "dist" || place === "published" ? join(paths.dist, ...rest) : undefined;
}
