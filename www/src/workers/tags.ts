/** The tags of workers, where the workers find them: `polyscript.currentScript`. */

import { FOR_WORKERS } from "./protocol.js";

const tags = new Map<number, Element>();
let last = -1;

/** Makes a tag known to its worker; gives its number there. */
export function addTag(tag: Element): number {
  if (last < 0) Object.defineProperty(globalThis, FOR_WORKERS, { value: tags });
  tags.set((last += 1), tag);
  return last;
}

/** Forgets the tag of a worker that has ended. */
export const removeTag = (number: number | undefined): boolean => number !== undefined && tags.delete(number);

/** The id of the element that a worker's `display` writes to: that of its tag, made when first asked for. */
export function targetOf(tag: Element, type: string): () => string {
  let target: HTMLElement | undefined;
  return () => {
    if (!target) {
      if (tag instanceof HTMLScriptElement) {
        target = document.createElement(`script-${type}`);
        target.id = `${tag.id}-target`;
        tag.after(target);
      } else {
        target = tag as HTMLElement;
        target.replaceChildren();
        target.style.display = "block";
      }
    }
    return target.id;
  };
}
