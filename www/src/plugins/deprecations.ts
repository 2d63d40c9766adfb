/** Warns of addresses that will change under a page. */

import type { Tools } from "../plugins.js";

/** Tells once that a script of the page has no fixed version. */
export function warn({ showBanner }: Tools): void {
  showBanner(
    "Loading scripts from `latest` is deprecated: what they do may change at any time. Use the address of a release.",
  );
}
