"""Runs what editors ask for, and tells what their user wants to know."""

import builtins
import json
import sys

import __main__

_tasks = {}

if sys.implementation.name == "micropython":
    import asyncio
    from asyncio import core

    from pyscript import _loop, _runner

    _pending = []

    def prepare(number, source, file, done):
        """Say what the next `start()` runs. `done(type, traceback, place)` hears of its end."""
        _pending.append((number, source, file, done))

    def start():
        # Top-level `await` is allowed to what is compiled while this is evaluated.
        number, source, file, done = _pending.pop(0)
        try:
            body = _runner._evaluate(source, file)
        except BaseException as error:
            _fail(error, done)
            return
        if body is None:
            done(None, None, None)
        else:
            _loop.start(_drive(number, body, done))

    async def _drive(number, body, done):
        _tasks[number] = core.cur_task
        try:
            await body
        except BaseException as error:
            _fail(error, done)
        else:
            done(None, None, None)
        finally:
            _tasks.pop(number)

    def _fail(error, done):
        name, text = type(error).__name__, _describe(error)
        if isinstance(error, asyncio.CancelledError):
            # What stops code that waits.
            name = "KeyboardInterrupt"
            text = "\n".join(text.split("\n")[:-2] + [name, ""])
        done(name, text, None)

    def _describe(error):
        own = f'  File "{__file__}"'
        lines = _runner.describe(error).split("\n")
        return "\n".join([line for line in lines if not line.startswith(own)])

    def check(source, file):
        """Evaluated as `start` is. The error that keeps the source from being compiled, as JSON."""
        try:
            compile(source, file, "exec")
        except SyntaxError as error:
            return json.dumps([type(error).__name__, _describe(error), None])
        return "null"

    def stop():
        for task in list(_tasks.values()):
            task.cancel()
        core._schedule_run_iter(0)

    def flush():
        pass

else:
    import ast
    import asyncio
    import io
    import traceback

    from pyscript import _pyodide_runner

    # Without the buffer that keeps what has no end of line yet.
    sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), "utf-8", write_through=True)

    def prepare(number, source, file, done):
        """Run a piece of code. `done(type, traceback, place)` hears of its end."""
        _tasks[number] = asyncio.ensure_future(_drive(number, source, file, done))

    async def _drive(number, source, file, done):
        failed = []

        def reject(*told):
            failed.extend(told)

        try:
            await _pyodide_runner.run_async(source, file, _nothing, _nothing, reject)
            flush()
        finally:
            _tasks.pop(number, None)
            if failed:
                name, text = failed
                if name == "CancelledError":
                    # What stops code that waits.
                    name = "KeyboardInterrupt"
                    text = text.replace("asyncio.exceptions.CancelledError", name)
                done(name, text, _place(sys.last_exc, source, file))
            else:
                done(None, None, None)

    def _nothing():
        pass

    def _place(error, source, file):
        """Where in the source an exception has happened, as JSON."""
        lines = source.splitlines()

        def column(line, at):
            # What editors count: UTF-16 units.
            text = lines[line - 1] if 0 < line <= len(lines) else ""
            return len(text.encode()[:at].decode(errors="ignore").encode("utf-16-le")) // 2

        if isinstance(error, SyntaxError) and error.filename == file and error.lineno:
            line, start = error.lineno, max((error.offset or 1) - 1, 0)
            text = lines[line - 1] if line <= len(lines) else ""
            first = len(text[:start].encode("utf-16-le")) // 2
            end_line = error.end_lineno or line
            text = lines[end_line - 1] if end_line <= len(lines) else ""
            end = len(text[: max((error.end_offset or 0) - 1, 0)].encode("utf-16-le")) // 2
            return json.dumps([line, first, end_line, end])
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if frame.filename == file and frame.lineno]
        if not own:
            return None
        frame = own[-1]
        line, end_line = frame.lineno, frame.end_lineno or frame.lineno
        if frame.colno is None or frame.end_colno is None:
            return json.dumps([line, None, None, None])
        return json.dumps([line, column(line, frame.colno), end_line, column(end_line, frame.end_colno)])

    def check(source, file):
        """The error that keeps the source from being compiled, as JSON."""
        try:
            compile(source, file, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        except SyntaxError as error:
            text = "".join(traceback.format_exception_only(error))
            return json.dumps([type(error).__name__, text, _place(error, source, file)])
        except ValueError:
            pass
        return "null"

    def stop():
        for task in list(_tasks.values()):
            task.cancel()

    def flush():
        sys.stdout.flush()
        sys.stderr.flush()


def complete(path):
    """Names that may stand where the dotted name ends, each with its kind, as JSON."""
    *owners, start = path.split(".")
    space = __main__.__dict__
    try:
        if owners:
            value = space[owners[0]] if owners[0] in space else getattr(builtins, owners[0])
            for name in owners[1:]:
                value = getattr(value, name)
            names, get = dir(value), lambda name: getattr(value, name)
        else:
            names, get = list(space), space.get
    except Exception:
        return "[]"
    fitting = [name for name in names if name.startswith(start) and (start or not name.startswith("_"))]
    # Attributes of instances may be computed; they are not asked for.
    computed = bool(owners) and not isinstance(value, (type, type(sys)))
    return json.dumps([[name, "property" if computed else _kind(get, name)] for name in sorted(fitting)])


def _kind(get, name):
    try:
        value = get(name)
    except Exception:
        return "property"
    if isinstance(value, type):
        return "class"
    if isinstance(value, type(sys)):
        return "namespace"
    return "function" if callable(value) else "variable"
