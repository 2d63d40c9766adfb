const greeted = new Promise((resolve) => addEventListener("message", ({ data }) => resolve(data), { once: true }));
const [, dist, engine, name] = import.meta.url.split("?");
const [{ WorkerEnd }, loader] = await Promise.all([import(`${dist}bridge-worker.js`), import(engine)]);
const end = new WorkerEnd(await greeted);

let run;
if (name === "pyodide") {
  const pyodide = await loader.loadPyodide();
  pyodide.registerJsModule("page", { window: end.page, document: end.page.document, sync: end.sync });
  pyodide.runPython("from page import window, document, sync\nfrom pyodide.ffi import create_proxy");
  run = (code) => pyodide.runPython(code);
} else {
  const micropython = await loader.loadMicroPython({ url: new URL("micropython.wasm", engine).href });
  micropython.registerJsModule("page", { window: end.page, document: end.page.document, sync: end.sync });
  micropython.runPython("from page import window, document, sync\ncreate_proxy = lambda it: it");
  run = (code) => micropython.runPython(code);
}
await turn();

/** Python, and the most round trips of it in its second run. */
const limits = [
  ["document.title", 1],
  ["document.querySelector('#a').textContent = 'x'", 1],
  ["for e in document.querySelectorAll('.x'): pass", 6],
  ["n = document.querySelectorAll('.x')\nfor i in range(100): n[i].className", 104],
  ["d = document.createElement('div')\nd.className = 'c'\ndocument.body.append(d)", 2],
  ["document.body.style.color = 'red'", 4],
  ["document.body.classList.add('z')", 4],
  ["window.localStorage.setItem('a', 'b')", 4],
  ["window.console.debug('[hi]')", 6],
  ["window.Date.new()", 5],
  ["window.give()", 2],
  ["r = document.body.getBoundingClientRect()\nr.width + r.height + r.top", 4],
  ["sync.noop()", 1],
  // One for each item that may be another one by then, one for all keys.
  ["for e in document.querySelector('ul').children: pass", 108],
  ["for e in window.numbers: pass", 36],
  ["for e in window.lookup.entries(): pass", 8],
  ["window.JSON.stringify(window.record)", 7],
];
let tooMany = 0;
const counted = async (what, most, work) => {
  await work();
  await turn();
  const before = end.roundTrips;
  await work();
  const count = end.roundTrips - before;
  if (!what) return;
  console.debug(`[${count} of ${most}] ${what}`);
  if (count <= most) return;
  tooMany += 1;
  console.error(`${count} instead of ${most}: ${what}`);
};
for (const [code, most] of limits) await counted(code, most, () => run(code));

run("seen = []\ndef handler(event): seen.append(event.type)\nhandler = create_proxy(handler)");
await counted("body.addEventListener('click', f)", 4, () => run("document.querySelector('#a').addEventListener('click', handler)"));
await counted("", 0, async () => {
  end.sync.click();
  const before = end.roundTrips;
  await turn();
  const count = end.roundTrips - before;
  console.debug(`[${count} of 1] event`);
  if (count <= 1) return;
  tooMany += 1;
  console.error(`${count} instead of 1: the handler reads event.type`);
});
run("window.heard = ','.join(seen)");
if (end.page.heard !== "click,click") {
  tooMany += 1;
  console.error(`heard ${end.page.heard}`);
}
end.sync.finished(tooMany);

function turn() {
  return new Promise((resolve) => setTimeout(resolve, 30));
}
