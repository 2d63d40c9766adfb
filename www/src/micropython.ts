/**
 * Makes JavaScript exceptions catchable in MicroPython.
 *
 * The interpreter lets them fly through its own frames: no `except` or `finally` sees them, each
 * leaks some of its stack, and some two hundred of them kill it. So every function through which
 * Python reaches JavaScript is wrapped on its way into the interpreter, and what it throws is
 * raised in Python instead.
 */

type Imported = (...args: never[]) => unknown;
type Imports = Record<string, Record<string, unknown>>;

/** What is used of the object that `loadMicroPython` gives. */
export interface MicroPython {
  _module: { ccall(name: string, result: string, types: string[], args: number[]): unknown };
  pyimport(name: string): Record<string, unknown>;
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

type Raise = (error: unknown) => unknown;

/** Not for Python: infinity is the interpreter's own jump, and after a trap it is unusable. */
const isInternal = (error: unknown): boolean =>
  error === Infinity || error instanceof WebAssembly.RuntimeError;

function wrap(functions: Record<string, unknown>, raise: Raise): void {
  for (const name of BORDER) {
    const original = functions[name] as Imported | undefined;
    if (!original) continue;
    functions[name] = (...args: never[]) => {
      try {
        return original(...args);
      } catch (error) {
        if (isInternal(error)) throw error;
        return raise(error);
      }
    };
  }
}

const rethrow: Raise = (error) => {
  throw error;
};

/**
 * Call it before the interpreter is loaded, and what it returns once the Python package is
 * installed. In between, exceptions fly as they always did.
 */
export function catchExceptions(): (interpreter: MicroPython) => void {
  let raise = rethrow;
  const { instantiate, instantiateStreaming } = WebAssembly;
  const wrapped =
    <F extends (...args: never[]) => unknown>(original: F) =>
    (...args: Parameters<F>): unknown => {
      const functions = (args[1] as Imports | undefined)?.["env"];
      // Another module may be instantiated meanwhile; this one has what ours has.
      if (functions?.["call0"] && functions["lookup_attr"]) {
        wrap(functions, (error) => raise(error));
        WebAssembly.instantiate = instantiate;
        WebAssembly.instantiateStreaming = instantiateStreaming;
      }
      return original.apply(WebAssembly, args);
    };
  WebAssembly.instantiate = wrapped(instantiate as Imported) as typeof instantiate;
  WebAssembly.instantiateStreaming = wrapped(
    instantiateStreaming as Imported,
  ) as typeof instantiateStreaming;

  return (interpreter) => {
    const python = interpreter.pyimport("pyscript._js_errors");
    const prepare = python["prepare"] as Raise;
    // Kept whole: its number is given to another object once this one is collected.
    const raiser = python["raiser"] as { _ref: number };
    raise = (error) => {
      prepare(error);
      // Asks for an iterator of an object whose `__iter__` raises. Unlike the other functions
      // that JavaScript can call, this one does not catch, so the exception reaches the code
      // that is running.
      return interpreter._module.ccall("proxy_c_to_js_get_iter", "number", ["number"], [
        raiser._ref,
      ]);
    };
  };
}
