// Cases on disk → runs to perform.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseCase } from "./case-format.mjs";
import { repository } from "./paths.mjs";

/** @import { Browser, Case, Run, RunType } from "./types.d.ts" */

/**
 * @param {string} folder holds `<area>/<case>/case.json`
 * @returns {Promise<Case[]>} sorted by name
 */
export async function findCases(folder) {
  const paths = await readdir(folder, { recursive: true });
  const names = paths
    .filter((path) => /^[^/]+\/[^/]+\/case\.json$/.test(path))
    .map((path) => path.slice(0, -"/case.json".length))
    .sort();
  return Promise.all(names.map((name) => readCase(folder, name)));
}

/**
 * @param {string} base
 * @param {string} name
 * @returns {Promise<Case>}
 */
async function readCase(base, name) {
  const folder = join(base, name);
  const source = await readFile(join(folder, "case.json"), "utf8");
  const file = parseCase(source, `tests/pages/${name}/case.json`);
  const root = file.root ? join(repository, file.root) : folder;
  return {
    name,
    folder,
    root,
    file,
    types: file.types ?? ((await usesType(root, source)) ? ["py", "mpy"] : ["both"]),
    browsers: file.browsers ?? ["chromium"],
  };
}

/**
 * @param {string} root
 * @param {string} caseSource
 */
async function usesType(root, caseSource) {
  if (caseSource.includes("{{type}}")) return true;
  const pages = (await readdir(root, { recursive: true })).filter((path) => path.endsWith(".html"));
  const texts = await Promise.all(pages.map((path) => readFile(join(root, path), "utf8")));
  return texts.some((text) => text.includes("{{type}}"));
}

/**
 * @param {Case[]} cases
 * @param {{ only: string | undefined, browser: Browser | undefined, type: RunType | undefined, long: boolean }} filter
 * @returns {Run[]}
 */
export function planRuns(cases, filter) {
  const named = nameFilter(filter.only);
  /** @type {Run[]} */
  const runs = [];
  for (const short of cases) {
    const one = filter.long ? longVersion(short) : short;
    if (!one || !named(one.name)) continue;
    for (const browser of one.browsers) {
      if (filter.browser && browser !== filter.browser) continue;
      for (const type of one.types) {
        if (filter.type && type !== filter.type) continue;
        runs.push({ case: one, type, browser, label: `${one.name} [${type} ${browser}]` });
      }
    }
  }
  return runs;
}

/**
 * @param {Case} one
 * @returns {Case | undefined} nothing if it has none
 */
function longVersion(one) {
  const { long, page = "index.html", ...rest } = one.file;
  return long ? { ...one, file: { ...rest, page: `${page}?long`, timeout: long } } : undefined;
}

/**
 * @param {string | undefined} pattern
 * @returns {(name: string) => boolean}
 */
function nameFilter(pattern) {
  if (pattern === undefined) return () => true;
  const expression = /^\/(.+)\/$/.exec(pattern)?.[1];
  if (expression === undefined) return (name) => name.includes(pattern);
  const regex = new RegExp(expression);
  return (name) => regex.test(name);
}
