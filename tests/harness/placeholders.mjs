// {{name}} in pages and in case.json.

/** @typedef {Record<string, string>} Values */

/**
 * @param {string} text
 * @param {Values} values
 * @returns {string}
 */
export function fill(text, values) {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name) => values[name] ?? whole);
}

/**
 * Fills all strings of a JSON value, keys included.
 *
 * @template T
 * @param {T} value
 * @param {Values} values
 * @returns {T}
 */
export function fillAll(value, values) {
  /**
   * @param {unknown} part
   * @returns {unknown}
   */
  const walk = (part) => {
    if (typeof part === "string") return fill(part, values);
    if (Array.isArray(part)) return part.map(walk);
    if (part && typeof part === "object") {
      return Object.fromEntries(Object.entries(part).map(([key, entry]) => [fill(key, values), walk(entry)]));
    }
    return part;
  };
  return /** @type {T} */ (walk(value));
}
