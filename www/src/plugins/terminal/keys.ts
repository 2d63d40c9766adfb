/** What the keys of a terminal do to a line, those of readline. */

import type { Line } from "./line.js";

/** A key as terminals send it, or the text up to the next one. */
export const KEY = /\x1b(?:\[[\d;]*[A-Za-z~]|O[A-Z]|[^])|[\x00-\x1f\x7f]|[^\x00-\x1f\x7f]+/gu;

/** Changes the line; a text it gives is what it has removed, to be put back by Ctrl-Y. */
type Change = (line: Line, killed: string) => unknown;

/** What needs more than the line. */
type Special =
  | "enter"
  | "newLine"
  | "interrupt"
  | "end"
  | "tab"
  | "backspace"
  | "up"
  | "down"
  | "clear";

export type Action = Change | Special;

const left: Change = (line) => line.move(line.cursor - 1);
const right: Change = (line) => line.move(line.cursor + 1);
const home: Change = (line) => line.move(line.start);
const end: Change = (line) => line.move(line.end);
const wordLeft: Change = (line) => line.move(line.wordStart);
const wordRight: Change = (line) => line.move(line.wordEnd);
const killWordLeft: Change = (line) => line.cut(line.wordStart);

export const ACTIONS: Record<string, Action | undefined> = {
  "\r": "enter",
  "\n": "enter",
  // Alt-Enter.
  "\x1b\r": "newLine",
  "\x03": "interrupt",
  "\x04": "end",
  "\t": "tab",
  "\x7f": "backspace",
  "\b": "backspace",
  "\x1b[A": "up",
  "\x1bOA": "up",
  "\x10": "up",
  "\x1b[B": "down",
  "\x1bOB": "down",
  "\x0e": "down",
  "\x0c": "clear",
  "\x1b[3~": (line) => void line.cut(Math.min(line.cursor + 1, line.length)),
  "\x1b[D": left,
  "\x1bOD": left,
  "\x02": left,
  "\x1b[C": right,
  "\x1bOC": right,
  "\x06": right,
  "\x1b[H": home,
  "\x1bOH": home,
  "\x1b[1~": home,
  "\x01": home,
  "\x1b[F": end,
  "\x1bOF": end,
  "\x1b[4~": end,
  "\x05": end,
  "\x1b[1;5D": wordLeft,
  "\x1b[1;3D": wordLeft,
  "\x1bb": wordLeft,
  "\x1b[1;5C": wordRight,
  "\x1b[1;3C": wordRight,
  "\x1bf": wordRight,
  "\x0b": (line) => line.cut(line.end),
  "\x15": (line) => line.cut(line.start),
  "\x17": killWordLeft,
  "\x1b\x7f": killWordLeft,
  "\x1bd": (line) => line.cut(line.wordEnd),
  "\x19": (line, killed) => line.insert(killed),
};
