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

/** The text with sequences around what has a colour. */
export const coloured = (text: string): string =>
  text.replace(TOKEN, (token, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Record<string, string | undefined>;
    const kind = Object.keys(CODES).find((name) => groups[name] !== undefined) ?? "";
    return `\x1b[${CODES[kind] ?? "0"}m${token}\x1b[0m`;
  });
