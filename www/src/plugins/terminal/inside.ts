/**
 * What runs in a worker before its code, to connect its interpreter with the terminal. It goes there
 * as text, so it can use nothing but its arguments.
 */

import type { Wrap } from "../../wrap.js";

/** What is used of both interpreters. */
interface Interpreter {
  runPython(code: string, options?: { filename: string }): unknown;
  registerJsModule(name: string, module: object): void;
  _module: {
    ccall(name: string, result: null, types: [], args: []): void;
    _PyErr_SetInterrupt(): void;
  };
  // Pyodide's.
  checkInterrupt(): void;
  setStdin(options: object): void;
  setStdout(options: object): void;
  setStderr(options: object): void;
  // MicroPython's.
  replInit(): void;
  replProcessChar(code: number): number;
}

type Callable = (...args: unknown[]) => unknown;

interface XWorker {
  sync: Record<string, Callable>;
  /** Whether a call of the page gives its result at once. */
  polyfill: boolean;
}

/** Connects; the last argument is Python that is to be run. */
export function inside({ type, interpreter, io }: Wrap, { sync, polyfill }: XWorker, python: string): void {
  const api = interpreter as Interpreter;
  const page = (name: string, ...args: unknown[]): unknown => sync[`pyterminal_${name}`]?.(...args);
  const failed = (error: unknown): unknown => {
    const { type: name, message } = (error ?? {}) as { type?: string; message?: string };
    return page("error", message ?? String(error), name);
  };
  let pending: number[] = [];
  let isAwaited = false;
  let last = 0;
  const flush = (): void => {
    if (pending.length === 0) return;
    const bytes = Uint8Array.from(pending);
    pending = [];
    page("write", bytes);
    last = performance.now();
  };
  const collect = (bytes: Uint8Array): void => {
    // Bytes come in small pieces, and each call of the page takes its time.
    pending.push(...bytes);
    if (bytes.includes(10) || performance.now() - last > 50) flush();
    else if (!isAwaited) {
      isAwaited = true;
      queueMicrotask(() => {
        isAwaited = false;
        try {
          flush();
        } catch {
          // Interrupted when nothing ran.
        }
      });
    }
  };
  const read = (...args: unknown[]): unknown => {
    flush();
    return page("read", ...args);
  };
  const own: Record<string, unknown> = { read, canWait: polyfill };
  if (type === "py") {
    const output = {
      isatty: true,
      getTerminalSize: () => (polyfill ? page("size") : undefined),
      write(bytes: Uint8Array) {
        try {
          collect(bytes);
        } catch {
          // Interrupted while the page took it. Whoever writes could not raise it.
          api._module._PyErr_SetInterrupt();
        }
        return bytes.length;
      },
    };
    api.setStdout(output);
    api.setStderr(output);
    io.stderr = (error) => {
      flush();
      failed(error);
    };
    if (polyfill) {
      const stdin = (): string | null => {
        const [kind, text] = read("", false) as [string, string];
        return kind === "line" ? `${text}\n` : null;
      };
      api.setStdin({ stdin, isatty: true });
    }
    sync["pyterminal_interact"] = () => {
      // The page must not wait for what itself waits for the page.
      setTimeout(() => {
        api.runPython("__import__('_pyterminal').interact()");
        page("ended");
      });
    };
    sync["pyterminal_idle"] = () => {
      try {
        // What came too late must not hit the code that runs next.
        api.checkInterrupt();
      } catch {
        // It was there.
      }
    };
  } else {
    // What the interpreter says before its prompt, while a script says something else.
    let unsaid: number[] | undefined;
    io.stdout = io.stderr = (output) => {
      if (!(output instanceof Uint8Array)) {
        flush();
        failed(output);
        return;
      }
      if (unsaid) {
        unsaid.push(...output);
        return;
      }
      try {
        collect(output);
      } catch (error) {
        if ((error as Error).name !== "Interrupted") throw error;
        api._module.ccall("mp_sched_keyboard_interrupt", null, [], []);
      }
    };
    const start = (banner?: string): void => {
      if (banner !== undefined) unsaid = [];
      api.replInit();
      if (unsaid) {
        const prompt = unsaid.slice(unsaid.lastIndexOf(10) + 1);
        unsaid = undefined;
        collect(new TextEncoder().encode(banner ? `${banner}\n` : ""));
        collect(Uint8Array.from(prompt));
      }
      flush();
    };
    own["interact"] = (banner: unknown) => {
      // Before anybody sees the prompt: from then on its keys are the interpreter's.
      page("started");
      start(typeof banner === "string" ? banner : undefined);
    };
    sync["pyterminal_start"] = () => start();
    sync["pyterminal_feed"] = (text) => {
      // The page must not wait for what may itself ask the page.
      setTimeout(() => {
        for (const byte of new TextEncoder().encode(text as string)) {
          if (api.replProcessChar(byte)) api.replInit();
        }
        flush();
      });
    };
    sync["pyterminal_idle"] = () => {
      try {
        if (polyfill) page("size");
      } catch {
        // It was there.
      }
    };
  }
  api.registerJsModule("_pyterminal", own);
  api.runPython(python, { filename: "<terminal>" });
}
