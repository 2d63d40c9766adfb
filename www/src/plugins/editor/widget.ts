/** The part of an editor in which code is written. */

import type { CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { Diagnostic } from "@codemirror/lint";
import type { EditorState, Text } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { Failed, Names, Place } from "./protocol.js";
import { BUTTON, LINE, theme } from "./theme.js";

export type CodeMirror = typeof import("../codemirror.js");

/** What an editor asks of those around it. */
export interface Around {
  run(): void;
  /** Names that may stand where a dotted name ends. */
  complete(path: string): Promise<Names>;
  /** What keeps the code from being compiled. */
  check(): Promise<Failed | null>;
}

/** A code editor. */
export interface Widget {
  code: string;
  focus(): void;
  /** Marks where code has failed, until it is changed. */
  mark(failed: Failed | null): void;
}

/** How long nobody must have typed before the code is checked, in milliseconds. */
const PAUSE = 600;

export function makeWidget(
  modules: CodeMirror,
  root: ShadowRoot,
  code: string,
  rows: number | undefined,
  around: Around,
): Widget {
  const { autocomplete, commands, core, language, lint, python, state, view: views } = modules;
  const { keymap, EditorView: View } = views;
  const run = (): boolean => {
    around.run();
    return true;
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const mark = (failed: Failed | null): void => {
    view.dispatch(lint.setDiagnostics(view.state, failed?.place ? [diagnostic(view.state.doc, failed, failed.place)] : []));
  };
  /** Marks what is wrong with code that is not being typed any more. */
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const { doc } = view.state;
      around.check().then(
        (failed) => {
          if (failed && view.state.doc === doc) mark(failed);
        },
        () => {},
      );
    }, PAUSE);
  };
  const complete = async (context: CompletionContext): Promise<CompletionResult | null> => {
    const word = context.matchBefore(/(?:[\p{L}_][\p{L}\p{N}_]*\.)*[\p{L}\p{N}_]*$/u);
    if (!word || (word.from === word.to && !context.explicit)) return null;
    // No names inside of numbers, texts and comments.
    const node = language.syntaxTree(context.state).resolveInner(context.pos, -1);
    if (/String|Comment|Number/.test(node.name)) return null;
    const path = word.text;
    const names = await Promise.race([around.complete(path), new Promise<Names>((late) => setTimeout(() => late([]), 500))]);
    const from = word.from + path.lastIndexOf(".") + 1;
    return { from, options: names.map(([label, type]) => ({ label, type })), validFor: /^[\p{L}\p{N}_]*$/u };
  };
  const least = `--least: ${rows === undefined ? BUTTON : 3 * LINE}px`;
  const most = rows === undefined ? "" : `; max-height: ${Math.max(rows, 3) * LINE}px`;

  const view: EditorView = new View({
    parent: root,
    root,
    state: state.EditorState.create({
      doc: code,
      extensions: [
        state.Prec.highest(
          keymap.of(["Ctrl-Enter", "Cmd-Enter", "Shift-Enter"].map((key) => ({ key, run, preventDefault: true }))),
        ),
        language.indentUnit.of(indentOf(code)),
        core.basicSetup,
        python.python(),
        python.pythonLanguage.data.of({ autocomplete: complete }),
        keymap.of([...autocomplete.completionKeymap, commands.indentWithTab]),
        lint.lintGutter(),
        theme(modules),
        View.editorAttributes.of({ style: least + most }),
        View.contentAttributes.of({
          // What scrolls has to be reached by keyboard; of editable text not every program knows that.
          tabindex: "0",
          "aria-label": "Python code. Press Escape and then Tab to leave it.",
        }),
        View.updateListener.of(({ docChanged, startState }) => {
          if (!docChanged) return;
          if (lint.diagnosticCount(startState) > 0) queueMicrotask(() => mark(null));
          changed();
        }),
        darkness(modules, root),
      ],
    }),
  });
  return {
    get code() {
      return view.state.doc.toString();
    },
    set code(text: string) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    focus: () => view.focus(),
    mark,
  };
}

/** The first indentation of a text. */
function indentOf(code: string): string {
  const [, indent] = /^([ \t]+)\S/m.exec(code) ?? [];
  // Only one kind of white space is a unit.
  return indent !== undefined && /^(?: +|\t+)$/.test(indent) ? indent : "    ";
}

function diagnostic(doc: Text, { traceback }: Failed, place: Place): Diagnostic {
  const [message = ""] = traceback.trimEnd().split("\n").slice(-1);
  const line = doc.line(Math.min(Math.max(place.line, 1), doc.lines));
  const last = doc.line(Math.min(Math.max(place.endLine ?? place.line, line.number), doc.lines));
  const start = line.length - line.text.trimStart().length;
  const from = line.from + Math.min(place.column ?? start, line.length);
  const to = Math.min(last.from + (place.endColumn ?? last.length), last.to);
  // What is empty would not be seen.
  return { from: to > from ? from : line.from, to: to > from ? to : line.to, severity: "error", message };
}

/** Tells CodeMirror's own styles whether the page is dark around the editor. */
function darkness({ state: { Compartment }, view: { EditorView } }: CodeMirror, root: ShadowRoot): ReturnType<
  typeof EditorView.darkTheme.of
> {
  const compartment = new Compartment();
  const probe = document.createElement("span");
  probe.hidden = true;
  probe.style.color = "light-dark(#000, #fff)";
  root.append(probe);
  const isDark = (): boolean => getComputedStyle(probe).color === "rgb(255, 255, 255)";
  const watch = EditorView.updateListener.of(({ view, state }) => {
    if (state.facet(EditorView.darkTheme) !== isDark()) {
      queueMicrotask(() => view.dispatch({ effects: compartment.reconfigure(EditorView.darkTheme.of(isDark())) }));
    }
  });
  return [compartment.of(EditorView.darkTheme.of(isDark())), watch];
}

export type { EditorState };
