/**
 * The JavaScript API of Pyxide. Importing this module is including it: Python on the page starts.
 *
 * ```js
 * import { whenDefined } from "pyxide";
 * import "pyxide/core.css";
 *
 * const { interpreter } = await whenDefined("mpy");
 * interpreter.runPython("print('from JavaScript')");
 * ```
 */

/** `py` is CPython (Pyodide), `mpy` is MicroPython. */
export type ScriptType = "py" | "mpy";

/** The types of script that a page can contain, with the interpreter of each. */
export const TYPES: ReadonlyMap<string, string>;

/**
 * The parsed configurations of the page's own thread; `undefined` for a type whose configuration
 * could not be read. Complete as soon as this module has been evaluated.
 */
export const config: Configs;

export interface Configs {
  py: Config | undefined;
  mpy: Config | undefined;
}

/** A configuration, as `<py-config>`, the attribute `config` and a worker's option have it. */
export interface Config {
  name?: string;
  /** The version of a release, or the URL of the interpreter's `.mjs` file. */
  interpreter?: string;
  /** Packages by name, version or URL. */
  packages?: string[];
  packages_cache?: "auto" | "never" | "passthrough";
  index_urls?: string[];
  /** Files by URL, each with its path in the interpreter's file system; `""` is the file's own name. */
  files?: Record<string, string>;
  fetch?: { from?: string; to_folder?: string; to_file?: string; files?: string[] }[];
  /** JavaScript modules by URL, each with its name in `pyscript.js_modules`. */
  js_modules?: { main?: Record<string, string>; worker?: Record<string, string> };
  plugins?: string[];
  debug?: boolean;
  /** Pyodide's workers wait for a page that is not isolated by being suspended, where the browser can do that. */
  stack_switching?: boolean;
  experimental_create_proxy?: "auto";
  /** Whatever else it has; Python reads it as `pyscript.config`. */
  [key: string]: unknown;
}

/**
 * Fulfils when the first interpreter of a type runs, with what hooks get of it. If that is in a
 * worker, there are only `type` and `xworker`. Pending for a type that the page does not use.
 */
export function whenDefined(type: ScriptType): Promise<Wrap & { readonly xworker?: XWorker }>;
export function whenDefined(type: string): Promise<unknown>;

/**
 * Starts a worker on Pyodide that runs the Python file at a URL, relative to the page. Fulfils with
 * the worker when its code has run; rejects if it could not start. An exception of the code is told
 * on the page and does not reject.
 */
export function PyWorker(file: string, options?: WorkerOptions): Promise<XWorker>;

/** Starts a worker on MicroPython. See {@link PyWorker}. */
export function MPWorker(file: string, options?: WorkerOptions): Promise<XWorker>;

export interface WorkerOptions {
  /** The configuration, as an object, as TOML or JSON, or its URL. */
  config?: Config | string;
  /** Where relative URLs of a configuration start that has none of its own. */
  configURL?: string;
  /** Whether the code may `await` outside of functions. */
  async?: boolean;
  /** The interpreter's version, or the URL of its module. */
  version?: string;
  /** URL of a copy of `service-worker.js` on the page's site: how the worker uses a page that is not isolated. */
  serviceWorker?: string;
}

/** A worker that runs Python. */
export interface XWorker extends Worker {
  /**
   * Functions between the page and the worker. Reading a name gives a function that calls the
   * worker's of that name; assigning a function offers it to the worker.
   */
  readonly sync: Sync;
  /** Fulfils when the code has run; rejects if it could not start. */
  readonly ready: Promise<XWorker>;
  /**
   * Raises `KeyboardInterrupt` in the Python that runs now, which keeps its state; `false` where
   * the page is not isolated, unless it waits for the page by a service worker. MicroPython is only interrupted while it waits for the page.
   */
  interrupt(): boolean;
  /** Lets `sync.isStuck()` answer `True` in the worker. */
  unstuck(): void;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Sync = Record<string, (...args: any[]) => any>;

/** What a plugin gets of an interpreter. */
export interface Wrap {
  readonly type: ScriptType;
  /** A copy of the configuration that is in force. */
  readonly config: Config;
  /**
   * The interpreter's own object, as Pyodide or MicroPython documents it. Give the type parameter
   * of `pyodide` for more: `wrap.interpreter as PyodideInterface`.
   */
  readonly interpreter: Interpreter;
  /** Where output goes; assign to its fields to redirect it. */
  readonly io: IO;
  /** Runs Python; what it raises goes to `io.stderr`, and the result is `undefined`. */
  run(code: string): unknown;
  /** The same with top-level `await`. */
  runAsync(code: string): Promise<unknown>;
  /** Calls a Python function, by its name or a dotted path, with one event. */
  runEvent(path: string, event: unknown): Promise<unknown>;
}

/** What Pyodide's and MicroPython's objects have in common. */
export interface Interpreter {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly globals: { get(name: string): any; set(name: string, value: unknown): void };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  runPython(code: string): any;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  runPythonAsync(code: string): Promise<any>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  pyimport(name: string): any;
  registerJsModule(name: string, module: object): void;
  readonly FS: object;
  [member: string]: unknown;
}

export interface IO {
  /** Gets text without the end of line from Pyodide, bytes from MicroPython: see `buffered`. */
  stdout: (value: unknown) => void;
  /** Gets what `stdout` gets, and exceptions, whose `message` is the traceback. */
  stderr: (value: unknown) => void;
  /** Makes of a function that wants lines one that takes bytes. */
  buffered(callback: (line: unknown) => void, endOfLine?: number): (chunk: unknown) => void;
}

/** What plugins add to every script's run. Read when a script runs, or when a worker is made. */
export const hooks: Hooks;

export interface Hooks {
  readonly main: MainHooks;
  /**
   * Functions for workers travel as their text: they see nothing of what is around them here, and
   * must not be methods.
   */
  readonly worker: SharedHooks<XWorkerInside>;
}

/** Functions of one hook, or Python code. Adding a value of another kind throws a `TypeError`. */
export interface SharedHooks<Place> {
  /** Once per script, as soon as its interpreter runs. */
  readonly onReady: Set<(wrap: Wrap, place: Place) => unknown>;
  readonly onBeforeRun: Set<(wrap: Wrap, place: Place) => unknown>;
  readonly onAfterRun: Set<(wrap: Wrap, place: Place) => unknown>;
  /** Around asynchronous scripts, which most are; each is awaited. */
  readonly onBeforeRunAsync: Set<(wrap: Wrap, place: Place) => unknown>;
  readonly onAfterRunAsync: Set<(wrap: Wrap, place: Place) => unknown>;
  /** Python that runs around the code of a script. */
  readonly codeBeforeRun: Set<string>;
  readonly codeAfterRun: Set<string>;
  readonly codeBeforeRunAsync: Set<string>;
  readonly codeAfterRunAsync: Set<string>;
}

export interface MainHooks extends SharedHooks<Element> {
  /** When a worker is made; with the interpreter of the page whose Python has asked for it. */
  readonly onWorker: Set<(interpreter: Interpreter | null, worker: XWorker) => unknown>;
}

/** `polyscript.xworker`: what hooks of a worker get of it. */
export interface XWorkerInside {
  readonly sync: Sync;
  /** The page's global object; `null` where the page is not isolated. */
  readonly window: object | null;
  isWindowProxy(value: unknown): boolean;
  postMessage(data: unknown, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent) => unknown) | null | undefined;
  onerror: ((event: Event) => unknown) | null | undefined;
  onmessageerror: ((event: MessageEvent) => unknown) | null | undefined;
}

/**
 * Python that lets `input()` fail on the page's own thread, where nothing can wait for an answer.
 * A plugin that has a better way removes it: `hooks.main.codeBeforeRun.delete(inputFailure)`.
 */
export const inputFailure: string;

/** Python that installs the package `pyscript` in an interpreter that a plugin has started itself. */
export const stdlib: string;

/** The part of {@link stdlib} that MicroPython does without: nothing. */
export const optional: string;

/** An absolute URL, of one that is relative to the page or to `base`. */
export function relative_url(url: string, base?: string): string;

/**
 * The modules of CodeMirror 6, for extensions of editors: each is requested when it is first read,
 * and there is one instance of it. Give them the types of its packages:
 * `(await codemirror.view) as typeof import("@codemirror/view")`.
 */
export const codemirror: {
  /** The package `codemirror`. */
  readonly core: Promise<object>;
  readonly state: Promise<object>;
  readonly python: Promise<object>;
  readonly language: Promise<object>;
  readonly view: Promise<object>;
  readonly commands: Promise<object>;
};

/**
 * Starts Python in a worker with a terminal, for code that comes from JavaScript. Fulfils when it can
 * be given code; rejects if it could not start, or an option cannot be.
 */
export function donkey(options?: DonkeyOptions): Promise<Donkey>;

export interface DonkeyOptions {
  /** `py` if absent. */
  type?: ScriptType;
  /** Whether variables stay from call to call. */
  persistent?: boolean;
  /** The id of the element that gets the terminal, or a selector; a `<py-terminal>` at the page's end if absent. */
  terminal?: string;
  /** The page's own configuration if absent. */
  config?: Config | string;
  /** The address of `service-worker.js`, for pages without cross-origin isolation. */
  serviceWorker?: string;
}

/**
 * Python in a worker. Code that runs when other code is to run, or the terminal is to be cleared, is
 * given up: its promise rejects with an `AbortError`.
 */
export interface Donkey {
  /** Types code into the terminal; fulfils when Python has read it. */
  process(code: string): Promise<void>;
  /** Runs statements. What they raise is in the terminal. */
  execute(code: string): Promise<null | undefined>;
  /**
   * Gives the value of an expression, copied. What it raises is in the terminal, and there is no value;
   * rejects with a `TypeError` if the value cannot be copied.
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  evaluate(code: string): Promise<any>;
  clear(): Promise<void>;
  reset(): Promise<void>;
  /** Ends the worker and removes the terminal. */
  kill(): void;
}

/** The absolute address of a configuration's `interpreter`; `undefined` without one. */
export function offline_interpreter(config?: { interpreter?: string }): string | undefined;

declare global {
  interface HTMLScriptElement {
    /** Where `display` writes by default: of a script that runs on the page. */
    readonly target?: Element;
    /** The worker of a script with the attribute `worker`. */
    readonly xworker?: XWorker;
  }

  /** `<py-script>` and `<mpy-script>`. */
  interface PyScriptElement extends HTMLElement {
    /** The code that ran; empty before. */
    srcCode: string;
    /** Whether the element has been in a document. */
    executed: boolean;
    readonly xworker?: XWorker;
  }

  interface HTMLElementTagNameMap {
    "py-script": PyScriptElement;
    "mpy-script": PyScriptElement;
  }

  interface WindowEventMap extends PythonEvents {
    /** Every script of the page's markup has ended. */
    "py:all-done": Event;
  }
  interface HTMLElementEventMap extends PythonEvents {}
}

/** Events of scripts; they bubble. See docs/events.md. */
export interface PythonEvents {
  "py:ready": CustomEvent<ScriptState>;
  "mpy:ready": CustomEvent<ScriptState>;
  "py:done": CustomEvent<ScriptState>;
  "mpy:done": CustomEvent<ScriptState>;
  "py:progress": CustomEvent<string>;
  "mpy:progress": CustomEvent<string>;
  "py-game": CustomEvent<Game>;
  "py-game:progress": CustomEvent<string>;
  "py:error": CustomEvent<Problem>;
  "mpy:error": CustomEvent<Problem>;
}

/** What a listener of `py-game` gets, before the game runs; `preventDefault()` skips it. */
export interface Game {
  /** The canvas that the engine draws on, if the page has it. */
  canvas: HTMLCanvasElement | null;
  code: string;
  config: Config;
  wrap: Wrap;
}

export interface ScriptState {
  /** Whether the script runs in a worker. */
  worker: boolean;
}

/** What is wrong, and where. `null` where it has no such part. */
export interface Problem {
  /** `PY0404`; all are listed in docs/errors.md. */
  code: string;
  severity: "error" | "warning";
  title: string;
  detail: string | null;
  file: string | null;
  /** Line and column start with 1. */
  line: number | null;
  column: number | null;
  source: string | null;
  help: string | null;
}
