// The page with many parts: files, wheels and JavaScript modules of a configuration.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as paths from "../harness/paths.mjs";

const FILES = Array.from({ length: 20 }, (_, number) => `part-${number}.txt`);
const WHEELS = ["alpha-1.0", "beta-2.0", "gamma-0.2"].map((name) => `${name}-py3-none-any.whl`);
const MODULES = ["one", "two"];

/** Every answer comes so much later, in milliseconds: that of a server some way off. */
export const LATENCY = 40;

/** What the page's configuration says; all of it is below `/many/`. */
export const configuration = {
  files: Object.fromEntries(FILES.map((name) => [`/many/${name}`, `./parts/${name}`])),
  packages: WHEELS.map((name) => `./many/${name}`),
  js_modules: { main: Object.fromEntries(MODULES.map((name) => [`/many/${name}.js`, name])) },
};

/** Notes when it begins; tells so only once everything has turned out to be there. */
export const statement = `
import js
began = js.performance.now()
import alpha, beta, gamma
from pyscript.js_modules import ${MODULES.join(", ")}
assert (${MODULES.map((name) => `${name}.name`).join(", ")}) == (${MODULES.map((name) => `"${name}"`).join(", ")})
for number in range(${FILES.length}):
    with open(f"parts/part-{number}.txt") as file:
        assert file.read().startswith(f"part-{number}.txt")
js.firstStatement = began
`;

/**
 * What is served below `/many/`.
 *
 * @param {string} name
 * @returns {Promise<Buffer> | undefined}
 */
export function file(name) {
  if (FILES.includes(name)) return Promise.resolve(Buffer.from(`${name}\n`.repeat(200)));
  if (WHEELS.includes(name)) return readFile(join(paths.repository, "tests/packages", name));
  const module = MODULES.find((module) => name === `${module}.js`);
  return module ? Promise.resolve(Buffer.from(`export const name = "${module}";\n`)) : undefined;
}
