#!/usr/bin/env node
// What Python in workers costs: this project and the reference, taken in turns in one run, on both interpreters;
// beside it what the same lines take on the page itself, and what the browser takes to wake two threads.
//
//   node tests/bench/workers.mjs [--rounds N] [--only NAME] [--json FILE]

import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { launch } from "../harness/browsers.mjs";
import { BenchServer } from "./server.mjs";
import { FIRST, floor, FURTHER, lines, pages } from "./worker-pages.mjs";

/** @import { Browser, Page } from "puppeteer-core" */
/** @import { WorkerPage } from "./worker-pages.mjs" */

const LIMIT = 300_000;
/** Milliseconds that a line is repeated for one result. */
const BUDGET = 200;
const AT_MOST = 5000;
const FLOOR = "workers-floor";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "7" }, only: { type: "string" }, json: { type: "string" } },
});
const rounds = Number(values.rounds);

const further = {
  name: "start",
  about: `${FURTHER} further workers, to the first statement of the last`,
  aim: { Pyodide: 3, MicroPython: 3 },
};
const interpreters = /** @type {const} */ (["Pyodide", "MicroPython"]);
const rows = interpreters
  .flatMap((interpreter) => [...lines, further].map((line) => ({ interpreter, line, name: `workers-${interpreter}-${line.name}` })))
  .filter(({ name }) => name.includes(values.only ?? ""));
if (rows.length === 0) process.exit();
const used = pages.filter(({ interpreter }) => rows.some((row) => row.interpreter === interpreter));

/** @type {Map<string, number[]>} milliseconds by row, who and where */
const times = new Map();
/** @type {Map<string, number>} how often a line is run for a result of about the budget */
const counts = new Map();

const server = new BenchServer([...used, { name: FLOOR, html: floor }]);
await server.start();
const browser = await launch("chromium");
try {
  /** @type {Map<WorkerPage | undefined, Page>} */
  const opened = new Map();
  for (const one of used) opened.set(one, await open(browser, one.name));
  opened.set(undefined, await open(browser, FLOOR));
  // The first round is not counted: it finds out how long things take, and what is compiled later is compiled.
  for (let round = 0; round <= rounds; round += 1) {
    for (const row of rows) {
      const two = used.filter(({ interpreter }) => interpreter === row.interpreter);
      for (const one of round % 2 ? two : two.toReversed()) {
        const page = /** @type {Page} */ (opened.get(one));
        const key = `${row.name} ${one.who}`;
        await page.bringToFront();
        if (row.line === further) {
          note(round, key, await page.evaluate(`window.further("${one.type}", ${JSON.stringify(FIRST)})`));
          continue;
        }
        const line = /** @type {import("./worker-pages.mjs").Line} */ (row.line);
        note(round, key, await measure(page, line, key, false));
        if (!line.bridge) note(round, `${key} here`, await measure(page, line, `${key} here`, true));
      }
    }
    const page = /** @type {Page} */ (opened.get(undefined));
    await page.bringToFront();
    note(round, FLOOR, await page.evaluate("window.pingPong(2000)"));
    console.log(`round ${round} of ${rounds}`);
  }
} finally {
  await browser.close();
  await server.stop();
}

/**
 * @param {Browser} browser
 * @param {string} name
 */
async function open(browser, name) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  /** @type {string[]} */
  const said = [];
  page.on("console", (line) => said.push(line.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  try {
    await page.goto(`${server.origin}/${name}.html`, { waitUntil: "domcontentloaded", timeout: LIMIT });
    await page.waitForFunction("window.ready && (!window.measure || window.measureHere)", { polling: 50, timeout: LIMIT });
  } catch (error) {
    throw new Error(`${name} did not start: ${said.join("\n")}`, { cause: error });
  }
  return page;
}

/**
 * @param {Page} page
 * @param {import("./worker-pages.mjs").Line} line
 * @param {string} key
 * @param {boolean} here on the page itself
 * @returns {Promise<number>}
 */
async function measure(page, line, key, here) {
  const count = line.times ?? counts.get(key) ?? 1;
  const time = /** @type {number} */ (await page.evaluate(`window.measure("${line.name}", ${count}, ${here})`));
  counts.set(key, Math.min(AT_MOST, Math.max(1, Math.round(BUDGET / time))));
  return time;
}

/**
 * @param {number} round
 * @param {string} key
 * @param {unknown} time
 */
function note(round, key, time) {
  const noted = times.get(key) ?? [];
  times.set(key, noted);
  if (round > 0) noted.push(/** @type {number} */ (time));
}

/** @param {string} key */
function median(key) {
  const sorted = (times.get(key) ?? []).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** @param {number} time */
const shown = (time) => (Number.isNaN(time) ? "" : Number(time.toPrecision(3)));

const table = rows.map(({ interpreter, line, name }) => {
  const ours = median(`${name} ours`);
  const reference = median(`${name} reference`);
  return {
    line: line.name,
    interpreter,
    "reference ms": shown(reference),
    "ours ms": shown(ours),
    "reference ÷ ours": Number((reference / ours).toPrecision(3)),
    "aim ≥": line.aim[interpreter] ?? "",
    "page: reference ms": shown(median(`${name} reference here`)),
    "page: ours ms": shown(median(`${name} ours here`)),
  };
});
console.log("\nPython in a worker, medians; beside it the same on the page itself");
console.table(table);
for (const { name, about } of [...lines, further]) console.log(`${name}: ${about}`);
console.log(`\nA page and a worker wake each other through shared memory: ${shown(median(FLOOR))} ms a round trip`);
if (values.json) await writeFile(values.json, JSON.stringify({ table, times: Object.fromEntries(times) }, null, 1));
