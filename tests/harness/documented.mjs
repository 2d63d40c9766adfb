// Pages of docs and docs/python with Python in them → cases. Their blocks run one after another, as a reader would run them.
//
//   ```python             runs; a line "#> text" states the next line that is printed
//   ```python pyodide     runs on one interpreter only (or micropython)
//   ```html               is in the page, before all Python
//   ```py                 is only shown

import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { CaseError } from "./case-format.mjs";
import { repository } from "./paths.mjs";

/** @import { Case, CaseFile } from "./types.d.ts" */

/** @type {{ type: "py" | "mpy", interpreter: string }[]} */
const kinds = [
  { type: "py", interpreter: "pyodide" },
  { type: "mpy", interpreter: "micropython" },
];

/**
 * @param {string} folder in the repository
 * @returns {Promise<Case[]>} one for each page and interpreter, named `docs/<page>-<interpreter>`
 */
export async function documentedCases(folder) {
  const root = join(repository, folder);
  const pages = (await readdir(root)).filter((name) => name.endsWith(".md")).sort();
  const found = pages.map(async (name) => {
    const text = await readFile(join(root, name), "utf8");
    const blocks = fencedBlocks(text, `${folder}/${name}`);
    return kinds.flatMap(({ type, interpreter }) => {
      const file = caseFile(blocks, type, interpreter);
      if (!file) return [];
      return [
        /** @type {Case} */ ({
          name: `docs/${basename(name, ".md")}-${interpreter}`,
          folder: root,
          root,
          file: { about: `The examples of ${folder}/${name} do what they say`, ...file },
          types: [type],
          browsers: ["chromium"],
        }),
      ];
    });
  });
  return (await Promise.all(found)).flat();
}

/** @typedef {{ language: string, only: string | undefined, text: string, line: number }} Block */

/**
 * @param {string} text of a Markdown page
 * @param {string} path used in messages
 * @returns {Block[]}
 */
export function fencedBlocks(text, path) {
  return [...text.matchAll(/^```(\w+)([^\n]*)\n(.*?)^```$/gms)].map((match) => {
    const line = text.slice(0, match.index).split("\n").length;
    const [, language = "", rest = "", body = ""] = match;
    const only = rest.trim() || undefined;
    if (language === "python" && only && !kinds.some(({ interpreter }) => interpreter === only)) {
      throw new CaseError(`${path}:${line}: "${only}" is not an interpreter; use pyodide or micropython`);
    }
    return { language, only, text: body, line };
  });
}

/**
 * @param {Block[]} blocks
 * @param {"py" | "mpy"} type
 * @param {string} interpreter
 * @returns {Pick<CaseFile, "routes" | "expect" | "differential" | "timeout"> | undefined}
 */
function caseFile(blocks, type, interpreter) {
  const python = blocks.filter(
    ({ language, only }) => language === "python" && (only === undefined || only === interpreter),
  );
  if (python.length === 0) return undefined;
  const html = blocks.filter(({ language }) => language === "html").map(({ text }) => text);
  // The elements of the type take text as it is up to their end tag, as the page shows it.
  // One script: of several, one would start while another one waits.
  const script = `<script type="${type}">\n${python.map(({ text }) => text).join("\n")}</script>\n`;
  const head = '<!doctype html>\n<meta charset="utf-8">\n<link rel="stylesheet" href="{{css}}">\n';
  const body = [head, '<script type="module" src="{{core}}"></script>\n', ...html, script].join("");
  const printed = python.flatMap(({ text }) => [...text.matchAll(/^\s*#> ?(.*)$/gm)].map(([, line]) => line ?? ""));
  return {
    timeout: 90_000,
    routes: { "index.html": { type: "text/html; charset=utf-8", body } },
    differential: "it is the documentation of Pyxide, with what is better than in PyScript",
    expect: { console: printed.map((line) => `log: ${line}`) },
  };
}
