// Enters the wheels of the bundle into Pyodide's list of packages:
//
//   node lock-packages.mjs <pyodide's folder> <folder of the wheels> <output folder>
//
// Wheels of the bundle are beside the list. All others come from where Pyodide publishes them, also
// when the list is somewhere else: their addresses are made absolute.
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const [pyodide, wheels, output] = process.argv.slice(2);
const json = async (path) => JSON.parse(await readFile(path, "utf8"));

const { version } = await json(join(pyodide, "package.json"));
const lock = await json(join(pyodide, "pyodide-lock.json"));
const published = `https://cdn.jsdelivr.net/pyodide/v${version}/full/`;
for (const entry of Object.values(lock.packages)) {
  entry.file_name = new URL(entry.file_name, published).href;
}

const table = await readFile(join(wheels, "README.md"), "utf8");
for (const file of (await readdir(wheels)).filter((name) => name.endsWith(".whl"))) {
  const bytes = await readFile(join(wheels, file));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (!table.includes(`\`${file}\``) || !table.includes(sha256)) {
    throw new Error(`${file} has the SHA-256 ${sha256}, which its README.md does not say`);
  }
  const [name, itsVersion] = file.split("-");
  const entry = lock.packages[name];
  if (entry?.version !== itsVersion) {
    throw new Error(`Pyodide ${version} wants ${name} ${entry?.version}, the bundle has ${file}`);
  }
  Object.assign(entry, { file_name: file, sha256 });
  await writeFile(join(output, file), bytes);
}
await writeFile(join(output, "pyodide-lock.json"), JSON.stringify(lock));
