// What the user sees of a test run.

import { writeFile } from "node:fs/promises";
import { consoleText } from "./facts.mjs";

/** @import { ComparedFacts, Outcome } from "./types.d.ts" */

/** Of a text that goes on for longer, the beginning and the end say what there is to know. */
const LONGEST = 120;
/** The stack of an endless recursion repeats one line, or a few in turn. */
const LONGEST_CYCLE = 4;

const words = { passed: "ok  ", failed: "FAIL", skipped: "skip" };

/**
 * @param {Outcome} outcome
 * @param {boolean} verbose
 */
export function reportOutcome(outcome, verbose) {
  const lines = [`${words[outcome.status]} ${outcome.run.label} ${Math.round(outcome.milliseconds)} ms`];
  for (const failure of outcome.failures) lines.push(`    - ${shorten(failure)}`);
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
      (line) => `        ${indent(shorten(line))}`,
    ),
  ];
}

/**
 * A text without the lines that only repeat what was there, and of what is left not too many.
 *
 * @param {string} text
 */
function shorten(text) {
  const lines = text.split("\n");
  /** @type {string[]} */
  const kept = [];
  for (let at = 0; at < lines.length; ) {
    const { length, times } = repetition(lines, at);
    kept.push(...lines.slice(at, at + length));
    if (times > 1) kept.push(`… ${times - 1} times the same`);
    at += length * times;
  }
  const left = kept.length - LONGEST;
  if (left > 0) kept.splice(LONGEST / 2, left, `… ${left} lines`);
  return kept.join("\n");
}

/**
 * How often the lines at a place follow one another, if that is worth a remark.
 *
 * @param {string[]} lines
 * @param {number} at
 */
function repetition(lines, at) {
  for (let length = 1; length <= LONGEST_CYCLE; length++) {
    let end = at + length;
    while (end < lines.length && lines[end] === lines[end - length]) end++;
    const times = Math.floor((end - at) / length);
    if (times > 3) return { length, times };
  }
  return { length: 1, times: 1 };
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

