/** Reads lines from a terminal: editing, history, completion, text that comes before it is asked for. */

import { coloured, pieces, type Piece } from "./colours.js";
import { ACTIONS, KEY, type Action } from "./keys.js";
import { isPlain, Line, width } from "./line.js";

/** What is used of the widget. */
export interface Screen {
  readonly cols: number;
  readonly buffer: { readonly active: { readonly cursorX: number } };
  write(text: string, then?: () => void): void;
}

/** How a read has ended: with `complete`, the text is what is before the cursor. */
export type Input = [kind: "line" | "complete" | "interrupt" | "end", text: string];

/** How to read. */
export interface Options {
  prompt: string;
  /** Whether it is Python: coloured, indented, completed, remembered. */
  isCode: boolean;
  /** Of a read that goes on after `complete`: the names that are possible. */
  names?: string[];
}

/** A character and its colour. */
type Cell = Piece;

const INDENT = "    ";
const MORE = "... ";

export class LineEditor {
  readonly #screen: Screen;
  readonly #history: string[] = [];
  /** The lines of the statement that is being entered. */
  #block: string[] = [];
  #line = new Line();
  #options: Options = { prompt: "", isCode: false };
  /** Where in the history the text is from, and what was written before that. */
  #at = 0;
  #draft = "";
  #killed = "";
  /** The column in which the prompt begins, and how many rows below it the cursor is. */
  #origin = 0;
  #row = 0;
  /** What is on the screen, if it is one row of plain characters, and the column of the cursor. */
  #drawn: { cells: Cell[]; column: number } | undefined;
  #end: ((input: Input) => void) | undefined;
  #begins = false;
  /** Keys that nobody has asked for yet, or what is to be called once nothing is before it. */
  #early: (string | (() => void))[] = [];
  /** Lines that are on the screen already: of a text of several. */
  #entered: string[] = [];

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  /** Whether somebody waits for a line. */
  get reads(): boolean {
    return this.#begins || this.#end !== undefined;
  }

  /** Fulfils when the user has ended the line, or wants to know more. */
  async read(options: Options): Promise<Input> {
    this.#options = options;
    if (options.names) {
      this.#complete(options.names);
    } else {
      const entered = this.#entered.shift();
      if (entered !== undefined) return ["line", this.#remember(entered)];
      this.#line = new Line();
      this.#at = this.#remembered();
      if (this.#continues) this.#line.text = this.#indentAfter(this.#block.at(-1) ?? "");
      // What was written before has to be on the screen to know where this begins.
      this.#begins = true;
      await new Promise<void>((then) => this.#screen.write("", then));
      this.#begins = false;
      this.#origin = this.#screen.buffer.active.cursorX;
      this.#row = 0;
      this.#drawn = undefined;
    }
    const read = new Promise<Input>((end) => {
      this.#end = end;
    });
    this.#draw();
    this.#useEarly();
    return read;
  }

  /** Takes what the user types, or pastes: several lines, with their own indentation. */
  type(data: string): void {
    this.#early.push(...(data.replace(/\r(?=[^\r])/g, "\r\x15").match(KEY) ?? []));
    this.#useEarly();
  }

  /** Types a line in place of the user; fulfils when somebody has got it. */
  enter(text: string): Promise<void> {
    return new Promise((then) => {
      // What is indented by itself has an indentation of its own.
      this.#early.push("\x15", ...(text ? [text] : []), "\r", then);
      this.#useEarly();
    });
  }

  /** Forgets what was typed and not asked for. */
  forget(): void {
    this.#early = this.#early.filter((key) => typeof key !== "string");
    this.#useEarly();
  }

  #useEarly(): void {
    for (;;) {
      const [next] = this.#early;
      if (next === undefined || (typeof next === "string" && !this.#end)) return;
      this.#early.shift();
      if (typeof next === "string") this.#key(next);
      else next();
    }
  }

  get #continues(): boolean {
    return this.#options.isCode && this.#options.prompt.startsWith("...");
  }

  #key(key: string): void {
    const action: Action | undefined = ACTIONS[key];
    const before = this.#line.cursor;
    if (action === undefined) {
      // Keys without a meaning leave no trace.
      if (key < " ") return;
      this.#line.insert(key);
    } else if (typeof action === "function") {
      const removed = action(this.#line, this.#killed);
      if (typeof removed === "string") this.#killed = removed;
    } else {
      this.#special(action, before);
      return;
    }
    this.#draw();
  }

  #special(action: Exclude<Action, (...args: never[]) => unknown>, cursor: number): void {
    const line = this.#line;
    switch (action) {
      case "enter":
        this.#enter();
        return;
      case "interrupt":
        this.#early = [];
        this.#block = [];
        this.#leave("^C");
        this.#finish(["interrupt", ""]);
        return;
      case "end":
        if (line.length === 0) {
          this.#leave();
          this.#finish(["end", ""]);
          return;
        }
        line.cut(cursor + 1);
        break;
      case "tab":
        if (this.#options.isCode && /[\w.]$/.test(line.before)) {
          this.#finish(["complete", line.before]);
          return;
        }
        line.insert(INDENT);
        break;
      case "backspace": {
        const indent = /^ +$/.test(line.before.slice(line.before.lastIndexOf("\n") + 1));
        const column = cursor - line.start;
        line.cut(indent && this.#options.isCode ? cursor - (((column - 1) % INDENT.length) + 1) : cursor - 1);
        break;
      }
      case "newLine": {
        const lines = line.before.split("\n");
        line.insert(this.#options.isCode ? `\n${this.#indentAfter(lines.at(-1) ?? "")}` : " ");
        break;
      }
      case "up":
        if (!line.moveLine(-1)) this.#recall(this.#at - 1);
        break;
      case "down":
        if (!line.moveLine(1)) this.#recall(this.#at + 1);
        break;
      case "clear":
        this.#screen.write("\x1b[2J\x1b[H");
        this.#drawn = undefined;
        this.#origin = this.#row = 0;
    }
    this.#draw();
  }

  #enter(): void {
    const { text } = this.#line;
    this.#leave();
    const [first = "", ...rest] = this.#options.isCode ? text.split("\n") : [text];
    this.#entered = rest;
    this.#finish(["line", this.#remember(first)]);
  }

  #finish(input: Input): void {
    const end = this.#end;
    this.#end = undefined;
    end?.(input);
  }

  /** Adds a line to its statement. One of blanks is what ends a block. */
  #remember(line: string): string {
    if (!this.#options.isCode) return line;
    const text = line.trim() === "" ? "" : line;
    if (!this.#continues) this.#remembered();
    this.#block.push(text);
    return text;
  }

  /** Puts a statement that has ended into the history; gives the place after the last. */
  #remembered(): number {
    if (!this.#options.isCode) return 0;
    if (!this.#continues) {
      const text = this.#block.splice(0).join("\n").trimEnd();
      if (text && text !== this.#history.at(-1)) this.#history.push(text);
    }
    return this.#history.length;
  }

  #indentAfter(line: string): string {
    const own = /^\s*/.exec(line)?.[0] ?? "";
    return /:\s*(#.*)?$/.test(line) ? own + INDENT : own;
  }

  /** Adds what all names have in common; shows them if that is nothing. */
  #complete(names: string[]): void {
    const word = /[\w.]*$/.exec(this.#line.before)?.[0] ?? "";
    const [first = "", ...others] = names;
    let common = first;
    for (const name of others) {
      while (!name.startsWith(common)) common = common.slice(0, -1);
    }
    if (common.length > word.length && common.startsWith(word)) {
      this.#line.insert(common.slice(word.length));
    } else if (others.length > 0) {
      const { cursor } = this.#line;
      this.#leave();
      const short = names.map((name) => name.slice(name.lastIndexOf(".", name.length - 2) + 1));
      this.#screen.write(`${short.join("  ")}\r\n`);
      this.#origin = 0;
      this.#line.move(cursor);
    }
  }

  #recall(at: number): void {
    if (!this.#options.isCode || at < 0 || at > this.#history.length) return;
    if (this.#at === this.#history.length) this.#draft = this.#line.text;
    this.#at = at;
    this.#line.text = this.#history[at] ?? this.#draft;
  }

  /** Goes below the text, which stays on the screen. */
  #leave(mark = ""): void {
    this.#line.move(this.#line.length);
    this.#draw();
    this.#screen.write(`${mark}\r\n`);
    this.#row = 0;
    this.#drawn = undefined;
  }

  /** The cell after a text, from the prompt's row on. */
  #place(text: string): [row: number, column: number] {
    const { cols } = this.#screen;
    let row = 0;
    let column = this.#origin + width(this.#options.prompt);
    for (const [at, line] of text.split("\n").entries()) {
      if (at > 0) {
        row += 1;
        column = width(MORE);
      }
      column += width(line);
      row += Math.floor(column / cols);
      column %= cols;
    }
    return [row, column];
  }

  /** Shows the text and puts the cursor where it belongs. */
  #draw(): void {
    const { prompt, isCode } = this.#options;
    const { text, before } = this.#line;
    const all: Piece[] = isCode ? pieces(text) : [[text, ""]];
    const isOneRow = isPlain(text) && this.#origin + width(prompt) + text.length < this.#screen.cols;
    const cells = all.flatMap(([piece, colour]) => Array.from(piece, (character): Cell => [character, colour]));
    const drawn = this.#drawn;
    this.#drawn = isOneRow ? { cells, column: before.length } : undefined;
    if (isOneRow && drawn) this.#change(drawn.cells, drawn.column, cells, before.length);
    else this.#drawAll(all);
  }

  /** Writes only what is different: screen readers read out whatever is written. */
  #change(old: Cell[], from: number, cells: Cell[], cursor: number): void {
    let same = 0;
    while (same < cells.length && String(cells[same]) === String(old[same])) same++;
    const move = (by: number): string => (by === 0 ? "" : `\x1b[${Math.abs(by)}${by < 0 ? "D" : "C"}`);
    const isSame = same === cells.length && same === old.length;
    const changed = isSame ? from : cells.length;
    this.#screen.write(
      (isSame ? "" : move(same - from) + coloured(cells.slice(same)) + (same < old.length ? "\x1b[K" : "")) +
        move(cursor - changed),
    );
  }

  /** Writes prompt and text anew. */
  #drawAll(all: Piece[]): void {
    const { prompt } = this.#options;
    const { text, before } = this.#line;
    const lines = text.split("\n");
    const ends = lines.map((_, at) => this.#place(lines.slice(0, at + 1).join("\n")));
    const shown = coloured(all).split("\n").map((line, at) => {
      // In the last column the cursor waits for a character before it goes to the next row.
      const isFull = ends[at]?.[1] === 0 && (at > 0 || this.#origin + width(prompt + text) > 0);
      return isFull ? `${line} \r` : line;
    });
    const [endRow] = ends.at(-1) ?? [0];
    const [row, column] = this.#place(before);
    const move = (count: number, way: string): string => (count > 0 ? `\x1b[${count}${way}` : "");
    this.#screen.write(
      `${move(this.#row, "A")}\r${move(this.#origin, "C")}\x1b[J${prompt}${shown.join(`\r\n${MORE}`)}` +
        `${move(endRow - row, "A")}\r${move(column, "C")}`,
    );
    this.#row = row;
  }
}
