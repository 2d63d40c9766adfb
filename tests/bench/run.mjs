#!/usr/bin/env node
// Time to the first Python statement: this project, the reference and the bare interpreter, taken
// in turns in one run. Only ratios are worth keeping: times belong to a machine.
//
//   node tests/bench/run.mjs [--rounds N] [--only NAME] [--json FILE]

import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { launch } from "../harness/browsers.mjs";
import { LATENCY } from "./many.mjs";
import { hops, visit } from "./measure.mjs";
import { variants } from "./pages.mjs";
import { BenchServer } from "./server.mjs";

/** @import { Variant } from "./pages.mjs" */

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "9" }, only: { type: "string" }, json: { type: "string" } },
});
const chosen = variants.filter((variant) => variant.name.includes(values.only ?? ""));
if (chosen.length === 0) process.exit();
const rounds = Number(values.rounds);

/** @type {Map<string, { cold: number[], warm: number[], together: number[], rounds: string[][] }>} */
const results = new Map(chosen.map((variant) => [variant.name, { cold: [], warm: [], together: [], rounds: [] }]));
const result = (/** @type {Variant} */ variant) => {
  const one = results.get(variant.name);
  if (!one) throw new Error(`${variant.name} was not measured`);
  return one;
};

const server = new BenchServer(chosen);
await server.start();
const browser = await launch("chromium");
try {
  for (const variant of chosen) result(variant).rounds = await hops(browser, server, variant);
  // One round that is not counted: files are read and compressed, the browser is warm.
  for (const variant of chosen) await visit(browser, server, variant);
  for (let round = 1; round <= rounds; round += 1) {
    for (const variant of round % 2 ? chosen : chosen.toReversed()) {
      const { cold, warm, together } = await visit(browser, server, variant);
      result(variant).cold.push(cold);
      result(variant).warm.push(warm);
      result(variant).together.push(together);
    }
    console.log(`round ${round} of ${rounds}`);
  }
} finally {
  await browser.close();
  await server.stop();
}

/** @param {number[]} numbers */
function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/**
 * The median of the ratios of each round: what slows the machine down slows both pages down.
 *
 * @param {Variant} variant
 * @param {Variant | undefined} base
 * @param {"cold" | "warm"} visit
 */
function ratio(variant, base, visit) {
  if (!base) return "–";
  const divisors = result(base)[visit];
  const ratios = result(variant)[visit].map((time, round) => time / (divisors[round] ?? NaN));
  return median(ratios).toFixed(2);
}

const rows = chosen.map((variant) => {
  const other = (/** @type {string} */ who) =>
    chosen.find(
      (one) => one.who === who && one.interpreter === variant.interpreter && one.parts === variant.parts,
    );
  const { cold, warm, together, rounds } = result(variant);
  return {
    page: variant.name,
    requests: rounds.flat().length,
    hops: rounds.length,
    "at once": median(together),
    "cold ms": Math.round(median(cold)),
    "warm ms": Math.round(median(warm)),
    "cold ÷ bare": ratio(variant, other("bare"), "cold"),
    "warm ÷ bare": ratio(variant, other("bare"), "warm"),
    "cold ÷ reference": ratio(variant, other("reference"), "cold"),
    "warm ÷ reference": ratio(variant, other("reference"), "warm"),
  };
});
console.log("\nFirst Python statement, medians; requests, dependent hops and requests at once after the page itself");
console.log(`Pages with many parts: 20 files, 3 wheels, 2 JavaScript modules, each answer ${LATENCY} ms later`);
console.table(rows);
for (const variant of chosen.filter(({ who }) => who === "ours")) {
  console.log(`${variant.name} asks for`);
  for (const [index, round] of result(variant).rounds.entries()) console.log(`  ${index + 1}. ${round.join(" ")}`);
}
if (values.json) await writeFile(values.json, JSON.stringify({ rows, results: Object.fromEntries(results) }, null, 1));
