// What pages do with the package `pyscript`, as Python that measures itself: `js.result` is milliseconds.

/**
 * @typedef {object} Workload
 * @property {string} name
 * @property {string} about
 * @property {number} aim how much of the reference's time it may take
 * @property {string} code
 */

/**
 * The shortest of many runs: what the work costs when nothing disturbs. A browser compiles an interpreter anew
 * while it runs, better each time, so the runs go on until that has happened on any page.
 *
 * @param {string} code defines `work`, and `before` if something has to be done before each
 */
const repeated = (code) => `
import js
def before():
    pass
${code}
def measure():
    before()
    start = js.performance.now()
    work()
    return js.performance.now() - start
until = js.performance.now() + 4000
shortest = measure()
while js.performance.now() < until:
    shortest = min(shortest, measure())
js.result = shortest
`;

/**
 * An import as if nothing of the package had been imported.
 *
 * @param {string} name
 * @param {string[]} forgotten how the names of the modules start that are not there any more
 * @param {string} [used] what is done with it then
 */
const imported = (name, forgotten, used = "pass") =>
  repeated(`
import sys
import pyscript
def before():
    for name in list(sys.modules):
        if name.startswith(tuple(${JSON.stringify(forgotten)})):
            del sys.modules[name]
def work():
    __import__("${name}")
    ${used}
`);

const WEB = ["pyscript.web", "pyscript._web"];

/** @type {Workload[]} */
export const workloads = [
  { name: "import-pyscript", about: "import pyscript", aim: 0.5, code: imported("pyscript", ["pyscript"]) },
  { name: "import-web", about: "from pyscript import web", aim: 0.5, code: imported("pyscript.web", WEB) },
  {
    name: "import-web-use",
    about: "the same, then an element is made, given a class and a style, put on the page, found and removed",
    aim: 1,
    code: imported(
      "pyscript.web",
      WEB,
      `web = sys.modules["pyscript.web"]
    web.page.append(web.p("text", id="made", classes="a", style={"color": "red"}))
    web.page.find("#made")[0]._dom_element.remove()`,
    ),
  },
  {
    name: "web-build-and-set",
    about: "1,000 elements built, 500 of them with content, classes, a style and an id; 10,000 attributes set",
    aim: 0.7,
    code: repeated(`
from pyscript import web
one = web.p()
def work():
    box = web.div()
    for i in range(500):
        box.append(web.p(web.b("bold"), "text", id="p%d" % i, classes=["a", "b"], style={"color": "red"}))
    for i in range(2500):
        one.title = "t"
        one.tabIndex = i
        one.class_ = "c"
        one.hidden = False
`),
  },
  {
    name: "web-build",
    about: "1,000 elements built, 500 of them with content, classes, a style and an id",
    aim: 0.7,
    code: repeated(`
from pyscript import web
def work():
    box = web.div()
    for i in range(500):
        box.append(web.p(web.b("bold"), "text", id="p%d" % i, classes=["a", "b"], style={"color": "red"}))
`),
  },
  {
    name: "web-set",
    about: "10,000 attributes set, 5,000 read, most of which is the time that the DOM takes",
    aim: 1,
    code: repeated(`
from pyscript import web
one = web.p()
def work():
    for i in range(2500):
        one.title = "t"
        one.tabIndex = i
        one.class_ = "c"
        one.hidden = False
        one.id
        one.title
`),
  },
  {
    name: "web-read",
    about: "children by index and by id among 200, classes and styles of all of them",
    aim: 0.7,
    code: repeated(`
from pyscript import web
box = web.ul(*[web.li("x", id="l%d" % i) for i in range(200)])
def work():
    for i in range(20):
        box[i].id
    for one in box.find("li"):
        one.classes.add("seen")
        one.style["color"] = "red"
    for i in range(100):
        box["l%d" % i].id
`),
  },
];

/**
 * Pages that differ in what they use of the package: each is to load what it uses.
 *
 * @type {{ name: string, about: string, aim?: number, code: string }[]}
 */
export const users = [
  {
    name: "package-base",
    about: "displays, handles events",
    aim: 0.7,
    code: `
import js
from pyscript import HTML, Event, current_target, display, document, when, window
when("click", document.body)(lambda event: display(HTML("<b>clicked</b>")))
js.result = 1
`,
  },
  {
    name: "package-web",
    about: "uses pyscript.web besides",
    code: `
import js
from pyscript import display, web, when
web.page.append(web.p("text", id="made", classes="a", style={"color": "red"}))
js.result = 1
`,
  },
  {
    name: "package-all",
    about: "uses every module there is",
    code: `
import js
from pyscript import *
from pyscript import ffi, flatted, fs, media, storage, util, web, websocket, workers
js.result = len([str(ffi.to_js), str(flatted.parse), str(fs.mount), str(media.Device), str(web.div), str(fetch)])
`,
  },
];

// The sources of the package as they are in the interpreter, one after another.
export const PACKAGE = `
import js, os, pyscript
def texts(folder):
    found = []
    for name in sorted(os.listdir(folder)):
        path = folder + "/" + name
        if name.endswith(".py"):
            with open(path) as file:
                found.append(file.read())
        elif "." not in name and name != "__pycache__":
            found += texts(path)
    return found
js.result = "\\n".join(texts(pyscript.__file__.rsplit("/", 1)[0]))
`;
