import { table } from "./table.js";
import { cyclic, described, isCyclic, ROWS } from "./copies-values.js";

const dist = import.meta.url.split("?")[1];
const { PageEnd } = await import(`${dist}bridge-page.js`);
const check = table();

async function inMode(blocking) {
  const end = new PageEnd({ blocking });
  const mode = end.mode;
  const worker = new Worker(`./copies-worker.js?${dist}`, { type: "module" });
  end.attach(worker);
  worker.postMessage(end.greeting, end.transfer);
  Object.assign(end.sync, {
    take: (value) => described(value),
    give: (name) => ROWS.find(([other]) => other === name)[1](),
    cyclic, isCyclic,
    node: () => document.createElement("p"),
    noTransfer: (...args) => args.length,
  });
  const failed = await new Promise((resolve) => { end.sync.finished = resolve; });
  console.log(`${mode}: ${failed} failed in the worker`);
  for (const [name, make, expected] of ROWS) {
    const thrown = (error) => `${error.name}!`;
    await check(`${mode}: argument ${name}`, () => end.sync.take(make()).catch(thrown), expected);
    // What the worker gives is copied as an argument is.
    await check(`${mode}: result of the worker, ${name}`, () => end.sync.give(name).then(described, thrown), name === "promise" ? "4" : expected);
  }
  await check(`${mode}: node`, () => end.sync.take({ it: document.body }).catch((error) => error.name), "DataCloneError");
  await check(`${mode}: cycle`, () => end.sync.isCyclic(cyclic()), true);
  await check(`${mode}: cycle of the worker`, async () => isCyclic(await end.sync.cyclic()), true);
  for (const [kind, expected] of [["text", "text"], ["nothing", undefined], ["object", { a: 1 }]]) {
    await check(`${mode}: thrown ${kind}`, () => end.sync.throws(kind).then(() => "fulfilled", (value) => value), expected);
  }
  await check(`${mode}: several`, () => end.sync.count(1, undefined, null), 3);
  end.close();
  worker.terminate();
}

await inMode(true);
await inMode(false);
console.log(`${check.failed} failed on the page`);
window.finished = true;
