/** Tells whether what it starts from only loads its script. */
globalThis.Worker = class extends Worker {
  constructor(url, options) {
    super(url, options);
    this.loads = fetch(url).then((text) => text.text()).then((text) => text.length < 1000);
  }
};
const { MPWorker } = await import(import.meta.url.split("?")[1]);
const seen = (globalThis.seen = { images: [], loads: [], facts: [], counts: [], heard: 0 });
const sorted = (facts) => JSON.stringify(Object.entries(JSON.parse(facts)).sort());
let first;
const numbers = new Set();
for (const config of [undefined, undefined, undefined, "own.json"]) {
  const { sync, loads } = await MPWorker("worker.py", config ? { config } : {});
  seen.loads.push(await loads);
  sync.ask = () => "answered";
  sync.heard = () => { seen.heard += 1; };
  seen.images.push(await sync.image());
  const facts = await sync.facts();
  first ??= facts;
  if (seen.facts.length === 0) seen.facts.push(JSON.parse(facts));
  else seen.facts.push(sorted(facts) === sorted(first) || JSON.parse(facts).config);
  seen.counts.push(await sync.add());
  numbers.add(await sync.number());
}
seen.numbers = numbers.size;
document.body.dispatchEvent(new Event("told"));

const script = document.createElement("script");
Object.assign(script, { type: "mpy", src: "shows.py" });
script.setAttribute("worker", "");
document.body.append(script);
await new Promise((resolve) => script.addEventListener("mpy:done", resolve));
seen.shown = [...document.querySelectorAll("script-mpy")].map((place) => place.textContent.trim());
const { sync } = await script.xworker.ready;
seen.unknown = await sync["pyxide.named"]("nobody", [], []).catch(String);
document.body.classList.add("finished");
