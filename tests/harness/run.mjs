#!/usr/bin/env node
// Runs the browser tests: see ../README.md.

import { access } from "node:fs/promises";
import { join } from "node:path";
import { findBrowser, MissingBrowser } from "./browsers.mjs";
import { CaseError } from "./case-format.mjs";
import { findCases, planRuns } from "./cases.mjs";
import { documentedCases } from "./documented.mjs";
import { readOptions, UsageError } from "./options.mjs";
import * as paths from "./paths.mjs";
import { Records, removeOthers } from "./recorded.mjs";
import { reportOutcome, summarise, writeSummary } from "./report.mjs";
import { Runner } from "./runner.mjs";
import { publishScreenshots } from "./screenshots.mjs";
import { Site } from "./server.mjs";

/** @import { Options } from "./options.mjs" */
/** @import { Case, Outcome, Run } from "./types.d.ts" */

/** Something the tests need is not there: the message says what to do. */
class NotReady extends Error {}

/** @param {Options} options */
async function main(options) {
  // The reference's CDN addresses can only be answered in Chromium.
  const browser = options.core === "reference" ? "chromium" : options.browser;
  const cases = [...(await findCases(paths.pages)), ...(await documentedCases("docs/python")), ...(await documentedCases("docs"))];
  const runs = planRuns(cases, { ...options, browser });
  if (options.checkRecords) return checkRecords(runs);
  if (options.list) return void console.log(runs.map((run) => run.label).join("\n"));
  if (runs.length === 0) {
    throw new UsageError(`no case matches${options.only ? ` "${options.only}"` : ""}; --list shows what there is`);
  }
  await checkFiles(options);
  if (options.serve !== undefined) return serve(runs, options.serve, options);

  for (const browser of new Set(runs.map((run) => run.browser))) await findBrowser(browser);
  const runner = await Runner.start(options);
  /** @type {Outcome[]} */
  let outcomes;
  try {
    outcomes = await runner.all(runs, (outcome) => reportOutcome(outcome, options.verbose));
  } finally {
    await runner.stop();
  }
  if (options.record && !options.only && !options.type) await removeOthers(runs);
  if (options.updateScreenshots) await publishScreenshots(outcomes);

  const summary = summarise(outcomes);
  if (options.json) await writeSummary(options.json, summary);
  const failed = outcomes.filter((o) => o.status === "failed").map((o) => `  ${o.run.label}`);
  if (failed.length > 0) console.log(`\nfailed:\n${failed.join("\n")}`);
  const live = outcomes.filter((o) => o.live).length;
  if (options.differential && options.useRecords) {
    console.log(`\n${live} pages had to run on the reference, the others were compared with records`);
  }
  console.log(`\n${summary.passed} passed, ${summary.failed} failed, ${summary.skipped} skipped`);
  process.exitCode = summary.failed > 0 ? 1 : 0;
}

/**
 * Says which pages would have to run on the reference because nothing says what it does there.
 *
 * @param {Run[]} runs
 */
async function checkRecords(runs) {
  const compared = runs.filter((run) => run.browser === "chromium" && !run.case.file.differential);
  const records = await Records.open();
  const found = await Promise.all(compared.map((run) => records.get(run)));
  const without = compared.filter((_, index) => !found[index]).map((run) => run.label);
  console.log(`${compared.length - without.length} of ${compared.length} pages have a record that is up to date`);
  if (without.length === 0) return;
  console.log(`run with --record-reference and commit what it writes:\n  ${without.join("\n  ")}`);
  process.exitCode = 1;
}

/** @param {Options} options */
async function checkFiles(options) {
  const needed = [
    ...(options.core === "pyxide" ? [[join(paths.dist, "core.js"), "cargo xtask build"]] : []),
    ...(options.core === "reference" || options.differential
      ? [[join(paths.reference, "dist/core.js"), "cargo xtask setup"]]
      : []),
    [join(paths.pyodide, "pyodide.mjs"), "cargo xtask setup"],
    [join(paths.micropython, "micropython.mjs"), "cargo xtask setup"],
  ];
  for (const [file = "", command] of needed) {
    await access(file).catch(() => {
      throw new NotReady(`${file} is missing; \`${command}\` makes it`);
    });
  }
}

/**
 * @param {Run[]} runs
 * @param {number} port
 * @param {Options} options
 */
async function serve(runs, port, options) {
  const site = await Site.start(port);
  /** @type {Set<Case>} */
  const seen = new Set();
  for (const run of runs) {
    if (run.browser !== "chromium") continue;
    const mount = site.mount(run, options.core, run.type);
    console.log(`${mount.base}${run.case.file.page ?? ""}`);
    seen.add(run.case);
  }
  console.log(`\n${seen.size} cases; Ctrl+C ends`);
}

try {
  await main(readOptions(process.argv.slice(2)));
} catch (error) {
  const expected = [UsageError, CaseError, MissingBrowser, NotReady].some((kind) => error instanceof kind);
  console.error(expected ? `error: ${/** @type {Error} */ (error).message}` : error);
  process.exitCode = 2;
}
