/** What an editor's two halves ask of each other, over a `Channel`. */

/** Code, and what tracebacks call it. */
export interface Code {
  text: string;
  file: string;
}

/** A piece of a text: lines start with 1, columns with 0, in UTF-16 units. `null` where unknown. */
export interface Place {
  line: number;
  column: number | null;
  endLine: number | null;
  endColumn: number | null;
}

/** An exception of Python. */
export interface Failed {
  type: string;
  traceback: string;
  /** Where in the code it happened, if it did there. */
  place: Place | null;
}

/** Names that may continue what is written. */
export type Names = [name: string, kind: string][];

/** What the worker does for the page. */
export interface OfWorker {
  /** Runs code; its output is sent with this number. */
  run(number: number, code: Code): Promise<Failed | null>;
  /** Ends what runs, as far as it waits; true once the worker has heard it. */
  stop(): boolean;
  complete(path: string): Names;
  check(code: Code): Failed | null;
}

/** What the page does for the worker. */
export interface OfPage {
  output(number: number, text: string, isError: boolean): void;
}
