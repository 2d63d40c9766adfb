/**
 * What a banner has besides its text: parts with classes, a traceback that opens, a button that
 * copies. Controls are in a shadow tree, since pages read the banner's text.
 */

import type { Problem } from "../problems.js";

const STYLE = `
:host { position: relative }
[role=group] {
  position: sticky; left: 0; display: flex; gap: 6px; width: max-content;
  margin-top: 8px; font: 12px/1.4 system-ui, sans-serif; white-space: normal;
}
button {
  font: inherit; color: #000; background: #fff; border: 1px solid #900; border-radius: 3px;
  padding: 2px 8px; cursor: pointer;
}
button:hover { background: #ffeeee }
button:focus-visible { outline: 3px solid #900; outline-offset: 1px }
slot { display: block }
[role=status] { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
@media print { [role=group] { display: none } }
`;

/** Gives a banner that is on the page its parts and controls. */
export function decorate(box: HTMLElement, problem?: Problem): void {
  // A page may have changed or removed it in the meantime.
  const text = box.textContent;
  const [all, hidden] = problem ? [parts(text, problem)] : exceptionParts(text);
  box.replaceChildren(...all);

  const root = box.attachShadow({ mode: "open" });
  const style = document.createElement("style");
  style.textContent = STYLE;
  const group = document.createElement("div");
  group.role = "group";
  group.ariaLabel = "Error message";
  if (hidden) group.append(toggle(hidden));
  group.append(...copy(box));
  // Below the text, whose lines may be longer than the page is wide.
  root.append(style, document.createElement("slot"), group);
}

function part(name: string, text: string): HTMLElement {
  const element = document.createElement(name === "title" ? "strong" : "span");
  element.className = `py-error-${name}`;
  element.textContent = text;
  return element;
}

/** The parts of a problem's text, each in an element of its own. Together they are the text as it is. */
function parts(text: string, { code, file, line, column, help }: Problem): Node[] {
  const ends: [name: string, end: number][] = [];
  const [first = ""] = text.split("\n", 1);
  const helpAt = help === null ? text.length : text.length - `\nhelp: ${help}`.length;
  const placeAt = file === null ? -1 : text.indexOf(`\n --> ${file}:${line}:${column}`);
  if (text.startsWith(`(${code})`)) ends.push(["code", code.length + 2]);
  ends.push(["title", first.length], ["detail", placeAt < 0 ? helpAt : placeAt], ["place", helpAt]);
  ends.push(["help", text.length]);
  let start = 0;
  return ends.flatMap(([name, end]) => {
    if (end <= start) return [];
    const from = start;
    start = end;
    return [part(name, text.slice(from, end))];
  });
}

/** What happened and where comes last; the calls that led there are hidden until asked for. */
function exceptionParts(text: string): [all: Node[], hidden?: HTMLElement] {
  const starts = [...text.matchAll(/\n {2}File /g)].map(({ index }) => index + 1);
  const [first] = starts;
  const last = starts.at(-1);
  if (first === undefined || last === undefined) return [[new Text(text)]];
  const rest = text.slice(last);
  const titleAt = rest.search(/\n\S/) + 1;
  const begin = new Text(text.slice(0, first));
  const end = [part("place", rest.slice(0, titleAt)), part("title", rest.slice(titleAt))];
  if (first === last) return [[begin, ...end]];
  const hidden = part("frames", text.slice(first, last));
  hidden.hidden = true;
  return [[begin, hidden, ...end], hidden];
}

function toggle(hidden: HTMLElement): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "traceback";
  button.textContent = "Traceback";
  button.ariaExpanded = "false";
  button.onclick = () => {
    hidden.hidden = !hidden.hidden;
    button.ariaExpanded = String(!hidden.hidden);
  };
  return button;
}

/** A button, and the words that a screen reader says when it was pressed. */
function copy(box: HTMLElement): HTMLElement[] {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  const status = document.createElement("span");
  status.role = "status";
  const tell = (done: boolean): void => {
    status.textContent = done ? "Copied" : "The message is selected: copy it";
    button.textContent = done ? "Copied" : "Selected";
    setTimeout(() => (button.textContent = "Copy"), 2000);
  };
  button.onclick = () => {
    // The clipboard is not there in a page that is not secure, and may be forbidden.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    const written = clipboard?.writeText(box.textContent) ?? Promise.reject(new Error());
    written.then(
      () => tell(true),
      () => {
        getSelection()?.selectAllChildren(box);
        tell(false);
      },
    );
  };
  return [button, status];
}
