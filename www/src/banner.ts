/** What goes wrong is told on the page itself: one box per message, at the end of the body. */

import { importModule } from "./downloads.js";
import { file } from "./files.js";
import type { Problem } from "./problems.js";

let enabled = true;

/** From now on only messages that the page cannot decline are shown. */
export const disableBanners = (): void => {
  enabled = false;
};

const STYLE: Partial<CSSStyleDeclaration> = {
  border: "1px solid red",
  background: "#ffdddd",
  color: "black",
  fontFamily: "courier, monospace",
  whiteSpace: "pre",
  overflowX: "auto",
  padding: "8px",
  marginTop: "8px",
};

/**
 * Appends a banner whose text is `message`; never read as HTML.
 * `always` shows it even on a page that declined banners.
 */
export function showBanner(message: string, always = false, problem?: Problem): void {
  if (!enabled && !always) return;
  const box = document.createElement("div");
  box.className = "py-error";
  // Read out by screen readers as soon as it is there.
  box.setAttribute("role", "alert");
  box.textContent = message;
  Object.assign(box.style, STYLE);
  // A page that fails this early may have no body yet.
  (document.querySelector("body") ?? document.documentElement).append(box);
  // Adds to it and is not needed: the text is there.
  importModule(file("plugins/error.js")).then(
    (plugin) => (plugin as typeof import("./plugins/error.js")).decorate(box, problem),
    () => {},
  );
}
