/** How an editor looks: the colours follow the page's `color-scheme`. */

import type { Extension } from "@codemirror/state";
import type { CodeMirror } from "./widget.js";

/** One line of code, in pixels. */
export const LINE = 18.5;

/** The button that runs the code, with what is around it. */
export const BUTTON = 46;

/** Light and dark. */
const pick = (light: string, dark: string): string => `light-dark(${light}, ${dark})`;

const PANEL = pick("#f3f4f6", "#252629");
const LINES = pick("#c9ccd1", "#4a4d52");

let shared: Extension | undefined;

/**
 * One for all editors: Firefox may miss rules that are added to a style sheet which shadow trees
 * use already.
 */
export const theme = (modules: CodeMirror): Extension => (shared ??= makeTheme(modules));

function makeTheme({ highlight: { tags }, language, view: { EditorView } }: CodeMirror): Extension {
  const style = language.HighlightStyle.define([
    { tag: [tags.keyword, tags.modifier, tags.controlKeyword], color: pick("#8b1a8b", "#d7a4f5") },
    { tag: [tags.string, tags.special(tags.string)], color: pick("#9c1c1c", "#f0a78c") },
    { tag: [tags.number, tags.bool, tags.null], color: pick("#0b6847", "#b5d6a0") },
    { tag: tags.comment, color: pick("#59626d", "#9aa5b1"), fontStyle: "italic" },
    { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: pick("#0a4f94", "#86b8ff") },
    { tag: [tags.className, tags.definition(tags.className)], color: pick("#155f70", "#5ccdb8") },
    { tag: tags.meta, color: pick("#6b4e00", "#e0c26a") },
    { tag: tags.invalid, color: pick("#b00020", "#ff8a8a") },
  ]);
  return [
    language.syntaxHighlighting(style),
    EditorView.theme({
      "&": { color: pick("#16181d", "#e6e7ea"), backgroundColor: pick("#fff", "#1b1c1f"), fontSize: "14px" },
      "&.cm-focused": { outline: `2px solid ${pick("#0b57d0", "#8ab4f8")}`, outlineOffset: "-2px" },
      ".cm-scroller": { overflow: "auto", fontFamily: "ui-monospace, Menlo, Consolas, monospace", lineHeight: `${LINE}px` },
      ".cm-content, .cm-gutter": { minHeight: "var(--least)" },
      ".cm-content": { caretColor: pick("#000", "#fff") },
      ".cm-cursor, .cm-dropCursor": { borderLeftColor: pick("#000", "#fff") },
      ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
        backgroundColor: pick("#c5dafc", "#2f4a75"),
      },
      ".cm-activeLine": { backgroundColor: pick("#0b57d00d", "#8ab4f812") },
      ".cm-gutters": { color: pick("#59626d", "#9aa5b1"), backgroundColor: PANEL, borderRight: `1px solid ${LINES}` },
      ".cm-activeLineGutter": { backgroundColor: pick("#e2e5ea", "#34363b") },
      "&.cm-focused .cm-matchingBracket": { backgroundColor: pick("#bde5c8", "#2c5a3a") },
      ".cm-selectionMatch": { backgroundColor: pick("#fdf0b8", "#4d4726") },
      ".cm-foldPlaceholder": { color: "inherit", backgroundColor: PANEL, borderColor: LINES },
      ".cm-tooltip, .cm-panels": { color: pick("#16181d", "#e6e7ea"), backgroundColor: PANEL, borderColor: LINES },
      ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
        color: "#fff",
        backgroundColor: pick("#0b57d0", "#2f5ca8"),
      },
      ".cm-textfield": { color: "inherit", backgroundColor: pick("#fff", "#1b1c1f"), borderColor: LINES },
      ".cm-button": { color: "inherit", backgroundImage: "none", backgroundColor: PANEL, borderColor: LINES },
      ".cm-failedLine": { backgroundColor: pick("#ffe3e3", "#4a2226") },
    }),
  ];
}

const BOX = (type: string): string => `
:where(.${type}-editor-box) {
  position: relative; border: 1px solid ${LINES}; border-radius: 4px; overflow: clip; margin: 0.5rem 0;
}
:where(.${type}-editor-box)::before {
  content: attr(data-env); display: block; padding: 2px 8px; font: 12px/1.5 system-ui, sans-serif;
  color: ${pick("#59626d", "#9aa5b1")}; background: ${PANEL}; border-bottom: 1px solid ${LINES};
}
:where(.${type}-editor-input) { position: relative; }
:where(.${type}-editor-run-button) {
  position: absolute; z-index: 1; right: 6px; bottom: 6px; width: 34px; height: 34px; padding: 4px;
  display: grid; place-items: center; cursor: pointer; border-radius: 4px;
  color: ${pick("#1c5c2e", "#8fd6a3")}; background: ${PANEL}; border: 1px solid ${LINES};
}
:where(.${type}-editor-run-button.running) { color: ${pick("#b00020", "#ff9c9c")}; }
:where(.${type}-editor-run-button:hover) { border-color: currentColor; }
:where(.${type}-editor-run-button:focus-visible) { outline: 2px solid ${pick("#0b57d0", "#8ab4f8")}; }
:where(.${type}-editor-output) {
  font: 14px/1.35 ui-monospace, Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere;
}
:where(.${type}-editor-output:not(:empty)) {
  padding: 8px; max-height: 30rem; overflow: auto; color: ${pick("#16181d", "#e6e7ea")};
  background: ${pick("#fff", "#141517")}; border-top: 1px solid ${LINES};
}
:where(.${type}-editor-error) { color: ${pick("#b00020", "#ff9c9c")}; }
:where(.${type}-editor-note) { color: ${pick("#59626d", "#9aa5b1")}; }
`;

const sheets = new Map<string, CSSStyleSheet>();

/** Gives a document or shadow tree the styles of what is around editors; a page's own rules win. */
export function addStyles(type: string, root: Node): void {
  let sheet = sheets.get(type);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(BOX(type));
    sheets.set(type, sheet);
  }
  const tree = root as Document | ShadowRoot;
  // A tree that is in no document has none.
  const has = tree.adoptedStyleSheets as CSSStyleSheet[] | undefined;
  if (has && !has.includes(sheet)) tree.adoptedStyleSheets = [...has, sheet];
}
