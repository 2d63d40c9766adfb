// Screenshots go to tests/output/ on each run; into the repository only when asked.

import { copyFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import * as paths from "./paths.mjs";

/** @import { Outcome, Run } from "./types.d.ts" */

/**
 * Where the screenshot of a run is written.
 *
 * @param {Run} run
 * @param {string} name
 */
export const screenshotOf = (run, name) =>
  join(paths.output, "screenshots", run.case.name, `${run.type}-${run.browser}`, basename(name));

/** @param {Outcome[]} outcomes */
export async function publishScreenshots(outcomes) {
  for (const { run, status } of outcomes) {
    const name = run.case.file.screenshot;
    if (!name || status !== "passed" || run.browser !== "chromium") continue;
    const source = screenshotOf(run, name);
    const target = join(name.includes("/") ? paths.repository : run.case.root, name);
    await copyFile(source, target);
    console.log(`${target}: ${(await stat(target)).size} bytes`);
  }
}
