#!/usr/bin/env node
// Tests of the npm package: node tests/package/run.mjs TARBALL FOLDER [--only REGEX] [--browser NAME] [--json FILE]
// FOLDER is emptied and used. See ../README.md.

import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import * as manifest from "./manifest.mjs";
import * as pages from "./pages.mjs";
import * as projects from "./projects.mjs";
import { run } from "./tools.mjs";

/** @import { Place, Test } from "./tools.mjs" */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string" }, browser: { type: "string" }, json: { type: "string" }, list: { type: "boolean" } },
});
const [tarball, folder] = positionals.map((path) => resolve(path));

/** @type {[name: string, test: Test][]} */
const all = Object.entries({ ...manifest.tests, ...projects.tests, ...pages.tests });
const other = { chromium: "firefox", firefox: "chromium" }[values.browser ?? ""];
const pattern = new RegExp(values.only ?? "");
const tests = all.filter(([name]) => pattern.test(name) && !(other && name.includes(other)));
if (values.list) {
  console.log(tests.map(([name]) => name).join("\n"));
} else if (!tarball || !folder) {
  console.error("error: which tarball, and which folder to work in?");
  process.exitCode = 2;
} else {
  await rm(folder, { recursive: true, force: true });
  const root = join(folder, "node_modules/pyxide");
  await mkdir(root, { recursive: true });
  await run("tar", ["xzf", tarball, "-C", root, "--strip-components=1"]);
  /** @type {Place} */
  const place = { tarball, folder, package: root };
  const failed = [];
  for (const [name, test] of tests) {
    const start = performance.now();
    /** @type {unknown} */
    const failure = await test(place).then(
      () => undefined,
      (error) => error ?? new Error("failed"),
    );
    console.log(`${failure ? "FAIL" : "ok  "} ${name} ${Math.round(performance.now() - start)} ms`);
    if (failure) {
      console.log(failure instanceof Error ? (failure.stack ?? failure.message) : failure);
      failed.push(name);
    }
  }
  await pages.stop();
  const summary = { passed: tests.length - failed.length, failed: failed.length, skipped: 0 };
  if (values.json) await writeFile(values.json, `${JSON.stringify(summary)}\n`);
  console.log(`${summary.passed} passed, ${summary.failed} failed, 0 skipped`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
