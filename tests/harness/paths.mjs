// Where things are in the repository.

import { fileURLToPath } from "node:url";

const inRepository = (/** @type {string} */ path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const repository = inRepository("");
export const pages = inRepository("tests/pages");
export const records = inRepository("tests/reference/facts");
export const output = inRepository("tests/output");
export const dist = inRepository("www/dist");
export const reference = inRepository("tests/reference/node_modules/@pyscript/core");
export const pyodide = inRepository("node_modules/pyodide");
export const axe = inRepository("node_modules/axe-core/axe.min.js");
export const micropython = inRepository("node_modules/@micropython/micropython-webassembly-pyscript");
