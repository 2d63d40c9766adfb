/** What goes wrong is told on the page itself: one box per message, at the end of the body. */

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
 * The parts of a problem's text, each in an element of its own. Together they are the text as it is:
 * pages read it.
 */
function parts(text: string, { code, file, line, column, help }: Problem): (Node | string)[] {
  const ends: [tag: string, end: number][] = [];
  const [first = ""] = text.split("\n", 1);
  const helpAt = help === null ? text.length : text.length - `\nhelp: ${help}`.length;
  const placeAt = file === null ? -1 : text.indexOf(`\n --> ${file}:${line}:${column}`);
  if (text.startsWith(`(${code})`)) ends.push(["code", code.length + 2]);
  ends.push(["title", first.length], ["detail", placeAt < 0 ? helpAt : placeAt], ["place", helpAt]);
  ends.push(["help", text.length]);
  let start = 0;
  return ends.flatMap(([name, end]) => {
    if (end <= start) return [];
    const part = document.createElement(name === "title" ? "strong" : "span");
    part.className = `py-error-${name}`;
    part.textContent = text.slice(start, end);
    start = end;
    return [part];
  });
}

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
  box.append(...(problem ? parts(message, problem) : [message]));
  Object.assign(box.style, STYLE);
  // A page that fails this early may have no body yet.
  (document.querySelector("body") ?? document.documentElement).append(box);
}
