// The package by script tag: from another origin, and with Pyodide from its CDN.

import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { launch } from "../harness/browsers.mjs";
import * as paths from "../harness/paths.mjs";
import { answerCdn } from "../harness/reference.mjs";

/** @import { AddressInfo } from "node:net" */
/** @import { Browser as Handle, Page } from "puppeteer-core" */
/** @import { Browser } from "../harness/types.d.ts" */
/** @import { Test } from "./tools.mjs" */

/** @type {Map<Browser, Promise<Handle>>} */
const browsers = new Map();

/** Ends the browsers. */
export async function stop() {
  for (const browser of await Promise.all(browsers.values())) {
    await Promise.race([browser.close(), new Promise((resolve) => setTimeout(resolve, 10_000).unref())]);
    browser.process()?.kill("SIGKILL");
  }
}

/**
 * Serves folders, each by an origin of its own, and opens a page.
 *
 * @param {{ roots: (string | Record<string, string>)[], browser?: Browser, isolated?: boolean }} options a root is a
 *   folder, or folders by the first part of the path
 * @param {(page: Page, origins: string[]) => Promise<void>} use
 */
export async function open({ roots, browser = "chromium", isolated = true }, use) {
  const servers = roots.map((root) => createServer((request, response) => void answer(root, isolated, request, response)));
  const origins = await Promise.all(
    servers.map(async (server) => {
      await new Promise((resolve) => server.listen(0, "localhost", () => resolve(undefined)));
      return `http://localhost:${/** @type {AddressInfo} */ (server.address()).port}`;
    }),
  );
  if (!browsers.has(browser)) browsers.set(browser, launch(browser));
  const context = await (await browsers.get(browser))?.createBrowserContext();
  const page = await context?.newPage();
  try {
    if (page) await use(page, origins);
  } finally {
    await context?.close();
    for (const server of servers) server.closeAllConnections();
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }
}

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};

/**
 * @param {string | Record<string, string>} root
 * @param {boolean} isolated
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
async function answer(root, isolated, request, response) {
  const [, first = "", ...rest] = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname).split("/");
  const folder = typeof root === "string" ? root : root[first];
  const path = typeof root === "string" ? [first, ...rest].join("/") : rest.join("/");
  const file = folder && normalize(join(folder, path));
  const body = file?.startsWith(folder + sep) ? await readFile(file).catch(() => null) : null;
  const headers = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    ...(isolated && { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" }),
  };
  if (body === null) response.writeHead(404, headers).end();
  else response.writeHead(200, { ...headers, "Content-Type": TYPES[extname(path)] ?? "application/octet-stream" }).end(body);
}

/**
 * A page that includes the package by tags from `dist`.
 *
 * @param {string} dist
 * @param {string} type
 */
const html = (dist, type) => `<!doctype html>
<meta charset="utf-8">
<title>By tag</title>
<link rel="stylesheet" href="${dist}/core.css" crossorigin>
<script type="module" src="${dist}/core.js" crossorigin></script>
<${type}-config>{ "files": { "./data.txt": "" } }</${type}-config>
<p id="main"></p>
<p id="worker"></p>
<script type="${type}">
  from pyscript import document
  with open("data.txt") as file:
      document.querySelector("#main").textContent = file.read()
  raise ValueError("on purpose")
</script>
<script type="${type}" worker id="w">
  import sys
  from pyscript import sync
  sync.answer = lambda: sys.implementation.name
</script>
<script type="module">
  const worker = document.querySelector("#w");
  const answered = async () => {
    document.querySelector("#worker").textContent = await (await worker.xworker.ready).sync.answer();
  };
  addEventListener("py:all-done", answered);
  // Where the page is not isolated nothing tells that a worker has ended.
  if (!crossOriginIsolated) setTimeout(async function later() {
    if (worker.xworker) await answered();
    else setTimeout(later, 50);
  });
</script>
`;

/**
 * @param {Page} page
 * @param {string} address
 * @param {string} implementation
 */
async function shows(page, address, implementation) {
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(address, { waitUntil: "domcontentloaded" });
  await page.waitForFunction("document.querySelector('#worker')?.textContent", { timeout: 30_000 });
  await page.waitForFunction("document.querySelector('.py-error strong')", { timeout: 30_000 });
  const texts = await page.$$eval("p", (elements) => elements.map(({ textContent }) => textContent));
  assert.deepEqual(texts, ["from another origin", implementation]);
  assert.deepEqual(errors, []);
}

/**
 * @param {import("./tools.mjs").Place} place
 * @param {string} name
 */
async function siteFolder(place, name) {
  const folder = join(place.folder, name);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "data.txt"), "from another origin");
  return folder;
}

/** @type {Record<string, Test>} */
export const tests = {};

for (const browser of /** @type {Browser[]} */ (["chromium", "firefox"])) {
  for (const isolated of [true, false]) {
    /** The page on one origin, the package on another, as on a CDN. */
    tests[`npm/cross-origin-${browser}${isolated ? "" : "-not-isolated"}`] = async (place) => {
      const site = await siteFolder(place, "site");
      await open({ roots: [site, place.package], browser, isolated }, async (page, [origin, cdn]) => {
        await writeFile(join(site, "index.html"), html(`${cdn}/dist`, "mpy"));
        await shows(page, `${origin}/index.html`, "micropython");
        assert.equal(await page.evaluate("crossOriginIsolated"), isolated);
      });
    };
  }
}

/** Pyodide, which is not in the package, from its CDN: answered with the installed copy. */
tests["npm/pyodide"] = async (place) => {
  const site = await siteFolder(place, "cpython");
  const engines = join(paths.pyodide, "..");
  await open({ roots: [{ site, package: place.package, engines, dist: paths.dist }] }, async (page, [origin = ""]) => {
    await writeFile(join(site, "index.html"), html(`${origin}/package/dist`, "py"));
    /** @type {string[]} */
    const requested = [];
    page.on("request", (request) => requested.push(request.url()));
    /** @type {string[]} */
    const unknown = [];
    await answerCdn(page, origin, (url) => unknown.push(url));
    await shows(page, `${origin}/site/index.html`, "cpython");
    assert.deepEqual(unknown, []);
    const ofCdn = requested.filter((url) => /^https:\/\/cdn\.jsdelivr\.net\/pyodide\/v[\d.]+\/full\//.test(url));
    assert.ok(ofCdn.some((url) => url.endsWith("/pyodide.asm.wasm")), requested.join("\n"));
    // And nothing of it from beside the entry.
    assert.deepEqual(requested.filter((url) => url.includes("/package/dist/pyodide/")), []);
  });
};

/** A page that says that Pyodide is beside the entry asks for it there, and not at the CDN. */
tests["npm/offline"] = async (place) => {
  const site = await siteFolder(place, "offline");
  await open({ roots: [{ site, package: place.package }] }, async (page, [origin = ""]) => {
    const text = html(`${origin}/package/dist`, "py").replace('<script type="module" src', '<script type="module" offline src');
    await writeFile(join(site, "index.html"), text);
    /** @type {Promise<string>} */
    const asked = new Promise((resolve) => {
      page.on("request", (request) => {
        if (request.url().endsWith("/pyodide.mjs")) resolve(request.url());
      });
    });
    await page.goto(`${origin}/site/index.html`, { waitUntil: "domcontentloaded" });
    assert.equal(await asked, `${origin}/package/dist/pyodide/pyodide.mjs`);
  });
};
