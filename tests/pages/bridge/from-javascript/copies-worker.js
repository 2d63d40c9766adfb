import { table } from "./table.js";
import { cyclic, described, isCyclic, ROWS } from "./copies-values.js";

const dist = import.meta.url.split("?")[1];
const greeting = new Promise((resolve) => addEventListener("message", ({ data }) => resolve(data), { once: true }));
const { WorkerEnd } = await import(`${dist}bridge-worker.js`);
const end = new WorkerEnd(await greeting);
const { mode, sync } = end;
const check = table();

for (const [name, make, argument, result] of ROWS) {
  const thrown = (error) => `${error.name}!`;
  await check(`${mode}: argument of the page ${name}`, async () => {
    try { return await sync.take(make()); } catch (error) { return thrown(error); }
  }, argument);
  await check(`${mode}: result ${name}`, async () => {
    try { return described(await sync.give(name)); } catch (error) { return `${described(error)}!`; }
  }, result);
}
await check(`${mode}: cycle`, async () => isCyclic(await sync.cyclic()), true);
await check(`${mode}: cycle there`, async () => sync.isCyclic(cyclic()), true);
await check(`${mode}: node`, async () => described(await sync.node()), "{}");
if (mode === "native") await check("the page's own object", () => sync.take([end.page.document.body]).startsWith("[?{"), true);

Object.assign(sync, {
  take: (value) => described(value),
  give: (name) => ROWS.find(([other]) => other === name)[1](),
  cyclic, isCyclic,
  count: (...args) => args.length,
  throws(kind) {
    if (kind === "text") throw "text";
    if (kind === "nothing") throw undefined;
    throw { a: 1 };
  },
});
void sync.finished(check.failed);
