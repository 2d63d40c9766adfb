// A small web server on a free port. Everything a page may load comes from here:
//
//   /dist/…  /reference/…  /engines/…     the bundle, the reference, the interpreters: shared by all runs, cacheable
//   /<run>/pages/<area>/<case>/…          the case folder, placeholders filled, faults of the case applied
//   …/socket                              a WebSocket that echoes, see socket.mjs
//   /<run>/dist/…                         the bundle with faults applied, for cases whose routes touch it

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as paths from "./paths.mjs";
import { fill } from "./placeholders.mjs";
import { answerSocket } from "./socket.mjs";

/** @import { IncomingMessage, Server, ServerResponse } from "node:http" */
/** @import { AddressInfo } from "node:net" */
/** @import { Core, Route, Run } from "./types.d.ts" */

/** @type {Record<string, string>} */
const mimeTypes = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".zip": "application/zip",
  ".py": "text/x-python; charset=utf-8",
  ".toml": "text/plain; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
};

const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/** Folders that all runs share, by first path segment. */
const shared = /** @type {Record<string, string>} */ ({
  dist: paths.dist,
  reference: join(paths.reference, "dist"),
  "engines/pyodide": paths.pyodide,
  "engines/micropython": paths.micropython,
});

/** What the server knows about one run: its folder, its faults, what was asked for. */
export class Mount {
  /** @type {Map<string, number>} */
  counts = new Map();
  /** @type {Map<string, Gate>} */
  #holds = new Map();
  /** @type {(() => void)[]} */
  #watchers = [];

  /**
   * @param {Run} run
   * @param {Core} core
   * @param {string} key
   * @param {string} origin
   */
  constructor(run, core, key, origin) {
    this.run = run;
    this.core = core;
    this.key = key;
    this.origin = origin;
    this.routes = run.case.file.routes ?? {};
    const base = `${origin}/${key}/pages/${run.case.name}/`;
    const touchesBundle = core === "pyxide" && Object.keys(this.routes).some((path) => path.startsWith("/dist/"));
    const dist = core === "reference" ? `${origin}/reference/` : `${origin}/${touchesBundle ? `${key}/` : ""}dist/`;
    const interpreter = run.type === "py" ? "Pyodide" : "MicroPython";
    const engine = interpreter.toLowerCase();
    /** @type {Record<string, string>} */
    this.values = {
      type: run.type,
      other: run.type === "py" ? "mpy" : "py",
      interpreter,
      otherInterpreter: run.type === "py" ? "MicroPython" : "Pyodide",
      engineName: engine,
      engine: `${origin}/engines/${engine}/${engine}.mjs`,
      core: `${dist}core.js`,
      css: `${dist}core.css`,
      dist,
      base,
      origin,
    };
    this.base = base;
  }

  /** @param {string} path */
  count(path) {
    this.counts.set(path, (this.counts.get(path) ?? 0) + 1);
    for (const watcher of this.#watchers) watcher();
  }

  /**
   * @param {string} path
   * @returns {Promise<void>} settled once the path was asked for
   */
  requested(path) {
    return new Promise((resolve) => {
      const check = () => {
        if (this.counts.has(path)) resolve();
      };
      this.#watchers.push(check);
      check();
    });
  }

  /** @param {string} name */
  hold(name) {
    let hold = this.#holds.get(name);
    if (!hold) {
      hold = gate();
      this.#holds.set(name, hold);
    }
    return hold.promise;
  }

  /** @param {string} name */
  release(name) {
    void this.hold(name);
    this.#holds.get(name)?.resolve();
  }

  close() {
    for (const hold of this.#holds.values()) hold.resolve();
  }
}

export class Site {
  /** @type {Map<string, Mount>} */
  #mounts = new Map();
  #next = 1;
  /** @type {Server} */
  #server;
  origin = "";

  constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error) => {
        response.writeHead(500, { "Content-Type": "text/plain" }).end(String(error));
      });
    });
    this.#server.on("upgrade", answerSocket);
  }

  /**
   * @param {number} port 0 takes a free one
   * @returns {Promise<Site>}
   */
  static async start(port) {
    const site = new Site();
    await new Promise((resolve, reject) => {
      site.#server.once("error", reject).listen(port, "localhost", () => resolve(undefined));
    });
    site.origin = `http://localhost:${/** @type {AddressInfo} */ (site.#server.address()).port}`;
    return site;
  }

  async stop() {
    for (const mount of this.#mounts.values()) mount.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /**
   * @param {Run} run
   * @param {Core} core
   * @param {string} [key] name of the run in addresses
   * @returns {Mount}
   */
  mount(run, core, key = `${run.type}-${this.#next++}`) {
    const mount = new Mount(run, core, key, this.origin);
    this.#mounts.set(mountName(key, run.case.name), mount);
    return mount;
  }

  /** @param {Mount} mount */
  unmount(mount) {
    mount.close();
    this.#mounts.delete(mountName(mount.key, mount.run.case.name));
  }

  /**
   * @param {IncomingMessage} request
   * @param {ServerResponse} response
   */
  async #answer(request, response) {
    const path = decodeURIComponent(new URL(request.url ?? "/", this.origin).pathname);
    for (const [prefix, folder] of Object.entries(shared)) {
      if (path.startsWith(`/${prefix}/`)) {
        const headers = { "Cache-Control": "public, max-age=86400", ...isolation };
        return sendFile(request, response, inside(folder, path.slice(prefix.length + 2)), headers);
      }
    }
    const [, key = "", place = "", ...rest] = path.split("/");
    if (place === "dist") return this.#bundleOfRun(request, response, key, rest.join("/"));
    if (place === "pages" && rest[1] === "dist") return this.#neighbour(response, key, rest);
    const mount = place === "pages" && this.#mounts.get(mountName(key, rest.slice(0, 2).join("/")));
    if (!mount) return notFound(response, {});
    const file = rest.slice(2).join("/") || "index.html";
    mount.count(file);
    const headers = {
      "Cache-Control": "no-store",
      ...(mount.run.case.file.isolated === false ? {} : isolation),
    };
    await sendRouted(request, response, mount, file, inside(mount.run.case.root, file), headers);
  }

  /**
   * @param {IncomingMessage} request
   * @param {ServerResponse} response
   * @param {string} key
   * @param {string} file
   */
  async #bundleOfRun(request, response, key, file) {
    const mount = [...this.#mounts.values()].find((one) => one.key === key);
    if (!mount) return notFound(response, {});
    mount.count(`/dist/${file}`);
    const headers = { "Cache-Control": "no-store", ...isolation };
    await sendRouted(request, response, mount, `/dist/${file}`, inside(paths.dist, file), headers);
  }

  /**
   * A page that names the bundle as its neighbour (`../dist/core.js`), as a copied example does.
   *
   * @param {ServerResponse} response
   * @param {string} key
   * @param {string[]} rest
   */
  #neighbour(response, key, rest) {
    const mount = [...this.#mounts.values()].find((one) => one.key === key);
    if (!mount) return notFound(response, {});
    response.writeHead(302, { Location: mount.values.dist + rest.slice(2).join("/"), ...crossOrigin }).end();
  }
}

const crossOrigin = {
  "Cross-Origin-Resource-Policy": "cross-origin",
  "Access-Control-Allow-Origin": "*",
};

/**
 * @param {string} key
 * @param {string} name
 */
const mountName = (key, name) => `${key}/${name}`;

/**
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @param {Mount} mount
 * @param {string} path as the case's routes name it
 * @param {string | null} file
 * @param {Record<string, string>} headers
 */
async function sendRouted(request, response, mount, path, file, headers) {
  /** @type {Route} */
  const route = mount.routes[path] ?? {};
  if (route.hold !== undefined) await mount.hold(route.hold);
  if (route.delay !== undefined) await sleep(route.delay);
  if (route.drop) return void response.destroy();
  const type = route.type ?? mimeType(path);
  const all = { ...crossOrigin, ...headers, "Content-Type": type, ...route.headers };
  if (route.body !== undefined) {
    return void response.writeHead(route.status ?? 200, all).end(fill(route.body, mount.values));
  }
  if (route.status !== undefined && route.status !== 200) {
    return void response.writeHead(route.status, { ...all, "Content-Type": route.type ?? "text/plain" }).end();
  }
  const source = route.file === undefined ? file : routeFile(mount, route.file);
  if (path.endsWith(".html") && source) {
    const text = await readFile(source, "utf8").catch(() => null);
    if (text === null) return notFound(response, headers);
    return void response.writeHead(200, all).end(fill(text, mount.values));
  }
  await sendFile(request, response, source, all);
}

/**
 * @param {Mount} mount
 * @param {string} file
 */
function routeFile(mount, file) {
  for (const [prefix, folder] of Object.entries(shared)) {
    if (file.startsWith(`/${prefix}/`)) return inside(folder, file.slice(prefix.length + 2));
  }
  return inside(mount.run.case.root, file);
}

/**
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @param {string | null} file
 * @param {Record<string, string>} headers
 */
async function sendFile(request, response, file, headers) {
  if (file === null) return notFound(response, headers);
  const all = { ...crossOrigin, "Content-Type": mimeType(file), ...headers };
  if (/\bbr\b/.test(String(request.headers["accept-encoding"] ?? ""))) {
    const packed = await readFile(`${file}.br`).catch(() => null);
    if (packed) return void response.writeHead(200, { ...all, "Content-Encoding": "br" }).end(packed);
  }
  const body = await readFile(file).catch(() => null);
  if (body === null) return notFound(response, headers);
  response.writeHead(200, { ...all, "Content-Length": String(body.length) }).end(body);
}

/**
 * @param {ServerResponse} response
 * @param {Record<string, string>} headers
 */
function notFound(response, headers) {
  response
    .writeHead(404, { ...crossOrigin, ...headers, "Cache-Control": "no-store", "Content-Type": "text/plain" })
    .end("not found");
}

/** @param {string} path */
function mimeType(path) {
  return mimeTypes[extname(path)] ?? "application/octet-stream";
}

/**
 * @param {string} folder
 * @param {string} path
 * @returns {string | null} the file, or null for a path that leads out of the folder
 */
function inside(folder, path) {
  const file = normalize(join(folder, path));
  return file.startsWith(folder.endsWith(sep) ? folder : folder + sep) ? file : null;
}

/**
 * @typedef {object} Gate
 * @property {Promise<void>} promise
 * @property {() => void} resolve
 */

/** @returns {Gate} */
function gate() {
  /** @type {() => void} */
  let open = () => {};
  const promise = /** @type {Promise<void>} */ (
    new Promise((resolve) => {
      open = resolve;
    })
  );
  return { promise, resolve: () => open() };
}
