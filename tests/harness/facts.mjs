// Views of the recorded facts that expectations and the differential mode share.

/** @import { ComparedFacts, ConsoleFact, ErrorFact, EventFact } from "./types.d.ts" */

/** @param {ComparedFacts} facts */
export const consoleOf = (facts) =>
  facts.records.filter((/** @returns {r is ConsoleFact} */ r) => r.kind === "console");

/** @param {ComparedFacts} facts */
export const errorsOf = (facts) => facts.records.filter((/** @returns {r is ErrorFact} */ r) => r.kind === "error");

/** @param {ComparedFacts} facts */
const allEvents = (facts) => facts.records.filter((/** @returns {r is EventFact} */ r) => r.kind === "event");

/** @param {ComparedFacts} facts */
export const eventsOf = (facts) => allEvents(facts).filter((e) => !e.type.endsWith(":progress"));

/**
 * @param {ComparedFacts} facts
 * @returns {string[]}
 */
export const progressOf = (facts) =>
  allEvents(facts)
    .filter((e) => e.type.endsWith(":progress"))
    .map((e) => `${e.type} ${e.detail}`);

/** @param {ConsoleFact} line */
export const consoleText = (line) => `${line.level}: ${line.text}`;

/** @param {EventFact} event */
export const eventText = (event) => `${event.type} ${event.target}`;
