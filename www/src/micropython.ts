/**
 * Repairs MicroPython where it touches JavaScript, by wrapping the functions that its WebAssembly
 * module imports. Three things are wrong there:
 *
 * - What JavaScript throws flies through the interpreter's own frames. No `except` or `finally`
 *   sees it, each flight leaks stack, and some two hundred of them kill the interpreter. Here it
 *   is raised in Python instead.
 * - Once `document.addEventListener` was used as a method, `js.addEventListener("x", f)` is called
 *   with `"x"` as `this`. Here a function of the global object works either way.
 * - A collection may let go of the object that a function is about to give to JavaScript, which then
 *   gets nothing now and then. Here it goes a little later.
 */

import { fsChunk } from "./folders.js";
import type { FileSystem, Mounted } from "./native-fs.js";
import { whileLoading, type Functions } from "./instantiation.js";

type Raise = (error: unknown) => unknown;

/** What is used of the object that `loadMicroPython` gives. */
export interface MicroPython {
  _module: {
    HEAPU8: Uint8Array;
    _malloc(size: number): number;
    _free(at: number): void;
    ccall(name: string, result: string, types: string[], args: number[]): unknown;
  };
  pyimport(name: string): Record<string, unknown>;
  registerJsModule(name: string, module: object): void;
  runPython(code: string): unknown;
  FS: FileSystem;
  /** Mounts a folder of the user's disk. Pyodide has the same. */
  mountNativeFS?: (path: string, folder: FileSystemDirectoryHandle) => Promise<Mounted>;
}

/** The functions through which Python code touches a JavaScript value. */
const BORDER = [
  "has_attr",
  "lookup_attr",
  "store_attr",
  "call0",
  "call1",
  "call2",
  "calln",
  "call0_kwarg",
  "call1_kwarg",
  "calln_kwarg",
  "js_reflect_construct",
  "js_get_iter",
  "js_iter_next",
  "js_subscr_load",
  "js_subscr_store",
  "proxy_convert_mp_to_js_then_js_to_mp_obj_jsside",
  "proxy_convert_mp_to_js_then_js_to_js_then_js_to_mp_obj_jsside",
];

/** The repaired interpreter, and what is to be called once its Python package is installed. */
export interface Repaired {
  api: MicroPython;
  /** Until then, exceptions fly as they always did. */
  catchFromNowOn: () => void;
}

let onLoaded: ((api: MicroPython) => void) | undefined;

/** Says what is done with the next interpreter once it has started. */
export const whenLoaded = (callback: typeof onLoaded): void => {
  onLoaded = callback;
};

/** Loads the interpreter and repairs it on the way. */
export async function loadMicroPython(load: () => Promise<unknown>): Promise<Repaired> {
  let raise: Raise = (error) => {
    throw error;
  };
  const api = (await whileLoading(load, {
    isOurs: ({ env }) => !!env?.["call0"] && !!env["lookup_attr"],
    wrap(functions) {
      bindGlobals(functions);
      keepResults(functions);
      catchExceptions(functions, (error) => raise(error));
    },
  })) as MicroPython;
  onLoaded?.(api);
  api.mountNativeFS ??= async (path, folder) =>
    (await fsChunk()).mountNativeFS(api.FS, path, folder);
  return {
    api,
    catchFromNowOn: () => {
      raise = raiserOf(api);
    },
  };
}

/** Wraps the functions so that `raise` gets what they throw and answers in their place. */
function catchExceptions(functions: Functions, raise: Raise): void {
  for (const name of BORDER) {
    const original = functions[name];
    if (!original) continue;
    functions[name] = (...args) => {
      try {
        return original(...args);
      } catch (error) {
        // Infinity is the interpreter's own jump, and after a trap it is unusable.
        if (error === Infinity || error instanceof WebAssembly.RuntimeError) throw error;
        return raise(error);
      }
    };
  }
}

function raiserOf(interpreter: MicroPython): Raise {
  const python = interpreter.pyimport("pyscript._js_errors");
  const prepare = python["prepare"] as Raise;
  // Kept whole: its number is given to another object once this one is collected.
  const raiser = python["raiser"] as { _ref: number };
  return (error) => {
    prepare(error);
    // Asks for an iterator of an object whose `__iter__` raises. Unlike the other functions that
    // JavaScript can call, this one does not catch, so the exception reaches the running code.
    const args = [raiser._ref];
    return interpreter._module.ccall("proxy_c_to_js_get_iter", "number", ["number"], args);
  };
}

/** The interpreter's table of JavaScript objects, a global variable; the first is the global object. */
interface Tables {
  proxy_js_ref: object[];
  /** Which number an object has. */
  proxy_js_ref_map: Map<object, number>;
}

const tables = globalThis as unknown as Tables;

/** Lets objects go that were collected, once what runs has its result. */
function keepResults(functions: Functions): void {
  const { proxy_js_free_obj: free } = functions as Record<string, ((number: number) => void) | undefined>;
  if (!free) return;
  const collected: [number: number, object: object][] = [];
  const flush = (): void => {
    const map = tables.proxy_js_ref_map;
    for (const [number, object] of collected.splice(0)) {
      const other = map.get(object);
      free(number);
      if (other !== undefined) map.set(object, other);
    }
  };
  functions["proxy_js_free_obj"] = (number: number) => {
    const object = tables.proxy_js_ref[number];
    if (!object) return;
    // Whoever comes with it meanwhile gets another number for it.
    tables.proxy_js_ref_map.delete(object);
    if (collected.push([number, object]) === 1) queueMicrotask(flush);
  };
}

/** Makes methods of the global object come as functions of their own, which find their `this`. */
function bindGlobals(functions: Functions): void {
  const lookup = functions["lookup_attr"] as (object: number, ...rest: number[]) => unknown;
  const seen = new Proxy(globalThis, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      return isMethod(value) ? bound(value) : value;
    },
  });
  functions["lookup_attr"] = (object: number, ...rest: number[]) => {
    if (object !== 0) return lookup(object, ...rest);
    const table = tables.proxy_js_ref;
    table[0] = seen;
    try {
      return lookup(object, ...rest);
    } finally {
      table[0] = globalThis;
    }
  };
}

type Method = (...args: unknown[]) => unknown;

/** Python's own functions stay as they are, and so do classes, whose prototypes have members. */
function isMethod(value: unknown): value is Method {
  if (typeof value !== "function" || "_ref" in value) return false;
  const prototype: unknown = "prototype" in value ? value.prototype : undefined;
  return !prototype || Reflect.ownKeys(prototype).length === 1;
}

const bindings = new WeakMap<Method, Method>();

function bound(method: Method): Method {
  let binding = bindings.get(method);
  if (!binding) {
    binding = new Proxy(method, {
      // Something else as `this` is the first argument in the wrong place.
      apply: (target, self: unknown, args: unknown[]) =>
        Reflect.apply(
          target,
          globalThis,
          self === undefined || self === globalThis ? args : [self, ...args],
        ),
    });
    bindings.set(method, binding);
  }
  return binding;
}
