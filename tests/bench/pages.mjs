// The pages that are compared. Each runs one Python statement and notes when.

import { LATENCY, configuration, statement } from "./many.mjs";

/**
 * @typedef {object} Variant
 * @property {string} name
 * @property {"MicroPython" | "Pyodide"} interpreter
 * @property {"ours" | "reference" | "bare"} who
 * @property {"one" | "many"} parts whether it is a page of nothing else or one with many parts
 * @property {string} html
 * @property {number} latency milliseconds by which each answer is delayed
 */

/** The first Python statement: the moment it runs, in milliseconds since the navigation began. */
const STATEMENT = "import js; js.firstStatement = js.performance.now()";

/** @param {string} body */
const page = (body) => `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${body}`;

/**
 * @param {string} type
 * @param {object} config
 * @param {string} code
 */
const python = (type, config, code) =>
  `<${type}-config type="json">${JSON.stringify(config)}</${type}-config><script type="${type}">${code}</script>`;

/**
 * @param {string} type
 * @param {string} [code]
 * @param {object} [config]
 */
const ours = (type, code = STATEMENT, config) =>
  page(
    `<script type="module" src="/dist/core.js"></script>` +
      (config ? python(type, config, code) : `<script type="${type}">${code}</script>`),
  );

/**
 * With the interpreter as it is published, from the same server.
 *
 * @param {string} type
 * @param {string} interpreter
 * @param {string} [code]
 * @param {object} [config]
 */
const reference = (type, interpreter, code = STATEMENT, config) =>
  page(
    `<script type="module" src="/reference/core.js"></script>` +
      python(type, { interpreter: `/published/${interpreter}/${interpreter}.mjs`, ...config }, code),
  );

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

/**
 * @param {Variant["interpreter"]} interpreter
 * @param {string} type
 * @param {string} load
 * @returns {Variant[]}
 */
function variantsOf(interpreter, type, load) {
  const name = interpreter.toLowerCase();
  const one = /** @type {const} */ ({ interpreter, parts: "one", latency: 0 });
  const many = /** @type {const} */ ({ interpreter, parts: "many", latency: LATENCY });
  return [
    { ...one, name: `${interpreter}-bare`, who: "bare", html: bare(`${name}/${name}.mjs`, load) },
    { ...one, name: `${interpreter}-ours`, who: "ours", html: ours(type) },
    { ...one, name: `${interpreter}-reference`, who: "reference", html: reference(type, name) },
    { ...many, name: `${interpreter}-many-ours`, who: "ours", html: ours(type, statement, configuration) },
    {
      ...many,
      name: `${interpreter}-many-reference`,
      who: "reference",
      html: reference(type, name, statement, configuration),
    },
  ];
}

/** @type {Variant[]} */
export const variants = [
  ...variantsOf("MicroPython", "mpy", "loadMicroPython"),
  ...variantsOf("Pyodide", "py", "loadPyodide"),
];

/**
 * Pages of this project and of the reference that run other Python.
 *
 * @param {string} code
 * @returns {Variant[]}
 */
export const withStatement = (code) =>
  variants
    .filter(({ who, parts }) => who !== "bare" && parts === "one")
    .map((variant) => ({ ...variant, html: variant.html.replace(STATEMENT, () => code) }));
