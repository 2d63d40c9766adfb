/** The promises and the event that tell a page how far things are. */

import { TYPES, tagsOf, type ScriptType } from "./script-types.js";

interface Pending {
  promise: Promise<unknown>;
  resolve: (wrap: unknown) => void;
}

const defined = new Map<string, Pending>();

function pending(type: string): Pending {
  let entry = defined.get(type);
  if (!entry) {
    let resolve: Pending["resolve"] = () => {};
    const promise = new Promise<unknown>((settle) => {
      resolve = settle;
    });
    entry = { promise, resolve };
    defined.set(type, entry);
  }
  return entry;
}

/**
 * Settles with the first tag's interpreter of that type; stays pending for a type that the page
 * does not use.
 */
export const whenDefined = (type: string): Promise<unknown> => pending(type).promise;

/** Settles `whenDefined(type)`; only the first call counts. */
export const resolveDefined = (type: string, wrap: unknown): void => pending(type).resolve(wrap);

let haveSettled = false;
let settle: () => void = () => {};
const settled = new Promise<void>((resolve) => {
  settle = () => {
    haveSettled = true;
    resolve();
  };
});

/** Whether `hooksSettled` has fulfilled. */
export const haveHooksSettled = (): boolean => haveSettled;

/** Fulfils when modules that import the entry have had their chance to add hooks. */
export const hooksSettled = (): Promise<void> => settled;

/** Whether modules of the page's markup, which may add hooks, have yet to be evaluated. */
const awaitsModules = (): boolean => {
  const [page] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return (
    document.readyState !== "complete" &&
    page?.domContentLoadedEventStart === 0 &&
    document.querySelectorAll('script[type="module"]:not([async])').length > 1
  );
};

/** The entry's exports are there; modules that wait for them are evaluated before any script. */
export function settleHooks(): void {
  const soon = () => setTimeout(settle);
  if (awaitsModules()) document.addEventListener("DOMContentLoaded", soon, { once: true });
  else soon();
}

/** Dispatches `py:all-done` once every tag that is in the document now has ended. */
export function watchAllDone(): void {
  const ends = [...TYPES.keys()].flatMap((type) =>
    [...document.querySelectorAll(tagsOf(type as ScriptType))].map(
      (tag) =>
        new Promise<void>((end) => {
          tag.addEventListener(`${type}:done`, () => end(), { once: true });
        }),
    ),
  );
  void Promise.all(ends).then(() => dispatchEvent(new Event("py:all-done")));
}
