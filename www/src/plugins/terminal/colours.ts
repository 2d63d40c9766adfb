/** Colours for a line of Python. */

const KEYWORDS =
  "False|None|True|and|as|assert|async|await|break|case|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|match|nonlocal|not|or|pass|raise|return|try|while|with|yield";

const TOKEN = new RegExp(
  [
    "(?<comment>#.*)",
    "(?<string>\\b[bfrtuBFRTU]{0,2}(?:'''[^]*?(?:'''|$)|\"\"\"[^]*?(?:\"\"\"|$)|'(?:\\\\.|[^'\\\\])*'?|\"(?:\\\\.|[^\"\\\\])*\"?)|'(?:\\\\.|[^'\\\\])*'?|\"(?:\\\\.|[^\"\\\\])*\"?)",
    "(?<number>\\b\\d[\\w.]*)",
    `(?<keyword>\\b(?:${KEYWORDS})\\b)`,
  ].join("|"),
  "g",
);

const CODES: Record<string, string> = { comment: "90", string: "32", number: "36", keyword: "33" };

/** A piece of a text and its colour, which may be none. */
export type Piece = readonly [text: string, colour: string];

/** The text in pieces of one colour each. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const { 0: token, index, groups = {} } of text.matchAll(TOKEN)) {
    const kind = Object.keys(CODES).find((name) => groups[name] !== undefined) ?? "";
    found.push([text.slice(end, index), ""], [token, CODES[kind] ?? ""]);
    end = index + token.length;
  }
  found.push([text.slice(end), ""]);
  return found.filter(([piece]) => piece);
}

/** The pieces with sequences around those that have a colour. */
export const coloured = (all: readonly Piece[]): string =>
  all.map(([text, colour]) => (colour ? `\x1b[${colour}m${text}\x1b[0m` : text)).join("");
