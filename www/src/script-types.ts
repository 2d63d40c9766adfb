/** The kinds of script a page can contain, with the interpreter each one runs on. */
export const TYPES: ReadonlyMap<string, string> = new Map([
  ["py", "pyodide"],
  ["mpy", "micropython"],
]);

/** `py` and `mpy`. */
export type ScriptType = "py" | "mpy";

/** Selects the tags of a type; `rest` narrows both ways of writing one. */
export const tagsOf = (type: ScriptType, rest = ""): string =>
  `script[type="${type}" i]${rest},${type}-script${rest}`;
