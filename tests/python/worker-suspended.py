before = list(globals())
import sys

import js
from pyscript import document


class WithDocument:
    """`js` as the suite knows it. A worker that is suspended has no `js.document`."""

    def __getattr__(self, name, js=js, document=document):
        return document if name == "document" else getattr(js, name)

    def __setattr__(self, name, value, js=js):
        setattr(js, name, value)

    def __delattr__(self, name, js=js):
        delattr(js, name)


sys.modules["js"] = WithDocument()
from suite import Suite

SUITES = (
    "imports display display-better events-better web web-better util util-better flatted flatted-better border kernel "
    "fetch fetch-better websocket websocket-better storage storage-better media fs"
)
for suite in [Suite(name) for name in SUITES.split()]:
    await suite.run()
