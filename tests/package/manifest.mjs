// What is in the package and what its manifest says, without a browser.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, utimes } from "node:fs/promises";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { filesBelow, repository, run } from "./tools.mjs";

/** @import { Place, Test } from "./tools.mjs" */

/** Entries: what pages name themselves. */
export const ENTRIES = ["bridge.js", "core.css", "core.js", "service-worker.js", "storage.js"];

/** @type {Record<string, Test>} */
export const tests = {
  /** Each file is an entry or has its address in the entry's table, and each address has its file. */
  async "npm/files"(place) {
    const dist = join(place.package, "dist");
    const entry = await readFile(join(dist, "core.js"), "utf8");
    const named = [...entry.matchAll(/new URL\("\.\/([^"]+)",import\.meta\.url\)/g)].map(([, file]) => file ?? "");
    const files = (await filesBelow(dist)).filter((file) => !file.startsWith("types/"));
    assert.deepEqual(files.filter((file) => !ENTRIES.includes(file)), named.sort());
    const manifest = JSON.parse(await readFile(join(place.package, "package.json"), "utf8"));
    assert.deepEqual([manifest.dependencies, manifest.peerDependencies, manifest.scripts], [undefined, undefined, undefined]);
    // What can be imported by a pattern or by its name is there.
    for (const target of Object.values(manifest.exports).map((value) => value.default ?? value)) {
      const found = (await filesBelow(place.package)).some((file) => matches(target, `./${file}`));
      assert.ok(found, `exports names ${target}, which is not there`);
    }
  },

  async "npm/publint"(place) {
    const { messages, pkg } = await publint({ pkgDir: place.package, strict: true });
    assert.deepEqual(messages.map((message) => formatMessage(message, pkg)), []);
  },

  /** The package has no CommonJS, by intention. */
  async "npm/attw"(place) {
    const attw = join(repository, "node_modules/@arethetypeswrong/cli/dist/index.js");
    const entries = [".", "./bridge", "./bridge.js", "./core.js", "./storage", "./storage.js"];
    const options = ["--profile", "esm-only", "--format", "json", "--entrypoints", ...entries];
    const { stdout } = await run("node", [attw, place.tarball, ...options]);
    const { analysis, problems = {} } = JSON.parse(stdout);
    assert.deepEqual(Object.keys(analysis.entrypoints).sort(), entries);
    for (const { hasTypes } of Object.values(analysis.entrypoints)) assert.ok(hasTypes);
    // The profile leaves those in the list.
    const old = ["node10", "node16-cjs"];
    assert.deepEqual(Object.values(problems).flat().filter(({ resolutionKind }) => !old.includes(resolutionKind)), []);
  },

  async "npm/types"(place) {
    const root = join(place.folder, "types");
    await cp(join(repository, "tests/fixtures/types"), root, { recursive: true });
    const tsc = join(repository, "node_modules/typescript/bin/tsc");
    const options = ["--strict", "--skipDefaultLibCheck", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--noEmit", "--target", "es2023"];
    const libraries = ["--lib", "es2023,dom,dom.iterable"];
    for (const [module, resolution] of [["esnext", "bundler"], ["nodenext", "nodenext"]]) {
      const how = ["--module", module ?? "", "--moduleResolution", resolution ?? ""];
      await run("node", [tsc, ...options, ...libraries, ...how, "index.ts"], { cwd: root });
    }
  },

  /** On a server there is nothing to do: no output, no failure, nothing that keeps it running. */
  async "npm/server"(place) {
    const code = `
      const before = Object.getOwnPropertyNames(globalThis).length;
      const { default: bridge } = await import("pyxide/bridge");
      const { storage } = await import("pyxide/storage");
      const pyxide = await import("pyxide");
      bridge("file:///x.js").add;
      const { hooks, config, TYPES } = pyxide;
      const failure = await pyxide.PyWorker("x.py").catch(({ message }) => message);
      const donkey = await pyxide.donkey().catch(({ message }) => message);
      const names = Object.getOwnPropertyNames(globalThis).length - before;
      console.log(JSON.stringify([Object.keys(pyxide), names, config, [...TYPES], failure, donkey, typeof storage]));
    `;
    const { stdout, stderr } = await run("node", ["--input-type=module", "--eval", code], { cwd: place.folder });
    assert.equal(stderr, "");
    const [names, added, config, types, failure, donkey, storage] = JSON.parse(stdout);
    const exports = ["MPWorker", "PyWorker", "TYPES", "codemirror", "config", "donkey", "hooks", "inputFailure"];
    assert.deepEqual(names, [...exports, "offline_interpreter", "optional", "relative_url", "stdlib", "whenDefined"]);
    assert.match(donkey, /page/);
    assert.deepEqual([added, config, storage], [0, {}, "function"]);
    assert.deepEqual(types, [["py", "pyodide"], ["mpy", "micropython"]]);
    assert.match(failure, /page/);
  },

  /** The same files give the same bytes, whenever they are packed. */
  async "npm/reproducible"(place) {
    const again = join(place.folder, "again");
    await mkdir(again);
    await cp(place.package, join(again, "pyxide"), { recursive: true });
    await utimes(join(again, "pyxide/package.json"), new Date(), new Date());
    await run("npm", ["pack", "--pack-destination", again], { cwd: join(again, "pyxide") });
    const name = place.tarball.split("/").at(-1) ?? "";
    assert.equal(await digest(join(again, name)), await digest(place.tarball));
  },
};

/**
 * Whether a target of `exports` means a file.
 *
 * @param {string} target
 * @param {string} file
 */
function matches(target, file) {
  const [before = "", after] = target.split("*");
  return after === undefined ? file === target : file.startsWith(before) && file.endsWith(after);
}

/** @param {string} file */
const digest = async (file) => createHash("sha256").update(await readFile(file)).digest("hex");
