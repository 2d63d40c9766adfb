import { table } from "./table.js";

const dist = import.meta.url.split("?")[1];
const { PageEnd } = await import(`${dist}bridge-page.js`);

class Custom extends Error {
  name = "Custom";
  code = 7;
}

window.given = {
  frozen: Object.freeze({ a: 1, inner: Object.freeze([1, 2]) }),
  number: 1, text: "x", nothing: null, big: 2n ** 80n, minusZero: -0,
  list: [1, "two", { three: 3 }],
  map: new Map([["k", { v: 1 }]]), set: new Set([1, 2]),
  date: new Date(86400000),
  bytes: new Uint8Array([1, 2, 3, 4]).subarray(1, 3),
  buffer: new ArrayBuffer(4, { maxByteLength: 8 }),
  get getter() { return "got"; },
  set refuses(_) { throw new RangeError("no"); },
  add: (a, b) => a + b,
  self() { return this; },
  throws(kind) {
    switch (kind) {
      case "custom": throw new Custom("mine");
      case "dom": return document.body.append.call(1);
      case "notfound": throw new DOMException("gone", "NotFoundError");
      case "text": throw "just text";
      case "undefined": throw undefined;
      case "cause": throw new TypeError("outer", { cause: new RangeError("inner") });
      case "aggregate": throw new AggregateError([new Error("one")], "many");
    }
  },
  Class: class Named { constructor(a) { this.a = a; } method() { return this.a; } static make() { return new this(5); } },
  identity: (value) => value,
  kept: [],
  keep(value) { this.kept.push(value); return this.kept.length; },
  describe: (value) => `${Object.prototype.toString.call(value)} ${JSON.stringify(value)}`,
  isOriginal: (value) => value === window.given,
  promise: () => Promise.resolve(5),
  rejects: () => Promise.reject(new Custom("later")),
  *generator() { yield 1; yield 2; },
  symbol: Symbol("mine"), nameless: Symbol(),
  polluted: () => Object.assign(Object.prototype, { polluted: 1 }),
  clean: () => delete Object.prototype.polluted,
  throwsUntellable() { throw { get a() { return 1; }, toString() { throw 2; } }; },
  throwsBroken() { throw Object.defineProperty(new Error(), "message", { get() { throw 3; } }); },
  big1k: () => new Uint8Array(1024).fill(7),
  megabytes: (n) => new Uint8Array(n << 20).fill(9),
  length: (bytes) => bytes.length + bytes[bytes.length - 1],
};

const end = new PageEnd();
const worker = new Worker(`./worker.js?${dist}`, { type: "module" });
// Memory for long messages comes after the requests that need it, as it may in Firefox.
worker.addEventListener("message", (event) => {
  if (!event.isTrusted || !(event.data[3] instanceof SharedArrayBuffer)) return;
  event.stopImmediatePropagation();
  setTimeout(() => worker.dispatchEvent(new MessageEvent("message", { data: event.data })), 50);
});
end.attach(worker);
worker.postMessage(end.greeting, end.transfer);
window.end = end;

Object.assign(end.sync, {
  add: (a, b) => a + b,
  later: async (value) => value,
  nothing() {},
  throws() { throw new Custom("from sync"); },
  rejects: async () => { throw "text"; },
  throwsFalsy() { throw 0; },
  returnsError: () => new RangeError("returned"),
  cyclic() { const a = []; a.push(a); return a; },
  sub: () => new Uint8Array([1, 2, 3, 4, 5]).subarray(1, 3),
  huge: () => 2n ** 200n,
  node: () => document.body,
  url: () => new URL("http://x.test/"),
  blob: () => new Blob(["abc"]),
  blobs: () => ({ get a() { return new Blob(["made each time"]); } }),
  twoBlobs: () => [new Blob(["ab"]), new File(["abc"], "name")],
  throwsBroken() { throw Object.defineProperty(new Error(), "message", { get() { throw { toString: null }; } }); },
  broken: () => ({ get a() { throw new Error("getter"); } }),
  longText: () => "é".repeat(100_000),
  megabytes: (n) => new Uint8Array(n << 20).fill(3),
  count: (bytes) => bytes.length,
  echo: (value) => value,
  show: (value) => `${Object.prototype.toString.call(value)} ${JSON.stringify(value)}`,
  callsBack: () => end.sync.double(21),
  fire: (selector) => {
    const element = document.querySelector(selector);
    return element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, clientX: 3 }));
  },
});

const finished = new Promise((resolve) => { end.sync.finished = resolve; });
const failed = await finished;
console.log(`worker: ${failed} failed`);

const check = table();
await check("call", () => end.sync.double(4), 8);
await check("call with bytes", async () => (await end.sync.echo(new Uint8Array([1, 2]).subarray(1))).length, 1);
await check("worker throws", async () => end.sync.fails(), new TypeError("failed"));
await check("worker throws text", async () => end.sync.failsText(), "text");
await check("worker rejects", async () => end.sync.rejects(), "RangeError: later");
await check("not cloneable", async () => end.sync.gives(), (error) => error.name === "DataCloneError");
await check("blobs", async () => (await end.sync.echo([new Blob(["ab"]), new File(["abc"], "name")])).map((it) => [it.size, it.name]), [[2, undefined], [3, "name"]]);
await check("untellable", async () => end.sync.throwsBroken(), (error) => error instanceof Error);
await check("missing", async () => end.sync.missing(), (error) => error instanceof TypeError && error.message.includes("reading 'apply'"));
await check("in", () => ["add" in end.sync, "double" in end.sync, Object.keys(end.sync).includes("add"), typeof end.sync.x, end.sync.then], [true, false, true, "function", undefined]);
await check("kept function", async () => window.given.kept.at(-1)(20), 21);
await check("nothing is held but what is used", async () => {
  for (let turn = 0; turn < 200; turn += 1) await end.sync.nothing();
  return end.held < 200;
}, true);
const pending = end.sync.never();
end.close(new Error("ended"));
worker.terminate();
await check("ended while waiting", () => pending, new Error("ended"));
await check("call after end", () => end.sync.double(1), (error) => error.message.includes("has ended"));
console.log(`page: ${check.failed} failed`);
window.finished = true;
