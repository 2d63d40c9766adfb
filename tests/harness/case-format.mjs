// Reads `case.json` strictly: a misspelt key would otherwise be an expectation that is never checked.

/** @import { CaseFile } from "./types.d.ts" */

/** A broken case: the message names the file and what is wrong with it. */
export class CaseError extends Error {}

/** @typedef {(value: unknown, where: string) => void} Check */

const facts = ["dom", "console", "events", "banners", "errors", "progress"];

/** @type {Check} */
const string = (value, where) => {
  if (typeof value !== "string") fail(where, "a string", value);
};
/** @type {Check} */
const text = (value, where) => {
  if (typeof value !== "string" || value.trim() === "") fail(where, "a non-empty text", value);
};
/** @type {Check} */
const number = (value, where) => {
  if (typeof value !== "number") fail(where, "a number", value);
};
/** @type {Check} */
const boolean = (value, where) => {
  if (typeof value !== "boolean") fail(where, "true or false", value);
};
/** @type {Check} */
const anything = () => {};

/**
 * @param {string[]} words
 * @returns {Check}
 */
const oneOf = (words) => (value, where) => {
  if (typeof value !== "string" || !words.includes(value)) fail(where, `one of ${words.join(", ")}`, value);
};
/**
 * @param {Check} item
 * @returns {Check}
 */
const listOf = (item) => (value, where) => {
  if (!Array.isArray(value)) return fail(where, "a list", value);
  for (const [index, entry] of value.entries()) item(entry, `${where}[${index}]`);
};
/**
 * @param {Check} item
 * @param {Check} [key]
 * @returns {Check}
 */
const mapOf = (item, key) => (value, where) => {
  for (const [name, entry] of entries(value, where)) {
    key?.(name, `key of ${where}`);
    item(entry, `${where}.${name}`);
  }
};
/**
 * @param {Record<string, Check>} fields
 * @param {string[]} [required]
 * @returns {Check}
 */
const object =
  (fields, required = []) =>
  (value, where) => {
    const found = entries(value, where);
    for (const [name, entry] of found) {
      const check = fields[name];
      if (!check) throw new CaseError(`${where}: unknown key "${name}"; known are ${Object.keys(fields).join(", ")}`);
      check(entry, `${where}.${name}`);
    }
    for (const name of required) {
      if (!found.some(([key]) => key === name)) throw new CaseError(`${where}: "${name}" is missing`);
    }
  };
/**
 * Objects that are told apart by which key they have.
 *
 * @param {Record<string, Check>} kinds key → check of the whole object
 * @returns {Check}
 */
const byKey = (kinds) => (value, where) => {
  const names = entries(value, where).map(([name]) => name);
  const kind = Object.keys(kinds).find((name) => names.includes(name));
  if (!kind) throw new CaseError(`${where}: needs one of the keys ${Object.keys(kinds).join(", ")}`);
  kinds[kind]?.(value, where);
};

/** @type {Check} */
const match = (value, where) => {
  if (typeof value === "string") return;
  const parts = /** @type {Check} */ ((v, w) => (typeof v === "string" ? undefined : listOf(string)(v, w)));
  object({ starts: string, contains: parts, lacks: parts, matches: string })(value, where);
  const pattern = /** @type {{ matches?: string }} */ (value).matches;
  try {
    if (pattern !== undefined) new RegExp(pattern, "su");
  } catch (error) {
    throw new CaseError(`${where}.matches: ${error instanceof Error ? error.message : error}`);
  }
};

/** @type {Check} */
const condition = (value, where) =>
  byKey({
    event: object({ event: text, count: number, target: text }),
    text: object({ text, in: text }),
    selector: object({ selector: text }),
    console: object({ console: match }),
    banner: object({ banner: match }),
    error: object({ error: match }),
    js: object({ js: text }),
    all: object({ all: listOf(condition) }),
  })(value, where);

const step = byKey({
  wait: object({ wait: condition }),
  click: object({ click: text }),
  type: object({ type: string, into: text }),
  press: object({ press: text }),
  select: object({ select: string, in: text }, ["in"]),
  evaluate: object({ evaluate: text }),
  quota: object({ quota: number }),
  stopServiceWorkers: object({ stopServiceWorkers: boolean }),
  release: object({ release: text }),
  requested: object({ requested: text }),
});

const route = object({
  status: number,
  type: string,
  headers: mapOf(string),
  body: string,
  file: text,
  hold: text,
  delay: number,
  drop: boolean,
});

/**
 * @param {Check} item
 * @returns {Check}
 */
const sequence = (item) => (value, where) =>
  Array.isArray(value)
    ? listOf(item)(value, where)
    : byKey({ unordered: object({ unordered: listOf(item) }), includes: object({ includes: listOf(item) }) })(
        value,
        where,
      );

/** @type {Check} */
const consoleLine = (value, where) => {
  if (typeof value !== "string") return object({ level: string, text: match }, ["text"])(value, where);
  if (!/^(log|info|warn|error|debug): /.test(value)) fail(where, 'a line such as "log: text"', value);
};
/** @type {Check} */
const eventLine = (value, where) => {
  if (typeof value === "string") {
    if (!/^[\w:{}-]+ \S+$/.test(value)) fail(where, 'an event such as "py:ready script#a"', value);
    return;
  }
  object({
    type: text,
    target: text,
    bubbles: boolean,
    cancelable: boolean,
    composed: boolean,
    class: text,
    detail: anything,
  })(value, where);
};
/** @type {Check} */
const element = (value, where) => {
  if (value === null || typeof value === "string") return;
  if (Array.isArray(value)) return listOf(match)(value, where);
  const isMatch = Object.keys(value ?? {}).some((key) => ["starts", "contains", "lacks", "matches"].includes(key));
  if (isMatch) return match(value, where);
  const attribute = /** @type {Check} */ ((v, w) => (v === null ? undefined : match(v, w)));
  object({ text: match, html: match, count: number, attributes: mapOf(attribute) })(value, where);
};
/** @type {Check} */
const count = (value, where) =>
  typeof value === "number" ? undefined : object({ min: number, max: number })(value, where);

const expectations = object({
  dom: mapOf(element),
  console: sequence(consoleLine),
  events: sequence(eventLine),
  progress: sequence(match),
  banners: sequence(match),
  errors: sequence(match),
  requests: mapOf(count),
  values: mapOf(anything),
});

const runTypes = ["py", "mpy", "both"];

const caseFile = object(
  {
    about: text,
    types: listOf(oneOf(runTypes)),
    browsers: listOf(oneOf(["chromium", "firefox"])),
    root: text,
    page: text,
    open: oneOf(["http", "file"]),
    isolated: boolean,
    cdn: boolean,
    routes: mapOf(route),
    steps: listOf(step),
    done: condition,
    timeout: number,
    long: number,
    expect: expectations,
    expectFor: mapOf(expectations, oneOf([...runTypes, "chromium", "firefox"])),
    screenshot: text,
    axe: text,
    viewport: object({ width: number, height: number }, ["width", "height"]),
    differs: mapOf(
      (value, where) => (typeof value === "string" ? text(value, where) : mapOf(text, oneOf(runTypes))(value, where)),
      oneOf(facts),
    ),
    referenceDone: condition,
    referenceSteps: listOf(step),
    differential: text,
  },
  ["about", "expect"],
);

/**
 * @param {string} source text of a `case.json`
 * @param {string} path used in messages
 * @returns {CaseFile}
 */
export function parseCase(source, path) {
  /** @type {unknown} */
  let value;
  try {
    value = JSON.parse(source);
  } catch (error) {
    throw new CaseError(`${path}: ${error instanceof Error ? error.message : error}`);
  }
  caseFile(value, path);
  const file = /** @type {CaseFile} */ (value);
  const asserts = [file.expect, ...Object.values(file.expectFor ?? {})].some((e) => Object.keys(e).length > 0);
  if (!asserts) throw new CaseError(`${path}: "expect" is empty; a case has to say what must be seen`);
  return file;
}

/**
 * @param {unknown} value
 * @param {string} where
 * @returns {[string, unknown][]}
 */
function entries(value, where) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return fail(where, "an object", value);
  return Object.entries(value);
}

/**
 * @param {string} where
 * @param {string} wanted
 * @param {unknown} found
 * @returns {never}
 */
function fail(where, wanted, found) {
  throw new CaseError(`${where}: expected ${wanted}, found ${JSON.stringify(found)}`);
}
