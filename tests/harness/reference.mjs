// What runs of the reference need: its CDN addresses answered on this machine, and a store for its facts.

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as paths from "./paths.mjs";

/** @import { CDPSession, Page } from "puppeteer-core" */
/** @import { Facts, Run } from "./types.d.ts" */

/**
 * Sends the interpreters' CDN addresses to the local packages. A redirect, so that the files stay cacheable.
 *
 * @param {Page} page of Chromium
 * @param {string} origin
 * @param {(url: string) => void} unknown called for a CDN address that has no local answer
 */
export async function answerCdn(page, origin, unknown) {
  const session = await page.createCDPSession();
  await answerCdnOf(session, origin, unknown);
  // What a worker requests is no request of its page.
  page.on("workercreated", (worker) => {
    // A worker that has gone needs no answers.
    answerCdnOf(worker.client, origin, unknown).catch(() => {});
  });
}

/**
 * @param {CDPSession} session
 * @param {string} origin
 * @param {(url: string) => void} unknown
 */
async function answerCdnOf(session, origin, unknown) {
  session.on("Fetch.requestPaused", async ({ requestId, request }) => {
    const local = localAddress(request.url);
    const answer = local
      ? session.send("Fetch.fulfillRequest", {
          requestId,
          responseCode: 302,
          responseHeaders: Object.entries({
            Location: origin + local,
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
          }).map(([name, value]) => ({ name, value })),
        })
      : session.send("Fetch.failRequest", { requestId, errorReason: "NameNotResolved" });
    if (!local) unknown(request.url);
    // The page may be gone by now; then nobody waits for the answer.
    await answer.catch(() => {});
  });
  await session.send("Fetch.enable", { patterns: [{ urlPattern: "https://cdn.jsdelivr.net/*" }] });
}

/**
 * @param {string} url
 * @returns {string | undefined}
 */
function localAddress(url) {
  const pyodide = /^https:\/\/cdn\.jsdelivr\.net\/pyodide\/v[^/]+\/full\/([\w.-]+)$/.exec(url);
  // The npm package lacks the installer; the bundle has it, and a list of packages that says so.
  if (pyodide?.[1] && /\.whl$|-lock\.json$/.test(pyodide[1])) return `/dist/pyodide/${pyodide[1]}`;
  if (pyodide) return `/engines/pyodide/${pyodide[1]}`;
  const micropython =
    /^https:\/\/cdn\.jsdelivr\.net\/npm\/@micropython\/micropython-webassembly-pyscript@[^/]+\/([\w.-]+)$/.exec(url);
  return micropython ? `/engines/micropython/${micropython[1]}` : undefined;
}

/** Facts of earlier reference runs. The key covers everything that they depend on. */
export class ReferenceStore {
  #folder = join(paths.output, "reference");

  /** @param {string} common digest of what all runs depend on */
  constructor(common) {
    this.common = common;
  }

  /**
   * @param {string} browserVersion
   * @returns {Promise<ReferenceStore>}
   */
  static async open(browserVersion) {
    const hash = createHash("sha256").update(browserVersion);
    const harness = join(paths.repository, "tests/harness");
    for (const file of (await readdir(harness)).filter((name) => name.endsWith(".mjs")).sort()) {
      hash.update(file).update(await readFile(join(harness, file)));
    }
    for (const folder of [paths.reference, paths.pyodide, paths.micropython]) {
      hash.update(await readFile(join(folder, "package.json")));
    }
    return new ReferenceStore(hash.digest("hex"));
  }

  /** @param {Run} run */
  async #file(run) {
    const hash = createHash("sha256").update(this.common).update(run.label);
    for (const folder of new Set([run.case.folder, run.case.root])) {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = entries.filter((e) => e.isFile() && !e.name.endsWith(".png"));
      for (const path of files.map((e) => join(e.parentPath, e.name)).sort()) {
        hash.update(path.slice(folder.length)).update("\0").update(await readFile(path));
      }
    }
    return join(this.#folder, `${run.case.name.replace("/", "-")}-${run.type}-${hash.digest("hex").slice(0, 16)}.json`);
  }

  /**
   * @param {Run} run
   * @returns {Promise<Facts | undefined>}
   */
  async get(run) {
    const text = await readFile(await this.#file(run), "utf8").catch(() => undefined);
    return text === undefined ? undefined : JSON.parse(text);
  }

  /**
   * @param {Run} run
   * @param {Facts} facts
   */
  async put(run, facts) {
    await mkdir(this.#folder, { recursive: true });
    await writeFile(await this.#file(run), JSON.stringify(facts));
  }
}
