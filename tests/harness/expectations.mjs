// Facts against expectations → failures, each a text that shows what was expected and what was found.

import { consoleOf, consoleText, errorsOf, eventsOf, eventText, progressOf } from "./facts.mjs";
import { describeMatch, matchText } from "./match.mjs";

/** @import { ConsoleExpectation, ConsoleFact, DomExpectation, ElementFact, EventExpectation, EventFact,
             Expectations, Facts, ListExpectation, Match } from "./types.d.ts" */

/**
 * @param {Expectations} expect placeholders filled, `expectFor` merged
 * @param {Facts} facts
 * @returns {{ fact: string, failure: string }[]}
 */
export function checkExpectations(expect, facts) {
  /** @type {{ fact: string, failure: string }[]} */
  const failures = [];
  const add = (/** @type {string} */ fact, /** @type {(string | undefined)[]} */ found) => {
    for (const failure of found) if (failure !== undefined) failures.push({ fact, failure });
  };
  if (facts.unfinished !== null) add("end", [facts.unfinished]);
  add(
    "outside",
    facts.outside.map((url) => `a request left the machine: ${url}`),
  );
  add(
    "axe",
    facts.inaccessible.map((violation) => `not accessible: ${violation}`),
  );
  add("console", checkConsole(expect.console, consoleOf(facts)));
  add("banners", checkList("banners", expect.banners ?? [], facts.banners, textRules));
  add(
    "errors",
    checkList(
      "uncaught errors",
      expect.errors ?? [],
      errorsOf(facts).map((e) => e.text),
      textRules,
    ),
  );
  if (expect.events) add("events", checkList("events", expect.events, eventsOf(facts), eventRules));
  if (expect.progress) add("progress", checkList("progress", expect.progress, progressOf(facts), textRules));
  for (const [selector, wanted] of Object.entries(expect.dom ?? {})) {
    add("dom", checkDom(selector, wanted, facts.elements[selector] ?? []));
  }
  for (const [path, wanted] of Object.entries(expect.requests ?? {})) {
    add("requests", [checkCount(path, wanted, facts.requests[path] ?? 0)]);
  }
  for (const [expression, wanted] of Object.entries(expect.values ?? {})) {
    const found = facts.values[expression];
    if (JSON.stringify(found) !== JSON.stringify(wanted)) {
      add("values", [difference(`value of ${expression}`, [JSON.stringify(wanted)], [JSON.stringify(found)])]);
    }
  }
  return failures;
}

/**
 * @template E, A
 * @typedef {object} Rules
 * @property {(expected: E, actual: A) => boolean} matches
 * @property {(expected: E) => string} expected
 * @property {(actual: A) => string} actual
 */

/** @type {Rules<Match, string>} */
const textRules = {
  matches: matchText,
  expected: describeMatch,
  actual: (text) => JSON.stringify(text),
};

/** @type {Rules<ConsoleExpectation, ConsoleFact>} */
const consoleRules = {
  matches: (expected, line) =>
    typeof expected === "string"
      ? expected === consoleText(line)
      : (expected.level === undefined || expected.level === line.level) && matchText(expected.text, line.text),
  expected: (expected) =>
    typeof expected === "string" ? expected : `${expected.level ?? "any"}: ${describeMatch(expected.text)}`,
  actual: consoleText,
};

/** @type {Rules<EventExpectation, EventFact>} */
const eventRules = {
  matches: (expected, event) =>
    typeof expected === "string"
      ? expected === eventText(event)
      : Object.entries(expected).every(
          ([key, value]) => JSON.stringify(event[/** @type {keyof EventFact} */ (key)]) === JSON.stringify(value),
        ),
  expected: (expected) => (typeof expected === "string" ? expected : JSON.stringify(expected)),
  actual: (event) => {
    const { type, target } = event;
    const rest = Object.fromEntries(Object.entries(event).filter(([key]) => !["kind", "type", "target"].includes(key)));
    return `${type} ${target} ${JSON.stringify(rest)}`;
  },
};

/**
 * @param {Expectations["console"]} expected
 * @param {ConsoleFact[]} lines
 */
function checkConsole(expected, lines) {
  if (expected) return checkList("console", expected, lines, consoleRules);
  const loud = lines.filter((line) => line.level === "error" || line.level === "warn");
  return checkList("console errors and warnings", [], loud, consoleRules);
}

/**
 * @template E, A
 * @param {string} what
 * @param {ListExpectation<E>} expectation
 * @param {A[]} actual
 * @param {Rules<E, A>} rules
 * @returns {string[]}
 */
function checkList(what, expectation, actual, rules) {
  const found = actual.map(rules.actual);
  if (Array.isArray(expectation)) {
    const same =
      expectation.length === actual.length &&
      expectation.every((one, index) => rules.matches(one, /** @type {A} */ (actual[index])));
    return same ? [] : [difference(what, expectation.map(rules.expected), found)];
  }
  if ("unordered" in expectation) {
    const same =
      expectation.unordered.length === actual.length && canPair(expectation.unordered, actual, rules.matches);
    return same ? [] : [difference(`${what} (any order)`, expectation.unordered.map(rules.expected), found)];
  }
  let next = 0;
  for (const one of actual) {
    const expected = expectation.includes[next];
    if (next < expectation.includes.length && rules.matches(/** @type {E} */ (expected), one)) next += 1;
  }
  if (next === expectation.includes.length) return [];
  return [difference(`${what} (in this order, with others between)`, expectation.includes.map(rules.expected), found)];
}

/**
 * Whether each expectation can have an actual entry of its own (augmenting paths; the lists are short).
 *
 * @template E, A
 * @param {E[]} expected
 * @param {A[]} actual
 * @param {(expected: E, actual: A) => boolean} matches
 */
function canPair(expected, actual, matches) {
  /** @type {Map<number, number>} */
  const owner = new Map();
  /**
   * @param {number} index
   * @param {Set<number>} tried
   * @returns {boolean}
   */
  const place = (index, tried) =>
    actual.some((one, slot) => {
      if (tried.has(slot) || !matches(/** @type {E} */ (expected[index]), one)) return false;
      tried.add(slot);
      const other = owner.get(slot);
      if (other !== undefined && !place(other, tried)) return false;
      owner.set(slot, index);
      return true;
    });
  return expected.every((_, index) => place(index, new Set()));
}

/**
 * @param {string} selector
 * @param {DomExpectation} wanted
 * @param {ElementFact[]} found
 * @returns {string[]}
 */
function checkDom(selector, wanted, found) {
  const what = `element ${selector}`;
  const texts = found.map((e) => e.text);
  if (wanted === null) {
    return found.length === 0 ? [] : [difference(what, ["no such element"], texts.map(textRules.actual))];
  }
  if (Array.isArray(wanted)) return checkList(what, wanted, texts, textRules);
  if (typeof wanted === "string" || isMatch(wanted)) {
    return checkList(what, [wanted], texts, textRules);
  }
  const count = wanted.count ?? 1;
  if (found.length !== count) return [`${what}: expected ${count}, found ${found.length}`];
  return found.flatMap((element) => {
    /** @type {string[]} */
    const failures = [];
    /**
     * @param {string} part
     * @param {Match | null | undefined} match
     * @param {string | undefined} value
     */
    const check = (part, match, value) => {
      if (match === undefined) return;
      const holds = match === null ? value === undefined : value !== undefined && matchText(match, value);
      if (!holds) {
        const expected = match === null ? "none" : describeMatch(match);
        failures.push(difference(`${what}, ${part}`, [expected], [JSON.stringify(value)]));
      }
    };
    check("text", wanted.text, element.text);
    check("html", wanted.html, element.html);
    for (const [name, match] of Object.entries(wanted.attributes ?? {})) {
      check(`attribute ${name}`, match, element.attributes[name]);
    }
    return failures;
  });
}

/**
 * @param {object} value
 * @returns {value is Exclude<Match, string>}
 */
const isMatch = (value) => ["starts", "contains", "lacks", "matches"].some((key) => key in value);

/**
 * @param {string} path
 * @param {number | { min?: number, max?: number }} wanted
 * @param {number} found
 */
function checkCount(path, wanted, found) {
  const { min = 0, max = Number.POSITIVE_INFINITY } = typeof wanted === "number" ? { min: wanted, max: wanted } : wanted;
  return found >= min && found <= max
    ? undefined
    : `requests for ${path}: expected ${JSON.stringify(wanted)}, found ${found}`;
}

/**
 * @param {string} what
 * @param {string[]} expected
 * @param {(string | undefined)[]} found
 */
export function difference(what, expected, found) {
  const list = (/** @type {(string | undefined)[]} */ lines) =>
    lines.length === 0 ? "        (nothing)" : lines.map((line) => `        ${line}`).join("\n");
  return `${what}\n      expected\n${list(expected)}\n      found\n${list(found)}`;
}
