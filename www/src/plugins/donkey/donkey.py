def _(scope):
    from polyscript import xworker

    def run(function, code, persistent):
        if persistent:
            names = scope
        else:
            names = {"__name__": "__main__"}
            if "__terminal__" in scope:
                names["__terminal__"] = scope["__terminal__"]
        try:
            return function(code, names)
        except BaseException as error:
            name, text = type(error).__name__, str(error)
            # `exit()` ends the code on purpose; what it is given is a message, or a number for others.
            if name == "SystemExit":
                if error.args and isinstance(error.args[0], str):
                    print(f"\x1b[1;31m{text}\x1b[0m")
            else:
                print("\x1b[1;31m" + (name + ": " + text if text else name) + "\x1b[0m")
            return None

    xworker.sync.donkey_evaluate = lambda code, persistent: run(eval, code, persistent)
    xworker.sync.donkey_execute = lambda code, persistent: run(exec, code, persistent)
_(globals())
del _
