/** MicroPython's own prompt, which reads characters: it has history, completion, a mode for pasting. */

/** What is used of the interpreter. */
export interface Engine {
  replInit(): void;
  replProcessChar(code: number): number;
}

/** Ctrl-U: removes what the interpreter has indented by itself. */
const CLEAR = "\x15";

export class EngineRepl {
  readonly #start: () => unknown;
  readonly #feed: (text: string) => unknown;
  runs = false;

  constructor(start: () => unknown, feed: (text: string) => unknown) {
    this.#start = start;
    this.#feed = feed;
  }

  start(): void {
    if (this.runs) return;
    this.runs = true;
    this.#start();
  }

  /** Takes what the user types, or pastes: several lines, with their own indentation. */
  type(data: string): unknown {
    if (!this.runs) return undefined;
    const [first = "", ...rest] = data.split(/\r\n?|\n/);
    return this.#feed([first, ...rest.map((line) => (line ? CLEAR + line : line))].join("\r"));
  }

  /** Types code, line by line. */
  process(code: string): unknown {
    this.start();
    const lines = code.split(/\r\n?|\n/);
    return this.#feed(lines.map((line, at) => `${at > 0 ? CLEAR : ""}${line}\r`).join(""));
  }
}

/** Gives a text to the interpreter. */
export function feed(engine: Engine, text: string): void {
  for (const byte of new TextEncoder().encode(text)) {
    // Ctrl-D in an empty line would end it, and nothing could be typed any more.
    if (engine.replProcessChar(byte)) engine.replInit();
  }
}
