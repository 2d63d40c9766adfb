// What earlier runs on the reference showed, so that it need not run again.
//
// A record names the files that the page asked for. It is valid while these, the case's settings, the packages and the
// recorder are what they were; then it says what a run would say, unless the browser words something differently. So a
// record can pass a case, and only a run can fail it.

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as paths from "./paths.mjs";

/** @import { ComparedFacts, Facts, Run } from "./types.d.ts" */

/** Raise it when what a page sees of the harness, or the form of a record, changes. */
const FORMAT = 1;

/** Keys of a case that are about our side of the comparison, or about which runs there are. */
const notSeen = ["about", "types", "browsers", "expect", "expectFor", "differs", "differential", "screenshot", "axe", "long"];

/**
 * @typedef {object} RecordFile
 * @property {string} key digest of all that the facts depend on
 * @property {string[]} files what the page asked for, relative to its folder
 */

export class Records {
  /** @param {string} common digest of what all runs depend on */
  constructor(common) {
    this.common = common;
  }

  /** @returns {Promise<Records>} */
  static async open() {
    const hash = createHash("sha256").update(`format ${FORMAT}\n`);
    hash.update(await readFile(join(paths.repository, "tests/harness/recorder.mjs")));
    for (const folder of [paths.reference, paths.pyodide, paths.micropython]) {
      const { name, version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
      hash.update(`${name} ${version}\n`);
    }
    return new Records(hash.digest("hex"));
  }

  /**
   * @param {Run} run
   * @returns {Promise<ComparedFacts | undefined>} nothing if there is no record, or an outdated one
   */
  async get(run) {
    const text = await readFile(fileOf(run), "utf8").catch(() => undefined);
    if (text === undefined) return undefined;
    const record = /** @type {RecordFile & ComparedFacts} */ (JSON.parse(text));
    return record.key === (await this.#key(run, record.files)) ? record : undefined;
  }

  /**
   * @param {Run} run
   * @param {Facts} facts
   */
  async put(run, facts) {
    const files = Object.keys(facts.requests)
      .filter((path) => !path.startsWith("/"))
      .sort();
    const line = (/** @type {unknown} */ value) => withoutRun(JSON.stringify(value));
    const list = (/** @type {unknown[]} */ values) =>
      values.length === 0 ? "[]" : `[\n    ${values.map(line).join(",\n    ")}\n  ]`;
    const text = `{
  "key": ${line(await this.#key(run, files))},
  "files": ${line(files)},
  "records": ${list(facts.records)},
  "lines": ${list(facts.lines)},
  "banners": ${list(facts.banners)}
}
`;
    const file = fileOf(run);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  /**
   * @param {Run} run
   * @param {string[]} files
   */
  async #key(run, files) {
    const { file, root } = run.case;
    const settings = Object.entries(file).filter(([name]) => !notSeen.includes(name));
    const expectations = [file.expect, ...Object.values(file.expectFor ?? {})];
    // They are evaluated in the page and may change it.
    const values = expectations.flatMap((one) => Object.keys(one.values ?? {}));
    const hash = createHash("sha256").update(this.common).update(run.type).update(JSON.stringify([settings, values]));
    for (const path of file.open === "file" ? await allFiles(root) : files) {
      const source = file.routes?.[path]?.file ?? path;
      // Where a route leads out of the folder, the packages' versions say what is there.
      const bytes = source.startsWith("/") ? source : await readFile(join(root, source)).catch(() => undefined);
      hash.update(`\n${path} ${bytes?.length ?? "none"}\n`).update(bytes ?? "");
    }
    return hash.digest("hex").slice(0, 32);
  }
}

/**
 * Removes the records of runs that are no more.
 *
 * @param {Run[]} runs all there are
 */
export async function removeOthers(runs) {
  const known = new Set(runs.map(fileOf));
  const found = await readdir(paths.records, { recursive: true }).catch(() => []);
  const others = found.map((path) => join(paths.records, path)).filter((path) => path.endsWith(".json") && !known.has(path));
  await Promise.all(others.map((path) => rm(path)));
}

/** @param {Run} run */
const fileOf = (run) => join(paths.records, `${run.case.name}.${run.type}.json`);

/**
 * A text without the server's port and the number of the run.
 *
 * @param {string} text
 */
const withoutRun = (text) => text.replace(/http:\/\/localhost:\d+(\/\w+-\d+\/)?/g, "http://localhost/");

/** @param {string} folder */
async function allFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name !== "case.json")
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
