// What the user sees of a test run.

import { writeFile } from "node:fs/promises";
import { consoleText } from "./facts.mjs";

/** @import { ComparedFacts, Outcome } from "./types.d.ts" */

const words = { passed: "ok  ", failed: "FAIL", skipped: "skip" };

/**
 * @param {Outcome} outcome
 * @param {boolean} verbose
 */
export function reportOutcome(outcome, verbose) {
  const lines = [`${words[outcome.status]} ${outcome.run.label} ${Math.round(outcome.milliseconds)} ms`];
  for (const failure of outcome.failures) lines.push(`    - ${failure}`);
  if (outcome.facts && (verbose || outcome.status === "failed")) lines.push(...story("Pyxide", outcome.facts));
  if (outcome.referenceFacts && verbose) lines.push(...story("the reference", outcome.referenceFacts));
  console.log(lines.join("\n"));
}

/**
 * What the page did, in order: most failures explain themselves here.
 *
 * @param {string} who
 * @param {ComparedFacts} facts
 */
function story(who, facts) {
  const records = facts.records.map((record) => {
    if (record.kind === "console") return consoleText(record);
    if (record.kind === "error") return `uncaught: ${record.text}`;
    return `event ${record.type} ${record.target} ${JSON.stringify(record.detail)}`;
  });
  const indent = (/** @type {string} */ text) => text.replace(/\n/g, "\n          ");
  return [
    `      what the page did on ${who}`,
    ...[...records, ...facts.banners.map((text) => `banner: ${text}`), ...facts.lines.map((text) => `text: ${text}`)].map(
      (line) => `        ${indent(line)}`,
    ),
  ];
}

/** @param {Outcome[]} outcomes */
export function summarise(outcomes) {
  const count = (/** @type {string} */ status) => outcomes.filter((o) => o.status === status).length;
  return {
    passed: count("passed"),
    failed: count("failed"),
    skipped: count("skipped"),
    cases: outcomes.map((o) => ({
      name: o.run.case.name,
      type: o.run.type,
      browser: o.run.browser,
      status: o.status,
      milliseconds: Math.round(o.milliseconds),
      failures: o.failures,
    })),
  };
}

/**
 * @param {string} path
 * @param {ReturnType<typeof summarise>} summary
 */
export async function writeSummary(path, summary) {
  await writeFile(path, `${JSON.stringify(summary, null, 2)}\n`);
}

