/** Text that is being edited, of one line or several: characters, a cursor, no screen. */

// What the widget counts: Unicode's wide characters without emoji, as terminals have long done.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{2fffd}\u{30000}-\u{3fffd}]/u;
const NONE = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Whether each character takes one cell, and no character changes how others look. */
export const isPlain = (text: string): boolean => /^[ -~\u00a0-\u02ff]*$/.test(text);

/** How many cells a text takes. */
export function width(text: string): number {
  let sum = 0;
  for (const character of text) sum += NONE.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return sum;
}

const segmenter = new Intl.Segmenter();

/** What a reader takes for a character each. */
const characters = (text: string): string[] =>
  Array.from(segmenter.segment(text), ({ segment }) => segment);

const WORD = /[\p{L}\p{N}_]/u;

export class Line {
  #characters: string[] = [];
  cursor = 0;

  get text(): string {
    return this.#characters.join("");
  }

  /** Replaces all; the cursor is at the end. */
  set text(text: string) {
    this.#characters = characters(text);
    this.cursor = this.#characters.length;
  }

  get before(): string {
    return this.#characters.slice(0, this.cursor).join("");
  }

  get length(): number {
    return this.#characters.length;
  }

  insert(text: string): void {
    const after = this.#characters.slice(this.cursor);
    // An accent joins the letter before it.
    this.#characters = characters(this.before + text);
    this.cursor = this.#characters.length;
    this.#characters.push(...after);
  }

  /** Moves the cursor, within the text. */
  move(to: number): void {
    this.cursor = Math.min(Math.max(to, 0), this.length);
  }

  /** Removes what is between the cursor and another place, and gives it. */
  cut(to: number): string {
    const [from, end] = to < this.cursor ? [Math.max(to, 0), this.cursor] : [this.cursor, to];
    this.cursor = from;
    return this.#characters.splice(from, end - from).join("");
  }

  /** Where the line that the cursor is in begins. */
  get start(): number {
    // A negative place would be counted from the end.
    return this.cursor === 0 ? 0 : this.#characters.lastIndexOf("\n", this.cursor - 1) + 1;
  }

  /** Where it ends. */
  get end(): number {
    const end = this.#characters.indexOf("\n", this.cursor);
    return end < 0 ? this.length : end;
  }

  /** Moves the cursor to the line above or below; false if there is none. */
  moveLine(by: -1 | 1): boolean {
    const column = this.cursor - this.start;
    if (by < 0 ? this.start === 0 : this.end === this.length) return false;
    this.cursor = by < 0 ? this.start - 1 : this.end + 1;
    this.cursor = Math.min(this.start + column, this.end);
    return true;
  }

  /** Where the word before the cursor begins. */
  get wordStart(): number {
    let at = this.cursor;
    while (at > 0 && !this.#isWord(at - 1)) at--;
    while (at > 0 && this.#isWord(at - 1)) at--;
    return at;
  }

  /** Where the word after the cursor ends. */
  get wordEnd(): number {
    let at = this.cursor;
    while (at < this.length && !this.#isWord(at)) at++;
    while (at < this.length && this.#isWord(at)) at++;
    return at;
  }

  #isWord(at: number): boolean {
    return WORD.test(this.#characters[at] ?? "");
  }
}
