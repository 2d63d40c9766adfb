// Runs → outcomes: a few pages at a time, each run on Pyxide and then on the reference.

import { launch } from "./browsers.mjs";
import { compareFacts, listedReason } from "./differential.mjs";
import { checkExpectations } from "./expectations.mjs";
import { fillAll } from "./placeholders.mjs";
import { Records } from "./recorded.mjs";
import { Site } from "./server.mjs";
import { visit } from "./visit.mjs";

/** @import { Browser as Handle } from "puppeteer-core" */
/** @import { Options } from "./options.mjs" */
/** @import { Browser, Core, Expectations, FactName, Facts, Outcome, Run } from "./types.d.ts" */

export class Runner {
  /** @type {Map<string, Promise<Handle>>} by kind and lane */
  #browsers = new Map();
  /** @type {Promise<Records> | undefined} */
  #records;

  /**
   * @param {Options} options
   * @param {Site} site
   */
  constructor(options, site) {
    this.options = options;
    this.site = site;
  }

  /** @param {Options} options */
  static async start(options) {
    return new Runner(options, await Site.start(0));
  }

  /** Everything is known by now: what does not end by itself is not waited for. */
  async stop() {
    const browsers = await Promise.all(this.#browsers.values());
    await Promise.all(
      browsers.map(async (browser) => {
        await atMost(10_000, browser.close());
        browser.process()?.kill("SIGKILL");
      }),
    );
    await atMost(10_000, this.site.stop());
  }

  /**
   * @param {Run[]} runs
   * @param {(outcome: Outcome) => void} report called in the order of the runs
   * @returns {Promise<Outcome[]>}
   */
  async all(runs, report) {
    /** @type {Outcome[]} */
    const outcomes = new Array(runs.length);
    let next = 0;
    let reported = 0;
    const worker = async (/** @type {number} */ lane) => {
      for (let index = next++; index < runs.length; index = next++) {
        const run = /** @type {Run} */ (runs[index]);
        outcomes[index] = await this.#one(run, lane).catch((error) => broken(run, error));
        for (; outcomes[reported]; reported += 1) report(/** @type {Outcome} */ (outcomes[reported]));
      }
    };
    await Promise.all(Array.from({ length: this.options.jobs }, (_, lane) => worker(lane)));
    return outcomes;
  }

  /**
   * @param {Run} run
   * @param {number} lane of those that run at the same time
   * @returns {Promise<Outcome>}
   */
  async #one(run, lane) {
    const { core, differential } = this.options;
    if (core === "reference" && run.case.file.differential) {
      return { run, status: "skipped", milliseconds: 0, failures: [`not on the reference: ${run.case.file.differential}`] };
    }
    if (this.options.record) return this.#record(run, lane);
    const start = performance.now();
    const { facts, expect } = await this.#visit(run, core, lane);
    const milliseconds = performance.now() - start;
    const failures = checkExpectations(expect, facts)
      .filter(({ fact }) => core === "pyxide" || !oursAlone(run, fact))
      .map(({ failure }) => failure);
    const compares = differential && run.browser === "chromium" && !run.case.file.differential;
    // A page that failed already would only fail again in other words.
    const comparison = compares && failures.length === 0 ? await this.#compare(run, facts, lane) : { failures: [] };
    const all = [...failures, ...comparison.failures];
    return { run, status: all.length > 0 ? "failed" : "passed", milliseconds, facts, ...comparison, failures: all };
  }

  /**
   * @param {Run} run
   * @param {Facts} ours
   * @param {number} lane
   * @returns {Promise<Pick<Outcome, "failures" | "referenceFacts" | "live">>}
   */
  async #compare(run, ours, lane) {
    const recorded = this.options.useRecords ? await (await this.#openRecords()).get(run) : undefined;
    if (recorded && compareFacts(run, ours, recorded).length === 0) return { failures: [], referenceFacts: recorded };
    const { facts } = await this.#visit(run, "reference", lane);
    const failures = facts.unfinished ? [`on the reference: ${facts.unfinished}`] : compareFacts(run, ours, facts);
    return { failures, referenceFacts: facts, live: true };
  }

  /**
   * @param {Run} run
   * @param {number} lane
   * @returns {Promise<Outcome>}
   */
  async #record(run, lane) {
    const records = await this.#openRecords();
    const start = performance.now();
    /** @type {string[]} */
    const failures = [];
    const live = !this.options.useRecords || (await records.get(run)) === undefined;
    if (live) {
      const { facts } = await this.#visit(run, "reference", lane);
      if (facts.unfinished) failures.push(facts.unfinished);
      else await records.put(run, facts);
    }
    const status = failures.length > 0 ? "failed" : "passed";
    return { run, status, milliseconds: performance.now() - start, failures, live };
  }

  #openRecords() {
    this.#records ??= Records.open();
    return this.#records;
  }

  /**
   * @param {Run} run
   * @param {Core} core
   * @param {number} lane
   */
  async #visit(run, core, lane) {
    const browser = await this.#browser(run.browser, lane);
    const mount = this.site.mount(run, core);
    const expect = fillAll(expectationsOf(run), mount.values);
    try {
      const page = await (await browser.createBrowserContext()).newPage();
      try {
        return { facts: await visit(page, mount), expect };
      } finally {
        await page.browserContext().close().catch(() => {});
      }
    } finally {
      this.site.unmount(mount);
    }
  }

  /**
   * Firefox gives keys to the page in front only, and loses one that is opened while another is
   * closed: there each lane has a browser of its own.
   *
   * @param {Browser} kind
   * @param {number} lane
   */
  #browser(kind, lane) {
    const key = kind === "firefox" ? `${kind} ${lane}` : kind;
    let browser = this.#browsers.get(key);
    if (!browser) {
      browser = launch(kind, this.options.long ? 3600_000 : undefined);
      this.#browsers.set(key, browser);
      // A page may take its browser down; the pages after it get a new one.
      browser.then(
        (handle) => handle.once("disconnected", () => this.#browsers.delete(key)),
        () => {},
      );
    }
    return browser;
  }
}

/**
 * Waits for the end of something, or so many milliseconds.
 *
 * @param {number} milliseconds
 * @param {Promise<unknown>} end
 */
async function atMost(milliseconds, end) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const limit = new Promise((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([end.catch(() => {}), limit]);
  clearTimeout(timer);
}

/**
 * A run that the harness itself could not do.
 *
 * @param {Run} run
 * @param {unknown} error
 * @returns {Outcome}
 */
function broken(run, error) {
  const failures = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  return { run, status: "failed", milliseconds: 0, failures };
}

/**
 * @param {Run} run
 * @returns {Expectations}
 */
function expectationsOf(run) {
  const { expect, expectFor = {} } = run.case.file;
  return { ...expect, ...expectFor[run.type], ...expectFor[run.browser] };
}

/**
 * Facts in which the reference is known to differ from what the case expects.
 *
 * @param {Run} run
 * @param {string} fact
 */
function oursAlone(run, fact) {
  return fact === "requests" || listedReason(run, /** @type {FactName} */ (fact)) !== undefined;
}
