// Opens the page of one run, does the steps, waits for the end, collects the facts.

import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import * as paths from "./paths.mjs";
import { fill, fillAll } from "./placeholders.mjs";
import { recorderSource } from "./recorder.mjs";
import { answerCdn } from "./reference.mjs";
import { screenshotOf } from "./screenshots.mjs";
import { perform } from "./steps.mjs";

/** @import { Page } from "puppeteer-core" */
/** @import { Condition, Facts, PageRecord } from "./types.d.ts" */
/** @import { Mount } from "./server.mjs" */

const defaults = {
  done: /** @type {Condition} */ ({ event: "py:all-done" }),
  timeout: 120_000,
  viewport: { width: 800, height: 600 },
};

/**
 * @param {Page} page a new one
 * @param {Mount} mount
 * @returns {Promise<Facts>}
 */
export async function visit(page, mount) {
  const file = fillAll(mount.run.case.file, mount.values);
  const reference = mount.core === "reference";
  const cdn = reference || file.cdn;
  const steps = (reference && file.referenceSteps) || file.steps || [];
  const done = (reference && file.referenceDone) || file.done || defaults.done;
  const pageFile = file.page ?? "index.html";
  const copy = file.open === "file" ? await copyToDisk(mount) : undefined;
  const address = copy ? pathToFileURL(join(copy, pageFile)).href : mount.base + pageFile;

  /** @type {string[]} */
  const outside = [];
  /** @type {Map<string, number>} */
  const fromBundle = new Map();

  try {
    await page.setViewport(file.viewport ?? defaults.viewport);
    await page.evaluateOnNewDocument(recorderSource);
    if (cdn) await answerCdn(page, mount.origin, (url) => outside.push(url));
    page.on("request", (request) => {
      const url = new URL(request.url());
      const isCdn = cdn && url.host === "cdn.jsdelivr.net";
      if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== mount.origin && !isCdn) outside.push(url.href);
      if (url.href.startsWith(mount.values.dist ?? "-")) {
        const path = `/dist/${url.pathname.slice(new URL(mount.values.dist ?? "").pathname.length)}`;
        fromBundle.set(path, (fromBundle.get(path) ?? 0) + 1);
      }
    });

    const limit = deadline(file.timeout ?? defaults.timeout);
    let doing = "opening the page";
    /** @type {string | null} */
    let unfinished = null;
    try {
      // The navigation itself is not awaited: a page may hold back its own scripts until a step lets them go.
      const failed = page.goto(address, { waitUntil: "domcontentloaded", timeout: 0 }).then(
        () => new Promise(() => {}),
        (error) => Promise.reject(error),
      );
      failed.catch(() => {});
      const until = (/** @type {Condition} */ condition) => untilHolds(page, address, condition);
      for (const step of steps) {
        doing = `step ${JSON.stringify(step)}`;
        await Promise.race([perform(step, { page, mount, until }), failed, limit.reached]);
      }
      doing = `waiting for ${JSON.stringify(done)}`;
      await Promise.race([until(done), failed, limit.reached]);
      doing = "letting the page settle";
      await Promise.race([page.evaluate(() => globalThis.pageRecorder.settle()), limit.reached]);
    } catch (error) {
      unfinished =
        error === limit.reason
          ? `not finished after ${limit.milliseconds} ms: ${doing}`
          : `${doing}: ${error instanceof Error ? error.message : error}`;
    } finally {
      limit.stop();
    }

    const selectors = [file.expect, ...Object.values(file.expectFor ?? {})].flatMap((e) => Object.keys(e.dom ?? {}));
    const expressions = [file.expect, ...Object.values(file.expectFor ?? {})].flatMap((e) =>
      Object.keys(e.values ?? {}),
    );
    const facts = await withLimit(5000, collect(page, [...new Set(selectors)], [...new Set(expressions)])).catch(
      (error) => {
        unfinished ??= `the page does not answer: ${error instanceof Error ? error.message : error}`;
        return { records: /** @type {PageRecord[]} */ ([]), lines: [], banners: [], elements: {}, values: {} };
      },
    );
    if (file.screenshot && !unfinished) await takeScreenshot(page, mount, file.screenshot);
    const inaccessible = file.axe && !reference && !unfinished ? await checkAccessibility(page, file.axe) : [];
    return {
      ...facts,
      inaccessible,
      requests: Object.fromEntries([...fromBundle, ...mount.counts]),
      outside,
      unfinished,
    };
  } finally {
    if (copy) await rm(copy, { recursive: true, force: true });
  }
}

/**
 * @param {Page} page
 * @param {string[]} selectors
 * @param {string[]} expressions
 */
async function collect(page, selectors, expressions) {
  return page.evaluate(
    async (selectors, expressions) => {
      /** @type {Record<string, import("./types.d.ts").Json>} */
      const values = {};
      for (const expression of expressions) {
        try {
          const value = await (0, eval)(`(${expression})`);
          values[expression] = value === undefined ? null : JSON.parse(JSON.stringify(value));
        } catch (error) {
          values[expression] = `threw ${error}`;
        }
      }
      const recorder = globalThis.pageRecorder;
      return {
        records: recorder.records,
        lines: recorder.lines(),
        banners: recorder.banners(),
        elements: recorder.elements(selectors),
        values,
      };
    },
    selectors,
    expressions,
  );
}

/**
 * Waits in the page. The document may still be the empty one before the navigation, or be replaced while we wait.
 *
 * @param {Page} page
 * @param {string} address
 * @param {Condition} condition
 */
async function untilHolds(page, address, condition) {
  for (;;) {
    try {
      const there = await page.evaluate(
        async (start, condition) => {
          if (location.href.split("#")[0] !== start && location.href === "about:blank") return false;
          await globalThis.pageRecorder.until(condition);
          return true;
        },
        address,
        condition,
      );
      if (there) return;
    } catch (error) {
      if (!isNavigation(error)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** @param {unknown} error */
function isNavigation(error) {
  const text = error instanceof Error ? error.message : String(error);
  return /context was destroyed|context with specified id|navigat|frame (was|got) detached|no such frame|realm/i.test(
    text,
  );
}

/**
 * The page as a file, for cases about pages opened from disk.
 *
 * @param {Mount} mount
 */
async function copyToDisk(mount) {
  const folder = await mkdtemp(join(tmpdir(), "page-"));
  await cp(mount.run.case.root, folder, { recursive: true });
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith(".html")) continue;
    const path = join(folder, name);
    await writeFile(path, fill(await readFile(path, "utf8"), mount.values));
  }
  return folder;
}

/**
 * @param {Page} page
 * @param {Mount} mount
 * @param {string} name
 */
async function takeScreenshot(page, mount, name) {
  if (mount.core !== "pyxide") return;
  const path = screenshotOf(mount.run, name);
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path: /** @type {`${string}.png`} */ (path), optimizeForSpeed: false });
}

/**
 * @param {Page} page
 * @param {string} selector what is checked
 * @returns {Promise<string[]>} what is wrong
 */
async function checkAccessibility(page, selector) {
  await page.evaluate(await readFile(paths.axe, "utf8"));
  return page.evaluate(async (selector) => {
    if (!document.querySelector(selector)) return [`there is no ${selector}`];
    const { axe } = /** @type {{ axe: typeof import("axe-core") }} */ (/** @type {unknown} */ (globalThis));
    const { violations } = await axe.run(selector);
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}\n${node.failureSummary}`));
  }, selector);
}

/** @param {number} milliseconds */
function deadline(milliseconds) {
  const reason = new Error("deadline");
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const reached = /** @type {Promise<never>} */ (
    new Promise((_, reject) => {
      timer = setTimeout(() => reject(reason), milliseconds);
    })
  );
  reached.catch(() => {});
  return { milliseconds, reason, reached, stop: () => clearTimeout(timer) };
}

/**
 * @template T
 * @param {number} milliseconds
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
async function withLimit(milliseconds, promise) {
  const limit = deadline(milliseconds);
  try {
    return await Promise.race([promise, limit.reached]);
  } finally {
    limit.stop();
  }
}
