/** What only pages need that are not isolated: a chunk that others do not load. */

export { openService } from "./service-page.js";
export { switchStacks } from "./switching.js";
export { askThrough } from "./service-asker.js";
