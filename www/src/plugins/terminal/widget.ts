/** The widget: where it is, how it looks, its size. */

import { FitAddon } from "@xterm/addon-fit";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { Terminal } from "@xterm/xterm";
import type { Tools } from "../../plugins.js";

const THEME = {
  background: "#191A19",
  foreground: "#F5F2E7",
  // Readable on that background.
  red: "#ff7b72",
  green: "#8ddb8c",
  yellow: "#e3b341",
  blue: "#79c0ff",
  magenta: "#d2a8ff",
  cyan: "#76e3ea",
  brightBlack: "#a5a5a5",
};

let styles: Promise<void> | undefined;

/** Adds the style sheet once; fulfils when it is there, or will not be. */
function addStyles(file: Tools["file"]): Promise<void> {
  styles ??= new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = file("xterm.css");
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
  return styles;
}

/** The element that a tag's terminal is in; nothing if the page has none of that name. */
function placeOf(tag: Element): Element | null {
  const wanted = tag.getAttribute("target");
  if (wanted !== null) return document.getElementById(wanted) ?? query(wanted);
  const place = document.createElement("py-terminal");
  place.style.display = "block";
  if (tag.closest("head")) document.body.append(place);
  else tag.after(place);
  return place;
}

function query(selector: string): Element | null {
  try {
    return document.querySelector(selector);
  } catch {
    // No selector either.
    return null;
  }
}

/** Makes the terminal of a tag; nothing if its target is not there. */
export async function makeWidget(tag: Element, file: Tools["file"], readOnly: boolean): Promise<Terminal | undefined> {
  const place = placeOf(tag);
  if (!place) return undefined;
  const terminal = new Terminal({
    theme: THEME,
    disableStdin: readOnly,
    cursorBlink: !readOnly,
    cursorStyle: readOnly ? "underline" : "block",
    ...(readOnly ? {} : { lineHeight: 1.2 }),
    // What Python writes ends a line with one character.
    convertEol: true,
    screenReaderMode: true,
  });
  keepOrder(terminal);
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.loadAddon(new WebLinksAddon());
  await addStyles(file);
  terminal.open(place as HTMLElement);
  makeUsable(terminal, readOnly);
  fit.fit();
  terminal.focus();
  keepFitting(terminal, fit, place);
  return terminal;
}

/** The widget takes its time to write; what removes text comes after what was written before. */
function keepOrder(terminal: Terminal): void {
  const write = terminal.write.bind(terminal);
  let pending = 0;
  terminal.write = (data, then) => {
    pending++;
    write(data, () => {
      pending--;
      then?.();
    });
  };
  for (const name of ["clear", "reset"] as const) {
    const act = terminal[name].bind(terminal);
    terminal[name] = () => (pending ? terminal.write("", act) : act());
  }
}

/** Leaves those keys to the browser that a page's user needs. */
function makeUsable(terminal: Terminal, readOnly: boolean): void {
  let leaving = false;
  terminal.attachCustomKeyEventHandler((event) => {
    const { key, ctrlKey, metaKey, type } = event;
    if (type !== "keydown") return true;
    if (key === "Tab") return !leaving && !readOnly;
    if (key !== "Shift") leaving = key === "Escape";
    // A prompt would take it for the beginning of another key.
    if (leaving) return false;
    // What is selected is copied, otherwise Ctrl-C interrupts.
    const copies = key.toLowerCase() === "c" && terminal.hasSelection();
    return !((ctrlKey || metaKey) && (copies || key.toLowerCase() === "v"));
  });
  const input = terminal.textarea;
  if (!input) return;
  input.addEventListener("blur", () => (leaving = false));
  takeTexts(terminal, input);
  if (readOnly) input.ariaLabel = "Terminal output";
  else input.setAttribute("aria-description", "Tab completes. To leave, press Escape and then Tab.");
}

/** Takes what comes without a key: of the keyboards of phones, of menus of characters. */
function takeTexts(terminal: Terminal, input: HTMLTextAreaElement): void {
  let hasKey = false;
  const noteKey = ({ key }: KeyboardEvent): void => {
    // Others have names; one character may be two units long.
    hasKey = /^.$/su.test(key);
  };
  input.addEventListener("keydown", noteKey, { capture: true });
  input.addEventListener("keyup", () => (hasKey = false), { capture: true });
  // The widget itself does so only when it need not mind screen readers.
  input.addEventListener("input", (event) => {
    const { inputType, data } = event;
    if (!hasKey && inputType === "insertText" && data) terminal.input(data);
  });
}

/** Follows the size of its place, until the page gives it a size of its own. */
function keepFitting(terminal: Terminal, fit: FitAddon, place: Element): void {
  let { clientWidth: width, clientHeight: height } = place;
  let own = false;
  const observer = new ResizeObserver(() => {
    const size = fit.proposeDimensions();
    const { clientWidth, clientHeight } = place;
    if (!size || (clientWidth === width && clientHeight === height)) return;
    own = true;
    // A place as high as its terminal says nothing of rows.
    terminal.resize(size.cols, clientHeight === height ? terminal.rows : size.rows);
    own = false;
    ({ clientWidth: width, clientHeight: height } = place);
  });
  observer.observe(place);
  // Ends with the terminal.
  terminal.loadAddon({ activate: () => {}, dispose: () => observer.disconnect() });
  terminal.onResize(() => {
    if (!own) observer.disconnect();
  });
}
