// What a user does, with the browser's own input events.

/** @import { Page } from "puppeteer-core" */
/** @import { Condition, Step } from "./types.d.ts" */
/** @import { Mount } from "./server.mjs" */

/**
 * @typedef {object} StepContext
 * @property {Page} page
 * @property {Mount} mount
 * @property {(condition: Condition) => Promise<void>} until
 */

/**
 * @param {Step} step
 * @param {StepContext} context
 */
export async function perform(step, { page, mount, until }) {
  if ("wait" in step) return until(step.wait);
  if ("release" in step) return mount.release(step.release);
  if ("requested" in step) return mount.requested(step.requested);
  if ("press" in step) return press(page, step.press);
  if ("evaluate" in step) {
    await page.evaluate(async (source) => void (await (0, eval)(`(${source})`)), step.evaluate);
    return;
  }
  if ("click" in step) return click(page, step.click, until);
  if ("quota" in step) return limitStorage(page, mount.origin, step.quota);
  if ("stopServiceWorkers" in step) return stopServiceWorkers(page);
  if ("select" in step) {
    await until({ selector: step.in });
    await page.select(step.in, step.select);
    return;
  }
  if (step.into) await click(page, step.into, until);
  await page.keyboard.type(step.type);
}

/**
 * @param {Page} page
 * @param {string} keys such as `Enter`, `Control+Shift+Enter`
 */
async function press(page, keys) {
  const all = /** @type {import("puppeteer-core").KeyInput[]} */ (keys.split(/(?<=.)\+/));
  const last = /** @type {import("puppeteer-core").KeyInput} */ (all.pop());
  for (const key of all) await page.keyboard.down(key);
  await page.keyboard.press(last);
  for (const key of all.reverse()) await page.keyboard.up(key);
}

/**
 * The limit holds for what is stored from now on, in this page's profile.
 *
 * @param {Page} page
 * @param {string} origin
 * @param {number} bytes
 */
async function limitStorage(page, origin, bytes) {
  const session = await page.createCDPSession();
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: bytes });
}

/**
 * As the browser does with those it finds idle; it starts them again when they are needed.
 *
 * @param {Page} page
 */
async function stopServiceWorkers(page) {
  const session = await page.createCDPSession();
  await session.send("ServiceWorker.enable");
  await session.send("ServiceWorker.stopAllWorkers");
}

/**
 * @param {Page} page
 * @param {string} selector
 * @param {StepContext["until"]} until
 */
async function click(page, selector, until) {
  await until({ selector });
  const handle = await page.evaluateHandle((s) => globalThis.pageRecorder.find(s)[0] ?? null, selector);
  const element = handle.asElement();
  if (!element) throw new Error(`click: "${selector}" is gone`);
  await /** @type {import("puppeteer-core").ElementHandle<Element>} */ (element).click();
  await handle.dispose();
}
