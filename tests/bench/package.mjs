#!/usr/bin/env node
// What the package `pyscript` costs: this project and the reference, taken in turns, on both interpreters.
//
//   node tests/bench/package.mjs [--rounds N] [--only NAME] [--json FILE]

import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync } from "node:zlib";
import { launch } from "../harness/browsers.mjs";
import * as paths from "../harness/paths.mjs";
import { withStatement } from "./pages.mjs";
import { BenchServer } from "./server.mjs";
import { PACKAGE, users, workloads } from "./workloads.mjs";

/** @import { Browser } from "puppeteer-core" */
/** @import { Variant } from "./pages.mjs" */
/** @import { Workload } from "./workloads.mjs" */

const LIMIT = 300_000;
/** The files of the package that a page has asked for. */
const LOADED = `performance.getEntriesByType("resource").map(({ name }) => name.split("/").pop())
  .filter((name) => /^pyscript\\..*bin$/.test(name))`;
const { values } = parseArgs({
  options: { rounds: { type: "string", default: "5" }, only: { type: "string" }, json: { type: "string" } },
});
const rounds = Number(values.rounds);
const pages = workloads
  .concat({ name: "package-sources", about: "the reference's sources", aim: NaN, code: PACKAGE })
  .concat(users.map((user) => ({ aim: NaN, ...user })))
  .flatMap((workload) => withStatement(workload.code).map((variant) => named(workload, variant)))
  .filter(({ name }) => name.includes(values.only ?? ""));
if (pages.length === 0) process.exit();
/** @param {{ name: string }} page */
const isTimed = ({ name }) => !name.startsWith("package-");
const timed = pages.filter(isTimed);
const using = pages.filter(({ who, name }) => who === "ours" && !isTimed({ name }) && !name.startsWith("package-sources"));

/**
 * @param {Workload} workload
 * @param {Variant} variant
 */
function named(workload, variant) {
  // Both pages of a pair have the same start, so that `--only` chooses both or none.
  const name = `${workload.name}-${variant.interpreter}`;
  return { ...variant, workload, name, page: `${workload.name}-${variant.name}` };
}

const server = new BenchServer(pages.map((one) => ({ ...one, name: one.page })));
await server.start();
const browser = await launch("chromium");
/** @type {Map<string, number[]>} */
const times = new Map(timed.map(({ page }) => [page, []]));
/** @type {object[]} */
const sizes = [];
try {
  for (const one of using) sizes.push(await size(browser, one));
  // The first round is not counted: files are read and compressed, the browser is warm.
  for (let round = 0; round <= rounds; round += 1) {
    for (const { page } of round % 2 ? timed : timed.toReversed()) {
      const time = await measure(browser, page);
      if (round > 0) times.get(page)?.push(time);
    }
    console.log(`round ${round} of ${rounds}`);
  }
} finally {
  await browser.close();
  await server.stop();
}

/**
 * @param {Browser} browser
 * @param {string} name of a page
 * @returns {Promise<number>} milliseconds that the workload took by itself
 */
async function measure(browser, name) {
  return /** @type {number} */ (await result(browser, name));
}

/**
 * What the package costs a page's download: ours by the files that the page asks for, the reference's as the
 * sources that a page finds, which come with its script whatever the page uses.
 *
 * @param {Browser} browser
 * @param {typeof using[number]} page
 */
async function size(browser, { interpreter, page, workload }) {
  const files = /** @type {string[]} */ (await result(browser, page, LOADED));
  const bytes = await Promise.all(files.map(async (file) => (await stat(join(paths.dist, `${file}.br`))).size));
  const ours = bytes.reduce((sum, one) => sum + one, 0);
  const sources = `package-sources-${page.split("-").at(-2)}-reference`;
  const reference = brotliCompressSync(/** @type {string} */ (await result(browser, sources))).length;
  const ratio = (ours / reference).toFixed(2);
  const { about, aim } = workload;
  return { "the page": about, interpreter, "ours bytes": ours, "reference bytes": reference, ratio, aim: aim || "–" };
}

/**
 * @param {Browser} browser
 * @param {string} name of a page
 * @param {string} [then] what the page is asked when its Python has left something in `js.result`
 * @returns {Promise<unknown>} the answer
 */
async function result(browser, name, then = "globalThis.result") {
  const page = await browser.newPage();
  /** @type {string[]} */
  const said = [];
  page.on("console", (line) => said.push(line.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  try {
    await page.goto(`${server.origin}/${name}.html`, { waitUntil: "domcontentloaded", timeout: LIMIT });
    await page.waitForFunction("globalThis.result", { polling: 20, timeout: LIMIT });
    return await page.evaluate(then);
  } catch (error) {
    throw new Error(`${name} did not end: ${said.join("\n")}`, { cause: error });
  } finally {
    await page.close();
  }
}

/** @param {number[]} numbers */
function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

const rows = timed
  .filter(({ who }) => who === "ours")
  .map(({ workload, interpreter, page }) => {
    const ours = times.get(page) ?? [];
    const reference = times.get(page.replace(/-ours$/, "-reference")) ?? [];
    // Of pages that ran one after the other: what slows the machine down slows both down.
    const ratios = ours.map((time, round) => time / (reference[round] ?? NaN)).toSorted((a, b) => a - b);
    return {
      workload: workload.name,
      interpreter,
      "ours ms": Number(median(ours).toFixed(1)),
      "reference ms": Number(median(reference).toFixed(1)),
      ratio: median(ratios).toFixed(2),
      "from – to": [ratios.at(0), ratios.at(-1)].map((ratio) => ratio?.toFixed(2)).join(" – "),
      aim: workload.aim,
    };
  });
console.log("\nMedians of what the package does, and of the ratios of each round");
console.table(rows);
console.log("\nThe package's bytes with brotli");
console.table(sizes);
if (values.json) await writeFile(values.json, JSON.stringify({ rows, sizes, times: Object.fromEntries(times) }, null, 1));
