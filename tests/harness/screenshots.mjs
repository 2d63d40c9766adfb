// Screenshots go to tests/output/ on each run; into the repository only when asked.

import { copyFile, stat } from "node:fs/promises";
import { join } from "node:path";
import * as paths from "./paths.mjs";

/** @import { Outcome } from "./types.d.ts" */

/** @param {Outcome[]} outcomes */
export async function publishScreenshots(outcomes) {
  for (const { run, status } of outcomes) {
    const name = run.case.file.screenshot;
    if (!name || status !== "passed" || run.browser !== "chromium") continue;
    const source = join(paths.output, "screenshots", run.case.name, name);
    const target = join(run.case.root, name);
    await copyFile(source, target);
    console.log(`${target}: ${(await stat(target)).size} bytes`);
  }
}
