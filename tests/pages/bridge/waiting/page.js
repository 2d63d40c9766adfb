import { begin as beginWith } from "./begin.js";

const dist = import.meta.url.split("?")[1];
const { PageEnd } = await import(`${dist}bridge-page.js`);

const begin = () => beginWith(PageEnd, `./worker.js?${dist}`);
const { end, worker } = await begin();

// Each waits for the other.
let other;
const warned = new Promise((resolve) => {
  const { warn } = console;
  console.warn = (...args) => {
    warn.apply(console, args);
    resolve(performance.now());
  };
});
end.sync.askBack = () => {
  other = end.sync.other();
  return other;
};
const from = performance.now();
const waiting = end.sync.waitsForPage();
console.log(`named in time: ${(await warned) - from < 5000}`);
end.interrupt();
console.log(`the worker: ${await waiting}`);
console.log(`other: ${await other}`);

// The page ends the bridge while the worker waits.
const told = new Promise((resolve) => worker.addEventListener("message", ({ data }) => resolve(data)));
end.sync.never = () => new Promise((resolve) => { window.reached = true; });
const never = end.sync.waitsForEver();
while (!window.reached) await new Promise((resolve) => setTimeout(resolve, 5));
end.close(new Error("ended by the test"));
await never.catch((error) => console.log(`never: ${error.message}`));
console.log(`the worker was told: ${await told}`);
worker.terminate();

// Life after life.
const LIVES = 10;
const EVENTS = 1000;
let callbacks = 0;
let held = 0;
for (let life = 0; life < LIVES; life += 1) {
  const { end, worker } = await begin();
  await end.sync.listen();
  for (let event = 0; event < EVENTS; event += 1) document.querySelector("#a").dispatchEvent(new Event("made"));
  callbacks += await end.sync.heard();
  document.querySelector("#a").replaceWith(Object.assign(document.createElement("div"), { id: "a" }));
  end.close();
  worker.terminate();
  held += end.held;
}
console.log(`${LIVES} lives, ${callbacks} callbacks, ${held} held`);
window.finished = true;
