/** Where the output of an editor's code is shown. */

/** The most characters that are shown; of more, the first are taken away. */
const LIMIT = 200_000;

export class Output {
  readonly element: HTMLElement;
  readonly #type: string;
  #waiting: Node[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(element: HTMLElement, type: string) {
    this.element = element;
    this.#type = type;
  }

  clear(): void {
    this.#waiting = [];
    this.element.replaceChildren();
  }

  text(text: string): void {
    const last = this.#waiting.at(-1);
    if (last instanceof Text) last.data += text;
    else this.#add(new Text(text));
  }

  error(text: string): void {
    const span = document.createElement("span");
    span.className = `${this.#type}-editor-error`;
    span.textContent = text;
    this.#add(span);
  }

  /** A remark that is not Python's. */
  note(text: string): void {
    this.endLine();
    const note = document.createElement("em");
    note.className = `${this.#type}-editor-note`;
    note.textContent = `${text}\n`;
    this.#add(note);
  }

  /** Begins a line, unless the text has just ended one. */
  endLine(): void {
    const last = this.#waiting.at(-1) ?? this.element.lastChild;
    if (last?.textContent && !last.textContent.endsWith("\n")) this.text("\n");
  }

  /** Shows everything now. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.element.append(...this.#waiting);
    this.#waiting = [];
    let length = this.element.textContent.length;
    while (length > LIMIT && this.element.firstChild) {
      const first = this.element.firstChild;
      const { length: size } = first.textContent ?? "";
      if (first instanceof Text && length - size < LIMIT) {
        first.data = first.data.slice(length - LIMIT);
        break;
      }
      first.remove();
      length -= size;
    }
  }

  /** Code that prints without end must leave the page time to show it. */
  #add(node: Node): void {
    this.#waiting.push(node);
    this.#timer ??= setTimeout(() => this.flush(), 16);
  }
}
