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
