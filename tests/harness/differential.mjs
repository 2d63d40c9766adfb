// The same page on Pyxide and on the reference: which facts differ, and does the case say so?

import { consoleOf, errorsOf, eventsOf, progressOf } from "./facts.mjs";
import { difference } from "./expectations.mjs";

/** @import { CaseFile, ComparedFacts, FactName, Run } from "./types.d.ts" */

/**
 * @param {Run} run
 * @param {ComparedFacts} ours
 * @param {ComparedFacts} theirs
 * @returns {string[]} failures
 */
export function compareFacts(run, ours, theirs) {
  /** @type {string[]} */
  const failures = [];
  for (const fact of comparedFacts(run.case.file)) {
    const [mine, other] = [view(fact, run, ours), view(fact, run, theirs)];
    const same = JSON.stringify(mine) === JSON.stringify(other);
    const reason = listedReason(run, fact);
    if (!same && reason === undefined) {
      failures.push(difference(`${fact} differs from the reference, and "differs" does not list it`, other, mine));
    }
    if (same && reason !== undefined) {
      failures.push(
        difference(`"differs" lists ${fact} (${reason}), but it is the same as on the reference`, ["a difference"], mine),
      );
    }
  }
  return failures;
}

/**
 * @param {CaseFile} file
 * @returns {FactName[]}
 */
function comparedFacts(file) {
  const expectations = [file.expect, ...Object.values(file.expectFor ?? {})];
  const progress = expectations.some((e) => e.progress !== undefined);
  return ["dom", "console", "events", "banners", "errors", ...(progress ? [/** @type {const} */ ("progress")] : [])];
}

/**
 * @param {Run} run
 * @param {FactName} fact
 * @returns {string | undefined}
 */
export function listedReason(run, fact) {
  const reason = run.case.file.differs?.[fact];
  return typeof reason === "object" ? reason[run.type] : reason;
}

/**
 * @param {FactName} fact
 * @param {Run} run
 * @param {ComparedFacts} facts
 * @returns {string[]}
 */
function view(fact, run, facts) {
  const free = Object.values({ expect: run.case.file.expect, ...run.case.file.expectFor }).some(
    (e) => e.console && "unordered" in e.console,
  );
  switch (fact) {
    case "dom":
      return facts.lines;
    case "console": {
      const lines = consoleOf(facts).map((line) => `${line.level}: ${essence(line.text)}`);
      // Which interpreter is ready first is chance.
      return run.type === "both" || free ? lines.sort() : lines;
    }
    case "events": {
      const events = eventsOf(facts)
        // An event that only we have; it changes nothing for pages made for the reference.
        .filter((e) => !e.type.endsWith(":error"))
        .map((e) => JSON.stringify([e.type, e.target, e.bubbles, e.cancelable, e.composed, e.class, e.detail]));
      const of = (/** @type {string} */ part) => events.filter((e) => e.includes(part));
      // Whether a script that never waits is done before the next one is ready is a matter of microtasks.
      const stages = ["py:ready", "py:done", "mpy:ready", "mpy:done"];
      // Workers run at the same time.
      const ordered = (/** @type {string[]} */ part) => [
        ...part.filter((e) => !e.includes('"worker":true')),
        ...part.filter((e) => e.includes('"worker":true')).sort(),
      ];
      return [...stages, "py:all-done"].flatMap((stage) => ordered(of(`["${stage}"`)));
    }
    case "banners": {
      const banners = facts.banners.map(essence);
      return run.type === "both" ? banners.sort() : banners;
    }
    case "errors":
      return errorsOf(facts).map((e) => essence(e.text));
    case "progress":
      return progressOf(facts);
  }
}

/**
 * What pages and tests can rely on in a message: its first line, or what a Python traceback says at its end.
 * Frames are left out: they name files and lines, which the reference does not know.
 *
 * @param {string} text
 */
export function essence(text) {
  // The address of the run is in the texts that name files.
  const lines = text
    .replace(/http:\/\/localhost:\d+\/\w+-\d+\//g, "…/")
    .split("\n")
    .filter((line) => line.trim() !== "");
  // A syntax error of CPython comes without the heading.
  const start = lines.findIndex((line) => /Traceback \(most recent call last\):|^\s*File "/.test(line));
  if (start < 0) return lines[0]?.trim() ?? "";
  const ends = lines.slice(start + 1).filter((line) => /^[A-Za-z_][\w.]*(:|$)/.test(line));
  return ends.at(-1) ?? lines.at(-1) ?? "";
}

