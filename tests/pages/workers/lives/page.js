const warned = [];
const { warn } = console;
console.warn = (...args) => { warned.push(args); warn(...args); };
const { PyWorker, MPWorker, whenDefined } = await import(import.meta.url.split("?")[1]);
const type = document.querySelector("script:not([src])").type;
const run = { py: PyWorker, mpy: MPWorker }[type];
const seen = (globalThis.seen = {});
const failure = (promise) => promise.then((value) => `fulfilled ${value}`, (error) => `${error.name}: ${error.message}`.split("\n")[0]);
const until = async (found) => { while (!(await found())) await new Promise((resolve) => setTimeout(resolve, 5)); };
const tag = async (attributes, text = "") => {
  const script = document.createElement("script");
  for (const [name, value] of Object.entries({ type, worker: "", ...attributes })) script.setAttribute(name, value);
  script.textContent = text;
  document.body.append(script);
  await until(() => script.xworker);
  return script;
};

// Several of one file: each has its own globals.
const [first, second] = await Promise.all([run("life.py"), run("life.py")]);
seen.several = [await first.sync.count(), await first.sync.count(), await second.sync.count()];

// The end of one: who waits is told, and nobody else notices.
const waiting = failure(first.sync.wait());
await first.sync.listen();
document.body.dispatchEvent(new Event("told"));
await until(() => document.body.title === "heard 1");
first.terminate();
first.terminate();
seen.ended = [await waiting, await failure(first.sync.count()), (await first.ready) === first, await second.sync.count()];
document.body.dispatchEvent(new Event("told"));
await second.sync.count();
seen.listener = document.body.title;
const early = await tag({ id: "early" }, "print('never')");
early.xworker.onerror = () => {};
early.xworker.terminate();
seen.early = [await failure(early.xworker.ready), await failure(early.xworker.sync.anything())];

// `sync.terminate` ends who offers no such function, even in the middle of a loop.
const third = await run("life.py");
const forever = failure(third.sync.forever());
await until(() => document.body.lang === "in a loop");
seen.asked = [await failure(third.sync.terminate()), await forever];
const own = await run("own.py");
seen.own = [await own.sync.terminate(), await own.sync.still()];

// A tag whose worker runs is moved, and taken out: the worker goes on and still knows it.
const moved = await tag({ id: "moved", src: "life.py" });
const { xworker } = moved;
await xworker.ready;
document.body.prepend(moved);
moved.remove();
document.body.append(moved);
moved.remove();
seen.moved = [moved.xworker === xworker, await xworker.sync.script(), await xworker.sync.count()];

// Names. Who asks before there is one waits for it.
await whenDefined(type);
const asked = window.ask("n");
const named = await tag({ name: "n" }, who("first"));
seen.named = [await asked];
const twin = await tag({ name: "n" }, who("second"));
await twin.xworker.ready;
seen.named.push(await window.ask("n"));
// One that cannot start has it only if there is no other.
const bad = await tag({ name: "m", src: "missing.py" });
bad.xworker.onerror = () => {};
window.listening = true;
await failure(bad.xworker.ready);
seen.named.push((await window.ask("m")).includes("PY0404"));
await (await tag({ name: "m" }, who("third"))).xworker.ready;
seen.named.push(await window.ask("m"));
named.xworker.terminate();
seen.named.push((await window.ask("n")).includes("the worker has ended"));
twin.xworker.terminate();
await (await tag({ name: "n" }, who("fourth"))).xworker.ready;
seen.named.push(await window.ask("n"));
await window.stop("n");
seen.named.push((await window.ask("n")).includes("the worker has ended"));
// A name that nobody has: told after a while, and still waited for.
const nobody = window.ask("nobody");
await until(() => warned.length);
await tag({ name: "nobody" }, who("fifth"));
seen.named.push(await nobody);
document.documentElement.className = "finished";

function who(name) {
  return `__export__ = ["who"]\ndef who(): return "${name}"`;
}
