/** The two kinds of script: editors that are seen, and code that runs before theirs. */

import type { Tools } from "../../plugins.js";
import type { ScriptType } from "../../script-types.js";
import type { Client, Ended, Environment } from "./environment.js";
import { Output } from "./output.js";
import { tellOf } from "../problems.js";
import type { Failed } from "./protocol.js";
import { addStyles } from "./theme.js";
import { makeWidget, type CodeMirror, type Widget } from "./widget.js";

/** Output that is seen in the console only. */
class Console implements Client {
  readonly target = "";
  #line = "";
  constructor(
    readonly script: HTMLScriptElement,
    readonly tools: Tools,
  ) {}
  output(text: string, isError: boolean): void {
    if (isError) {
      this.tools.showError(text.replace(/\n$/, ""));
      return;
    }
    const lines = (this.#line + text).split("\n");
    this.#line = lines.pop() ?? "";
    for (const line of lines) console.log(line);
  }
  end(): void {
    if (this.#line) console.log(this.#line);
    this.#line = "";
  }
}

/** An exception as the page's other code has it: `message` is the traceback. */
function exception({ type, traceback }: Failed): Error {
  const error = new Error(traceback);
  error.name = "PythonError";
  return Object.assign(error, { type });
}

/** Runs code whose output nobody sees. */
async function runUnseen(
  tools: Tools,
  type: ScriptType,
  client: Console,
  run: () => Promise<Ended>,
): Promise<void> {
  try {
    const ended = await run();
    client.end();
    if ("failed" in ended && ended.failed) {
      const io = { stdout: console.log, stderr: tools.showError, buffered: (callback: (value: unknown) => void) => callback };
      tools.tellException(type, exception(ended.failed), io, client.script);
    }
  } catch {
    // Why Python could not start has been told.
  }
}

type Handler = (event: Event & { code: string }) => unknown;

/** Code that is not shown and runs when Python starts. */
export function setUp(
  script: HTMLScriptElement,
  type: ScriptType,
  tools: Tools,
  environment: Environment,
  text: string,
): void {
  const client = new Console(script, tools);
  const src = script.getAttribute("src");
  const file = src?.replace(/[?#].*$/, "").replace(/^.*\//, "") || script.id || `${type}-editor-setup`;
  Object.defineProperties(script, {
    target: { value: undefined },
    code: { get: () => (src ? text : script.text), set: () => {} },
    process: {
      value: (code: string) => runUnseen(tools, type, client, () => environment.run(client, [{ text: code, file }])),
    },
    handleEvent: { value: undefined, writable: true },
  });
  void runUnseen(tools, type, client, () =>
    environment.setUp(client, { text, file }, () => {
      script.dispatchEvent(new Event(`${type}-editor`, { bubbles: true }));
    }),
  );
}

const RUN = icon("M8 5v14l11-7z");
const STOP = icon("M6 6h12v12H6z");

function icon(path: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path fill="currentColor" d="${path}"></path></svg>`;
}

/** An editor on the page. */
export class VisibleEditor implements Client {
  readonly script: HTMLScriptElement;
  readonly #type: ScriptType;
  readonly #tools: Tools;
  readonly #environment: Environment;
  readonly #button: HTMLButtonElement;
  readonly #output: Output;
  readonly #widget: Widget;
  /** What tracebacks call its code. */
  readonly #file: string;
  readonly #unseen: Console;
  #handler: Handler | undefined;
  #running = false;

  constructor(
    script: HTMLScriptElement,
    type: ScriptType,
    tools: Tools,
    environment: Environment,
    text: string,
    modules: CodeMirror,
    nextNumber: () => number,
  ) {
    this.script = script;
    this.#type = type;
    this.#tools = tools;
    this.#environment = environment;
    this.#unseen = new Console(script, tools);
    const id = `${type}-editor-${nextNumber()}`;
    const container = this.#container(id);
    this.#file = script.id || container.id;

    const box = div("box");
    const engine = type === "py" ? "pyodide" : "micropython";
    const name = script.getAttribute("env");
    box.dataset["env"] = name === null ? engine : `${engine}-${name}`;
    function div(part: string): HTMLDivElement {
      const element = document.createElement("div");
      if (part) element.className = `${type}-editor-${part}`;
      return element;
    }
    const input = div("input");
    input.role = "group";
    input.ariaLabel = "Python Script Area";
    input.addEventListener("keydown", (event) => event.stopPropagation());
    this.#button = document.createElement("button");
    this.#button.type = "button";
    this.#button.className = `absolute ${type}-editor-run-button`;
    this.#button.ariaLabel = "Python Script Run Button";
    const holder = div("");
    input.append(this.#button, holder);
    this.#output = new Output(this.#outputElement(div("output"), nextNumber()), type);
    box.append(input, this.#output.element);
    container.append(box);
    addStyles(type, container.getRootNode());

    const root = holder.attachShadow({ mode: "open" });
    const rows = Number.parseInt(script.getAttribute("rows") ?? "", 10);
    this.#widget = makeWidget(modules, root, text, Number.isNaN(rows) ? undefined : rows, {
      run: () => {
        if (!this.#running) this.#button.click();
      },
      complete: (path) => environment.complete(path),
      check: () => environment.check(this.#code()),
    });
    this.#button.addEventListener("click", (event) => void this.#clicked(event));
    this.#show(false);
    this.#define(container);
    this.#widget.focus();
    script.dispatchEvent(new Event(`${type}-editor`, { bubbles: true }));
  }

  get target(): string {
    return this.#output.element.id;
  }

  output(text: string, isError: boolean): void {
    if (isError) this.#output.error(text);
    else this.#output.text(text);
  }

  /** The element that holds the editor: that of `target`, or a new one after the script. */
  #container(id: string): HTMLElement {
    const { script } = this;
    const target = script.getAttribute("target");
    if (target === null) {
      const container = document.createElement(`${this.#type}-editor`);
      container.style.display = "block";
      container.id = id;
      container.setAttribute("exec-id", "0");
      container.setAttribute("root", id);
      script.after(container);
      return container;
    }
    const root = script.getRootNode() as Document | ShadowRoot;
    const container = root.getElementById(target) ?? found(root, target);
    if (!container) throw new UnknownTarget(target);
    container.id ||= id;
    if (!container.hasAttribute("exec-id")) container.setAttribute("exec-id", "0");
    if (!container.hasAttribute("root")) container.setAttribute("root", container.id);
    return container;
  }

  #outputElement(own: HTMLElement, number: number): HTMLElement {
    own.id = `${this.#type}-editor-${number}-output`;
    const name = this.script.getAttribute("output");
    const chosen = name === null ? null : document.getElementById(name);
    if (name !== null && !chosen) {
      const help = "`output` is the id of an element of the page; the editor uses an area of its own";
      tellOf(this.#tools, this.#type, this.script, "PY3002", `Unknown output ${name}`, help);
    }
    const element = chosen ?? own;
    element.classList.add(`${this.#type}-editor-output`);
    // Read out as it comes.
    element.role ??= "log";
    element.ariaLabel ??= "Python Script Output";
    element.tabIndex = 0;
    return element;
  }

  /** What JavaScript and Python can do with the script. */
  #define(container: HTMLElement): void {
    // A page may be quicker than the editor.
    const handler: unknown = Object.getOwnPropertyDescriptor(this.script, "handleEvent")?.value;
    if (typeof handler === "function") this.#handler = handler as Handler;
    Object.defineProperties(this.script, {
      target: { value: container },
      code: {
        get: () => this.#widget.code,
        set: (text: string) => {
          this.#widget.code = text;
        },
      },
      process: {
        value: (text: string, visibly = false) => {
          if (visibly) {
            this.#button.click();
            return true;
          }
          return runUnseen(this.#tools, this.#type, this.#unseen, () =>
            this.#environment.run(this.#unseen, [{ text, file: `${this.#file}-process` }]),
          );
        },
      },
      handleEvent: {
        get: () => this.#handler ?? ((event: Event) => this.#clicked(event)),
        set: (handler: Handler | undefined) => {
          this.#handler = handler;
        },
      },
    });
  }

  /** What is in the editor, as code to run. */
  #code(): { text: string; file: string } {
    return { text: this.#widget.code, file: this.#file };
  }

  async #clicked(event: Event): Promise<void> {
    if (this.#running) {
      await this.#environment.stop();
      return;
    }
    try {
      const own = Object.assign(event, { code: this.#widget.code });
      if (this.#handler && (await this.#handler(own)) === false) return;
    } catch (error) {
      tellOf(this.#tools, this.#type, this.script, "PY3004", "handleEvent of an editor failed", null, String(error));
    }
    await this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    this.#show(true);
    this.#output.clear();
    this.#widget.mark(null);
    const before = this.script.getAttribute("onbeforerun");
    const codes = before === null ? [] : [{ text: before.trim(), file: `${this.#file}-onbeforerun` }];
    try {
      this.#tell(await this.#environment.run(this, [...codes, this.#code()]));
    } catch {
      this.#output.note("Python could not be started.");
    }
    this.#output.flush();
    this.#running = false;
    this.#show(false);
    const end = new Event("py-editor:done", { bubbles: true, cancelable: true });
    this.script.dispatchEvent(end);
  }

  #tell(ended: Ended): void {
    if ("stopped" in ended) {
      this.#output.note(ended.stopped);
      return;
    }
    const { failed } = ended;
    if (!failed) return;
    this.#output.endLine();
    const io = {
      stdout: () => {},
      stderr: () => this.#output.error(failed.traceback),
      buffered: (callback: (value: unknown) => void) => callback,
    };
    this.#tools.tellException(this.#type, exception(failed), io, this.script);
    this.#widget.mark(failed);
  }

  #show(running: boolean): void {
    const { dataset } = this.script;
    this.#button.classList.toggle("running", running);
    this.#button.innerHTML = running ? (dataset["stop"] ?? STOP) : (dataset["run"] ?? RUN);
    this.#button.title = running ? "Stop" : "Run (Ctrl+Enter)";
    this.#output.element.ariaBusy = String(running);
  }
}

/** `target` names nothing. */
export class UnknownTarget extends Error {
  constructor(target: string) {
    super(`Unknown target ${target}`);
  }
}

function found(root: Document | ShadowRoot, selector: string): HTMLElement | null {
  try {
    return root.querySelector<HTMLElement>(selector);
  } catch {
    // No selector.
    return null;
  }
}
