// Projects that import the package, built by bundlers and opened in a browser.

import assert from "node:assert/strict";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ENTRIES } from "./manifest.mjs";
import { open } from "./pages.mjs";
import { filesBelow, project } from "./tools.mjs";

/** @import { Place, Test } from "./tools.mjs" */

/** What `main.js` of the projects finds out. */
const RESULTS = {
  types: "py,pyodide,mpy,micropython",
  config: "./data.txt",
  hook: "a hook of a plugin",
  file: "from a file",
  bridge: 42,
  worker: "A project",
  storage: "kept",
  decorated: true,
  styled: "none",
};

/** @type {Record<string, Test>} */
export const tests = {
  async "npm/vite"(place) {
    const { build } = await import("vite");
    const root = await project(place, "vite");
    await build({ root, logLevel: "error" });
    await works(place, join(root, "out"));
  },

  async "npm/vite-dev"(place) {
    const { createServer } = await import("vite");
    const root = await project(place, "vite");
    const server = await createServer({ root, logLevel: "error", server: { port: 0, headers: ISOLATION } });
    try {
      await server.listen();
      const address = server.resolvedUrls?.local[0];
      assert.ok(address);
      await shows(address);
    } finally {
      await server.close();
    }
  },

  async "npm/webpack"(place) {
    const { default: webpack } = await import("webpack");
    const root = await project(place, "webpack");
    const { default: config } = await import(pathToFileURL(join(root, "webpack.config.js")).href);
    const compiler = webpack({ ...config, context: root });
    const stats = await new Promise((resolve, reject) => {
      compiler?.run((error, stats) => (error ? reject(error) : resolve(stats)));
    });
    assert.deepEqual(stats.toJson({ errors: true, warnings: true }).errors, []);
    await addStatic(root);
    await works(place, join(root, "out"));
  },

  async "npm/esbuild"(place) {
    const root = await project(place, "esbuild");
    await import(pathToFileURL(join(root, "build.js")).href);
    await addStatic(root);
    await works(place, join(root, "out"));
  },
};

const ISOLATION = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/**
 * What no bundler touches.
 *
 * @param {string} root
 */
async function addStatic(root) {
  await cp(join(root, "public"), join(root, "out"), { recursive: true });
  const html = await readFile(join(root, "index.html"), "utf8");
  const style = '<link rel="stylesheet" href="./main.css">';
  await writeFile(join(root, "out/index.html"), html.replace("</title>", `</title>\n${style}`));
}

/**
 * The output has everything that is loaded by address, whatever it is called now, and the page works.
 *
 * @param {Place} place
 * @param {string} out
 */
async function works(place, out) {
  const output = await Promise.all((await filesBelow(out)).map((file) => readFile(join(out, file), "latin1")));
  const dist = join(place.package, "dist");
  for (const file of await filesBelow(dist)) {
    if (file.startsWith("types/") || ENTRIES.includes(file)) continue;
    const content = await readFile(join(dist, file));
    const inlined = content.toString("base64");
    assert.ok(
      output.some((text) => text === content.toString("latin1") || text.includes(inlined)),
      `${file} is lost`,
    );
  }
  await open({ roots: [out] }, async (page, [origin]) => shows(`${origin}/index.html`, page));
}

/**
 * @param {string} address
 * @param {import("puppeteer-core").Page} [page]
 */
async function shows(address, page) {
  if (!page) return open({ roots: [] }, (own) => shows(address, own));
  await page.goto(address, { waitUntil: "domcontentloaded" });
  await page.waitForFunction("globalThis.results", { timeout: 30_000 });
  await page.waitForFunction("document.querySelector('#tag').textContent", { timeout: 30_000 });
  assert.deepEqual(await page.evaluate("results"), RESULTS);
  const text = (/** @type {string} */ id) => page.$eval(`#${id}`, (element) => element.textContent);
  assert.deepEqual(await Promise.all(["main", "tag", "started"].map(text)), [
    "on the page",
    "in a worker",
    "started from JavaScript",
  ]);
}
