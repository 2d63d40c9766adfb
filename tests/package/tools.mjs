// What the tests of the package have in common.

import { execFile } from "node:child_process";
import { cp, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/**
 * Where a test works.
 *
 * @typedef {object} Place
 * @property {string} tarball
 * @property {string} folder has `node_modules/pyxide`
 * @property {string} package that
 */

/** @typedef {(place: Place) => Promise<void>} Test */

export const repository = fileURLToPath(new URL("../../", import.meta.url));

const execute = promisify(execFile);

/**
 * Runs a program; fails with what it has printed.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string }} [options]
 */
export async function run(program, args, options = {}) {
  try {
    return await execute(program, args, { timeout: 120_000, ...options });
  } catch (error) {
    const { message, stdout, stderr } = /** @type {Error & { stdout: string, stderr: string }} */ (error);
    throw new Error([message, stdout, stderr].join("\n"), { cause: error });
  }
}

/**
 * A project of tests/fixtures in the working folder: what all have, and its own files.
 *
 * @param {Place} place
 * @param {string} name
 */
export async function project({ folder, package: installed }, name) {
  const root = join(folder, name);
  const fixtures = join(repository, "tests/fixtures");
  await cp(join(fixtures, "app"), root, { recursive: true });
  await cp(join(fixtures, name), root, { recursive: true });
  await cp(installed, join(root, "node_modules/pyxide"), { recursive: true });
  return root;
}

/**
 * All files below a folder, by their paths from there.
 *
 * @param {string} folder
 */
export async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
}
