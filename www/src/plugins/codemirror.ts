/** CodeMirror, for the editor and for extensions that pages write: one instance of every module. */

export * as core from "codemirror";
export * as autocomplete from "@codemirror/autocomplete";
export * as commands from "@codemirror/commands";
export * as language from "@codemirror/language";
export * as lint from "@codemirror/lint";
export * as python from "@codemirror/lang-python";
export * as state from "@codemirror/state";
export * as view from "@codemirror/view";
export * as highlight from "@lezer/highlight";
