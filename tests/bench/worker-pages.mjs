// Pages whose Python does the same to the page from a worker and from the page itself, and measures it.

/** @import { Variant } from "./pages.mjs" */

/**
 * @typedef {object} Line
 * @property {string} name
 * @property {string} about
 * @property {Record<Variant["interpreter"], number | undefined>} aim reference ÷ ours, in workers, at least
 * @property {boolean} [bridge] there is no such thing without a worker
 * @property {number} [times] how often it is done for one result, if that is not to be found out
 * @property {string} code defines a function of the line's name
 */

export const FURTHER = 4;
export const SIZE = 1 << 20;
const NODES = 100;

const both = (/** @type {number} */ aim) => ({ Pyodide: aim, MicroPython: aim });
const dom = { Pyodide: 50, MicroPython: 30 };
const none = { Pyodide: undefined, MicroPython: undefined };

/** @type {Line[]} */
export const lines = [
  {
    name: "query",
    about: "document.querySelector('#a').textContent = 'x'",
    aim: dom,
    code: `
def query():
    document.querySelector("#a").textContent = "x"
`,
  },
  {
    name: "append",
    about: "an element created, given a class and appended",
    aim: dom,
    // Few enough that what is measured is not the layout of a page of thousands.
    times: 50,
    code: `
def append():
    made = document.createElement("div")
    made.className = "c"
    document.body.append(made)
`,
  },
  {
    name: "loop",
    about: `a loop over the ${NODES} nodes of querySelectorAll`,
    aim: dom,
    code: `
def loop():
    for node in document.querySelectorAll(".x"):
        pass
`,
  },
  {
    name: "read",
    about: `the same, reading the text of each`,
    aim: none,
    code: `
def read():
    for node in document.querySelectorAll(".x"):
        node.textContent
`,
  },
  {
    name: "build",
    about: "1,000 nodes with text, built and appended",
    aim: { Pyodide: 50, MicroPython: undefined },
    times: 1,
    code: `
def build():
    place = document.querySelector("#place")
    for i in range(1000):
        made = document.createElement("li")
        made.textContent = "item"
        place.append(made)
`,
  },
  { name: "noop", about: "sync.noop()", aim: both(4), bridge: true, code: "def noop(): sync.noop()\n" },
  {
    name: "bytes-to-page",
    about: "1 MB to the page, as an argument of sync.take()",
    aim: both(2),
    bridge: true,
    code: `
data = js.Uint8Array.new(${SIZE})
def bytes_to_page():
    sync.take(data)
`,
  },
  {
    name: "bytes-from-page",
    about: "1 MB from the page, the result of sync.give()",
    aim: both(2),
    bridge: true,
    code: `
def bytes_from_page():
    assert sync.give().length == ${SIZE}
`,
  },
];

/** Milliseconds of one run; the page asks for it by name. */
const MEASURE = `
def measure(name, times):
    work = globals()[name.replace("-", "_")]
    start = js.performance.now()
    for _ in range(times):
        work()
    return (js.performance.now() - start) / times
`;

const python = (/** @type {boolean} */ bridge) =>
  lines
    .filter((line) => bridge || !line.bridge)
    .map(({ code }) => code)
    .join("");

const WORKER = `
import js
from pyscript import document, sync
${python(true)}
${MEASURE}
sync.measure = measure
sync.is_ready()
`;

const PAGE = `
import js
from pyscript import document, window
from pyscript.ffi import create_proxy
${python(false)}
${MEASURE}
window.measureHere = create_proxy(measure)
`;

/** The first statement notes when it runs, on the page's clock. */
const FIRST = `
import js; began = js.performance.timeOrigin + js.performance.now()
from pyscript import window
window.began(began)
`;

/** What the driver calls. */
const DRIVER = `
const { promise, resolve } = Promise.withResolvers();
const bytes = new Uint8Array(${SIZE});
const tag = document.querySelector("script[worker]");
const looking = setInterval(() => {
  if (!tag.xworker) return;
  clearInterval(looking);
  const { sync } = tag.xworker;
  sync.noop = () => {};
  sync.take = ({ length }) => { if (length !== ${SIZE}) throw new Error(length + " bytes came"); };
  sync.give = () => bytes;
  sync.is_ready = () => { window.ready = true; };
}, 1);
const tidy = () => {
  document.querySelector("#place").replaceChildren();
  for (const made of document.querySelectorAll(".c")) made.remove();
};
/**
 * What a program costs that goes on doing the same: by then the browser has compiled it, on both sides.
 * A page that was in the background is given the time again.
 */
window.measure = async (name, times, here) => {
  const end = performance.now() + 200;
  let measured;
  do {
    measured = await (here ? window.measureHere : tag.xworker.sync.measure)(name, times);
    tidy();
  } while (performance.now() < end);
  return measured;
};
/** Milliseconds until the last of more workers runs its first statement. */
window.further = async (type, code) => {
  const start = performance.timeOrigin + performance.now();
  const tags = [];
  const times = [];
  await new Promise((resolve) => {
    window.began = (time) => {
      times.push(time - start);
      if (times.length === ${FURTHER}) resolve();
    };
    for (let index = 0; index < ${FURTHER}; index += 1) {
      const tag = document.createElement("script");
      Object.assign(tag, { type, textContent: code });
      tag.setAttribute("worker", "");
      tags.push(tag);
      document.body.append(tag);
    }
  });
  for (const tag of tags) {
    tag.xworker.terminate();
    tag.remove();
  }
  return Math.max(...times);
};
`;

/** @param {string} body */
const page = (body) => `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${body}`;

/**
 * @param {string} type
 * @param {string} core
 * @param {object} [config]
 */
const html = (type, core, config) =>
  page(
    `<div id="a"></div><ul id="place"></ul>${'<i class="x">text</i>'.repeat(NODES)}
<script type="module" src="${core}"></script>
${config ? `<${type}-config type="json">${JSON.stringify(config)}</${type}-config>` : ""}
<script type="${type}">${PAGE}</script>
<script type="${type}" worker>${WORKER}</script>
<script type="module">${DRIVER}</script>`,
  );

/** @typedef {{ name: string, type: string, interpreter: Variant["interpreter"], who: "ours" | "reference", html: string }} WorkerPage */

/**
 * @param {Variant["interpreter"]} interpreter
 * @param {string} type
 * @returns {WorkerPage[]}
 */
function pagesOf(interpreter, type) {
  const name = interpreter.toLowerCase();
  const published = { interpreter: `/published/${name}/${name}.mjs` };
  return [
    { name: `workers-${name}-ours`, type, interpreter, who: "ours", html: html(type, "/dist/core.js") },
    {
      name: `workers-${name}-reference`,
      type,
      interpreter,
      who: "reference",
      html: html(type, "/reference/core.js", published),
    },
  ];
}

export const pages = [...pagesOf("Pyodide", "py"), ...pagesOf("MicroPython", "mpy")];
export { FIRST };

/**
 * What two threads take to wake each other through shared memory with nothing in between:
 * `window.pingPong(times)` gives milliseconds of one round trip.
 */
export const floor = page(`<script type="module">
const words = new Int32Array(new SharedArrayBuffer(8));
const code = ${JSON.stringify(`
onmessage = ({ data: [words, times] }) => {
  const start = performance.now();
  for (let number = 1; number <= times; number += 1) {
    Atomics.store(words, 0, number);
    Atomics.notify(words, 0);
    while (Atomics.load(words, 1) !== number) Atomics.wait(words, 1, number - 1);
  }
  postMessage((performance.now() - start) / times);
};
`)};
const worker = new Worker(URL.createObjectURL(new Blob([code])));
window.pingPong = async (times) => {
  words.fill(0);
  const measured = new Promise((resolve) => { worker.onmessage = ({ data }) => resolve(data); });
  worker.postMessage([words, times]);
  for (let seen = 0; seen < times; ) {
    const { async, value } = Atomics.waitAsync(words, 0, seen);
    if (async) await value;
    seen = Atomics.load(words, 0);
    Atomics.store(words, 1, seen);
    Atomics.notify(words, 1);
  }
  return measured;
};
window.ready = true;
</script>`);
