/** Python that runs in a worker before its code. */

const NO_INPUT = `
        raise OSError(
            "input() in a worker waits for the page, which needs cross-origin isolation: "
            "serve the page with the headers Cross-Origin-Opener-Policy: same-origin and "
            "Cross-Origin-Embedder-Policy: require-corp, "
            "or give the script a service worker, service-worker='./service-worker.js'"
        )`;

const END = `
        if answer[0] == "interrupt":
            raise KeyboardInterrupt
        if answer[0] == "end":
            raise EOFError
        return answer[1]`;

/** Pyodide would keep what has no end of line yet. */
export const STREAMS = `
def _():
    import io, os, sys
    os.environ.setdefault("TERM", "xterm-256color")
    for fd, name in (1, "stdout"), (2, "stderr"):
        raw = open(fd, "wb", 0, closefd=False)
        stream = io.TextIOWrapper(raw, "utf-8", "backslashreplace", write_through=True)
        setattr(sys, name, stream)
_()
del _
`;

/** Pyodide: Python's own prompt asks with \`input()\`, and completes from the names that it has. */
export const PYODIDE = `
def _():
    import builtins, sys
    import __main__, _pyterminal
    from polyscript import currentScript
    from pyodide.ffi import can_run_sync, run_sync

    def read(*args):
        answer = _pyterminal.read(*args)
        return answer if _pyterminal.canWait else run_sync(answer)

    def names(text, scope):
        import re, rlcompleter
        word = re.search(r"[\\w.]*$", text)[0]
        complete = rlcompleter.Completer(scope).complete
        found = []
        while (name := complete(word, len(found))) is not None:
            found.append(name)
        return "\\n".join(found)

    def input(prompt="", /):
        if not (_pyterminal.canWait or can_run_sync()):${NO_INPUT.replace(/\n/g, "\n    ")}
        prompt = str(prompt)
        code = sys.modules.get("code")
        asking = sys._getframe(1).f_locals.get("self")
        is_code = bool(code) and isinstance(asking, code.InteractiveConsole)
        answer = read(prompt, is_code)
        while answer[0] == "complete":
            answer = read(prompt, is_code, names(answer[1], asking.locals))${END}

    def interact():
        import code
        try:
            code.interact(local=__main__.__dict__)
        except SystemExit:
            pass

    def excepthook(kind, error, frames):
        import traceback
        traceback.print_exception(kind, error, frames, colorize=True)

    builtins.input = input
    sys.excepthook = excepthook
    _pyterminal.interact = interact
    if currentScript:
        __main__.__terminal__ = currentScript.terminal
_()
del _
`;

/** MicroPython's module \`code\`: its prompt is the interpreter's, which knows the page's names only. */
export const CODE = `
def _():
    import sys
    import __main__, _pyterminal

    class code:
        @staticmethod
        def interact(banner=None, readfunc=None, local=None, exitmsg=None, local_exit=False):
            if local is not None and local is not __main__.__dict__:
                __main__.__dict__.update(local)
            _pyterminal.interact(None if banner is None else str(banner))

    sys.modules["code"] = code
_()
del _
`;

export const MICROPYTHON = `
def _():
    import builtins
    import __main__, _pyterminal
    from polyscript import currentScript

    def input(prompt=""):
        if not _pyterminal.canWait:${NO_INPUT.replace(/\n/g, "\n    ")}
        answer = _pyterminal.read(str(prompt), False)${END}

    builtins.input = input
    if currentScript:
        __main__.__terminal__ = currentScript.terminal
_()
del _
`;
