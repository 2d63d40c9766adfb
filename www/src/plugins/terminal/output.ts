/** What Python writes to a terminal. */

import type { Terminal } from "@xterm/xterm";

const END_OF_LINE = 10;

export class Output {
  readonly #terminal: Terminal;
  #last = END_OF_LINE;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** Takes bytes of UTF-8 that nobody changes any more. */
  write(bytes: Uint8Array): void {
    this.#last = bytes.at(-1) ?? this.#last;
    this.#terminal.write(bytes);
  }

  /** Shows an exception; its last line, which says what has happened, in red. */
  fail(text: string): void {
    const start = this.#last === END_OF_LINE ? "" : "\n";
    this.#last = END_OF_LINE;
    this.#terminal.write(start + text.replace(/([^\n]+)\n*$/, "\x1b[1;31m$1\x1b[0m\n"));
  }
}
