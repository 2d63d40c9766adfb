// The command line.

import { parseArgs } from "node:util";

/** @import { Browser, Core, RunType } from "./types.d.ts" */

/**
 * @typedef {object} Options
 * @property {string | undefined} only
 * @property {Browser | undefined} browser
 * @property {RunType | undefined} type
 * @property {string | undefined} json
 * @property {boolean} differential
 * @property {boolean} useRecords
 * @property {boolean} record
 * @property {boolean} checkRecords
 * @property {Core} core
 * @property {number} jobs
 * @property {boolean} long
 * @property {boolean} updateScreenshots
 * @property {boolean} list
 * @property {boolean} verbose
 * @property {number | undefined} serve
 */

/** A wrong command line: the message is all the user needs. */
export class UsageError extends Error {}

/**
 * @param {string[]} args
 * @returns {Options}
 */
export function readOptions(args) {
  const { values, positionals } = parse(args);
  if (positionals.length > 0 && !values.serve) {
    throw new UsageError(`unexpected argument "${positionals[0]}"; name cases with --only PATTERN`);
  }
  const jobs = Number(values.jobs ?? 2);
  if (!Number.isInteger(jobs) || jobs < 1) throw new UsageError(`--jobs: "${values.jobs}" is not a positive number`);
  const port = Number(positionals[0] ?? 8090);
  if (!Number.isInteger(port)) throw new UsageError(`--serve: "${positionals[0]}" is not a port`);
  const record = values["record-reference"] ?? false;
  const core = record ? "reference" : (choice("--core", values.core, ["pyxide", "reference"]) ?? "pyxide");
  return {
    only: values.only,
    browser: choice("--browser", values.browser, ["chromium", "firefox"]),
    type: choice("--type", values.type, ["py", "mpy", "both"]),
    json: values.json,
    differential: core === "pyxide" && !values["no-differential"],
    useRecords: !values["no-records"],
    record,
    checkRecords: values["check-records"] ?? false,
    core,
    jobs,
    long: values.long ?? false,
    updateScreenshots: values["update-screenshots"] ?? false,
    list: values.list ?? false,
    verbose: values.verbose ?? false,
    serve: values.serve ? port : undefined,
  };
}

/** @param {string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        only: { type: "string" },
        browser: { type: "string" },
        type: { type: "string" },
        json: { type: "string" },
        core: { type: "string" },
        jobs: { type: "string" },
        "no-differential": { type: "boolean" },
        "no-records": { type: "boolean" },
        "record-reference": { type: "boolean" },
        "check-records": { type: "boolean" },
        "update-screenshots": { type: "boolean" },
        list: { type: "boolean" },
        long: { type: "boolean" },
        verbose: { type: "boolean" },
        serve: { type: "boolean" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/**
 * @template {string} T
 * @param {string} option
 * @param {string | undefined} value
 * @param {T[]} choices
 * @returns {T | undefined}
 */
function choice(option, value, choices) {
  if (value === undefined) return undefined;
  const found = choices.find((one) => one === value);
  if (!found) throw new UsageError(`${option}: "${value}" is none of ${choices.join(", ")}`);
  return found;
}
