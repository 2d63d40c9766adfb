// Opening a page and noting when its first Python statement ran.

/** @import { Browser, Page } from "puppeteer-core" */
/** @import { Variant } from "./pages.mjs" */
/** @import { BenchServer } from "./server.mjs" */

const LIMIT = 120_000;

/** The most requests that a page had made and not got an answer to, whether or not the browser made them wait. */
const TOGETHER = `(() => {
  const requests = performance.getEntriesByType("resource");
  const open = ({ startTime }) =>
    requests.filter((other) => other.startTime <= startTime && startTime < other.responseEnd).length;
  return Math.max(...requests.map(open));
})()`;

/**
 * A first visit, with nothing in the browser's cache, and a second one.
 *
 * @param {Browser} browser
 * @param {BenchServer} server
 * @param {Variant} variant
 * @returns {Promise<{ cold: number, warm: number, together: number }>} milliseconds from navigation to statement, and
 *   how many requests of the first visit were open at once
 */
export async function visit(browser, server, variant) {
  const context = await browser.createBrowserContext();
  server.latency = variant.latency;
  try {
    const page = await context.newPage();
    const cold = await open(page, server, variant);
    const together = /** @type {number} */ (await page.evaluate(TOGETHER));
    const warm = await open(page, server, variant);
    return { cold, warm, together };
  } finally {
    server.latency = 0;
    await context.close();
  }
}

/**
 * @param {Page} page
 * @param {BenchServer} server
 * @param {Variant} variant
 */
async function open(page, server, variant) {
  await page.goto("about:blank");
  await page.goto(`${server.origin}/${variant.name}.html`, { waitUntil: "domcontentloaded", timeout: LIMIT });
  const handle = await page.waitForFunction("globalThis.firstStatement", { polling: 20, timeout: LIMIT });
  return /** @type {number} */ (await handle.jsonValue());
}

/**
 * What a first visit asks for before the statement runs, round by round.
 *
 * @param {Browser} browser
 * @param {BenchServer} server
 * @param {Variant} variant
 * @returns {Promise<string[][]>}
 */
export async function hops(browser, server, variant) {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    server.requested.length = 0;
    server.holding = true;
    const opened = page.goto(`${server.origin}/${variant.name}.html`, { timeout: LIMIT });
    const rounds = await server.rounds(() =>
      page.evaluate("globalThis.firstStatement !== undefined").then(Boolean, () => false),
    );
    await opened;
    return rounds;
  } finally {
    server.holding = false;
    await context.close();
  }
}
