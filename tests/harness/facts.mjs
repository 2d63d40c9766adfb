// Views of the recorded facts that expectations and the differential mode share.

/** @import { ConsoleFact, ErrorFact, EventFact, Facts } from "./types.d.ts" */

/** @param {Facts} facts */
export const consoleOf = (facts) =>
  facts.records.filter((/** @returns {r is ConsoleFact} */ r) => r.kind === "console");

/** @param {Facts} facts */
export const errorsOf = (facts) => facts.records.filter((/** @returns {r is ErrorFact} */ r) => r.kind === "error");

/** @param {Facts} facts */
const allEvents = (facts) => facts.records.filter((/** @returns {r is EventFact} */ r) => r.kind === "event");

/** @param {Facts} facts */
export const eventsOf = (facts) => allEvents(facts).filter((e) => !e.type.endsWith(":progress"));

/**
 * @param {Facts} facts
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
