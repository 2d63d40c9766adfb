/**
 * Where the other files of the bundle are. A page's own bundler may have renamed each of them, and a
 * worker's script is told by its page, so nobody but the table knows.
 */

import type { Table } from "./table.js";

/** Pyodide's files: its folder, which a bundle may take from elsewhere. */
type OfPyodide = `pyodide/${string}`;

let table: Table | undefined;

/** Says where they are. */
export const setFiles = (files: Table): void => {
  table = files;
};

/** The whole table, for a worker. */
export const files = (): Table | undefined => table;

/** The address of a file of the bundle. */
export function file(name: keyof Table | OfPyodide): string {
  const known = table?.[name as keyof Table];
  // Only the folder is known.
  return known ?? name.replace(/^pyodide\//, table?.["pyodide/"] ?? "");
}
