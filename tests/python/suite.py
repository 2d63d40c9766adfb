"""Runs files of this folder in a worker, one after another, each as its own page would."""

import sys

import __main__
import js
from pyscript import document

MICROPYTHON = sys.implementation.name == "micropython"


class Suite:
    """The scripts of `NAME.html`, with what is on that page. Their report goes to `#result-NAME`."""

    def __init__(self, name):
        self.name = name
        self.html = text_of(name + ".html")
        parts = self.html.split("<script>")
        if len(parts) > 1:
            # What the page's own JavaScript gives to `window` is given to the worker.
            js.Function.new("window", parts[1].split("</script>")[0])(js.globalThis)
        files = [text.split('"')[0] for text in self.html.split('src="')[1:]]
        # MicroPython compiles `await` outside of functions until the worker's script has awaited.
        self.codes = [prepared(file, text_of(file)) for file in files if file.endswith(".py")]

    def build(self):
        start, end = self.html.find('<pre id="result">'), self.html.find('src="check.py"')
        document.querySelector("main").innerHTML = self.html[start:end].rsplit("<", 1)[0].split("-config")[0]

    async def run(self):
        self.build()
        kept = dict(__main__.__dict__)
        try:
            for code in self.codes:
                await execute(code)
            text = document.getElementById("result").textContent
        except Exception as error:
            text = described(error)
        result = document.createElement("pre")
        result.id = "result-" + self.name
        result.textContent = text
        document.body.append(result)
        for name in list(__main__.__dict__):
            if name not in kept:
                del __main__.__dict__[name]


def text_of(name):
    request = js.XMLHttpRequest.new()
    request.open("GET", js.URL.new(name, document.baseURI).href, False)
    request.send()
    return request.responseText


def prepared(file, source):
    return compile(source, file, "exec") if MICROPYTHON else (source, file)


async def execute(code):
    if MICROPYTHON:
        body = exec(code, __main__.__dict__)
        if body is not None:
            await body
    else:
        from pyodide.code import eval_code_async

        await eval_code_async(code[0], __main__.__dict__, filename=code[1])


def described(error):
    if MICROPYTHON:
        import io

        text = io.StringIO()
        sys.print_exception(error, text)
        return text.getvalue()
    import traceback

    return "".join(traceback.format_exception(error))
