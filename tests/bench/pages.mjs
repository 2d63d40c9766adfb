// The pages that are compared. Each runs one Python statement and notes when.

/**
 * @typedef {object} Variant
 * @property {string} name
 * @property {"MicroPython" | "Pyodide"} interpreter
 * @property {"ours" | "reference" | "bare"} who
 * @property {string} html
 */

/** The first Python statement: the moment it runs, in milliseconds since the navigation began. */
const STATEMENT = "import js; js.firstStatement = js.performance.now()";

/** @param {string} body */
const page = (body) => `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${body}`;

/**
 * @param {string} type
 * @param {string} statement
 */
const ours = (type, statement) =>
  page(`<script type="module" src="/dist/core.js"></script><script type="${type}">${statement}</script>`);

/**
 * With the interpreter as it is published, from the same server.
 *
 * @param {string} type
 * @param {string} interpreter
 * @param {string} statement
 */
const reference = (type, interpreter, statement) =>
  page(`<script type="module" src="/reference/core.js"></script>
<${type}-config type="json">{"interpreter": "/published/${interpreter}/${interpreter}.mjs"}</${type}-config>
<script type="${type}">${statement}</script>`);

/**
 * @param {string} file
 * @param {string} load
 */
const bare = (file, load) =>
  page(`<script type="module">
import { ${load} } from "/published/${file}";
const interpreter = await ${load}();
interpreter.runPython(${JSON.stringify(STATEMENT)});
</script>`);

/** @param {{ who: string, interpreter: string, html: string }} variant */
const named = (variant) =>
  /** @type {Variant} */ ({ ...variant, name: `${variant.interpreter}-${variant.who}` });

/** @type {Variant[]} */
export const variants = [
  { who: "bare", interpreter: "MicroPython", html: bare("micropython/micropython.mjs", "loadMicroPython") },
  { who: "ours", interpreter: "MicroPython", html: ours("mpy", STATEMENT) },
  { who: "reference", interpreter: "MicroPython", html: reference("mpy", "micropython", STATEMENT) },
  { who: "bare", interpreter: "Pyodide", html: bare("pyodide/pyodide.mjs", "loadPyodide") },
  { who: "ours", interpreter: "Pyodide", html: ours("py", STATEMENT) },
  { who: "reference", interpreter: "Pyodide", html: reference("py", "pyodide", STATEMENT) },
].map(named);

/**
 * Pages of this project and of the reference that run other Python.
 *
 * @param {string} code
 * @returns {Variant[]}
 */
export const withStatement = (code) =>
  [
    { who: "ours", interpreter: "MicroPython", html: ours("mpy", code) },
    { who: "reference", interpreter: "MicroPython", html: reference("mpy", "micropython", code) },
    { who: "ours", interpreter: "Pyodide", html: ours("py", code) },
    { who: "reference", interpreter: "Pyodide", html: reference("py", "pyodide", code) },
  ].map(named);

