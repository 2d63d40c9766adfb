/** MicroPython's own prompt, which reads characters: it has history, completion, a mode for pasting. */

/** What is used of the interpreter. */
export interface Engine {
  replInit(): void;
  replProcessChar(code: number): number;
}

/** Ctrl-U: removes what the interpreter has indented by itself. */
const CLEAR = "\x15";

export class EngineRepl {
  readonly #engine: Engine;
  readonly #encoder = new TextEncoder();
  #runs = false;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  start(): void {
    if (this.#runs) return;
    this.#runs = true;
    this.#engine.replInit();
  }

  /** Takes what the user types, or pastes: several lines, with their own indentation. */
  type(data: string): void {
    if (!this.#runs) return;
    const lines = data.split(/\r\n?|\n/);
    if (data.length === 1 || lines.length === 1) {
      this.#feed(data);
      return;
    }
    const [first = "", ...rest] = lines;
    const last = rest.pop() ?? "";
    this.#feed(`${first}\r`);
    for (const line of rest) this.#feed(`${CLEAR}${line}\r`);
    if (last) this.#feed(CLEAR + last);
  }

  /** Types code, line by line. */
  process(code: string): void {
    this.start();
    this.type(`${code.replace(/\r\n?|\n/g, "\r")}\r`);
  }

  #feed(text: string): void {
    for (const byte of this.#encoder.encode(text)) {
      // Ctrl-D in an empty line would end it, and nothing could be typed any more.
      if (this.#engine.replProcessChar(byte)) this.#engine.replInit();
    }
  }
}
