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

/** @param {string} type */
const ours = (type) =>
  page(`<script type="module" src="/dist/core.js"></script><script type="${type}">${STATEMENT}</script>`);

/**
 * With the interpreter as it is published, from the same server.
 *
 * @param {string} type
 * @param {string} interpreter
 */
const reference = (type, interpreter) =>
  page(`<script type="module" src="/reference/core.js"></script>
<${type}-config type="json">{"interpreter": "/published/${interpreter}/${interpreter}.mjs"}</${type}-config>
<script type="${type}">${STATEMENT}</script>`);

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

/** @type {Variant[]} */
export const variants = [
  { who: "bare", interpreter: "MicroPython", html: bare("micropython/micropython.mjs", "loadMicroPython") },
  { who: "ours", interpreter: "MicroPython", html: ours("mpy") },
  { who: "reference", interpreter: "MicroPython", html: reference("mpy", "micropython") },
  { who: "bare", interpreter: "Pyodide", html: bare("pyodide/pyodide.mjs", "loadPyodide") },
  { who: "ours", interpreter: "Pyodide", html: ours("py") },
  { who: "reference", interpreter: "Pyodide", html: reference("py", "pyodide") },
].map((variant) => /** @type {Variant} */ ({ ...variant, name: `${variant.interpreter}-${variant.who}` }));
