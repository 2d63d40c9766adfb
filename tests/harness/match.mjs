// MATCH values of case.json. `matchText` is also sent into the page, so it uses nothing from outside.

/** @import { Match } from "./types.d.ts" */

/**
 * @param {Match} match
 * @param {string} text
 * @returns {boolean}
 */
export function matchText(match, text) {
  if (typeof match === "string") return text === match;
  const list = (/** @type {string | string[] | undefined} */ value) =>
    value === undefined ? [] : Array.isArray(value) ? value : [value];
  return (
    (match.starts === undefined || text.startsWith(match.starts)) &&
    list(match.contains).every((part) => text.includes(part)) &&
    list(match.lacks).every((part) => !text.includes(part)) &&
    (match.matches === undefined || new RegExp(match.matches, "su").test(text))
  );
}

/**
 * @param {Match} match
 * @returns {string}
 */
export function describeMatch(match) {
  return typeof match === "string" ? JSON.stringify(match) : `text that ${JSON.stringify(match)}`;
}
