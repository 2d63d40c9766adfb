import { perform } from "./operations.js";

const dist = import.meta.url.split("?")[1];
const { PageEnd } = await import(`${dist}bridge-page.js`);

/** Objects of all kinds, the same each time; what is done to them is seen by their later answers. */
window.makeWorld = () => {
  class Base {
    constructor(a) { this.a = a; }
    get twice() { return this.a + this.a; }
    set twice(value) { this.a = value; }
    method(...args) { return args.length; }
    static make(...args) { return new this(...args); }
  }
  class Derived extends Base {
    #hidden = 3;
    method() { return super.method(1) + this.#hidden; }
    *[Symbol.iterator]() { yield 1; yield this.a; }
    get [Symbol.toStringTag]() { return "Derived"; }
  }
  const plain = { a: 1, b: "two", c: null, "": 0, 0: "zero", [Symbol.for("s")]: 5 };
  const frozen = Object.freeze({ a: 1, inner: { deep: [1] } });
  const hidden = Object.defineProperties({}, {
    a: { value: 1, writable: false, enumerable: true, configurable: false },
    b: { get: () => 2, set: undefined, enumerable: false, configurable: true },
    c: { get() { return this.d; }, set(value) { this.d = value; }, enumerable: true, configurable: true },
  });
  const element = document.createElement("div");
  element.innerHTML = '<p id="x" class="one two">text</p><input value="v"><ul><li>1<li>2</ul>';
  document.querySelector("#ground").replaceChildren(element);
  const world = [
    plain, frozen, hidden, [1, "two", plain, , 5], Object.create(null), Object.create(plain, {}),
    new Map([["k", plain], [1, 2]]), new Set(["x", 1]), new Date(86400000), /a(b)?/g,
    new Base(4), new Derived("d"), Base, Derived, (a, b) => `${a}${b}`, function plainFunction() { return this; },
    element, element.querySelector("p"), element.querySelectorAll("li"), element.children, element.querySelector("p").classList,
    element.querySelector("p").dataset, element.querySelector("input"), new DOMRect(1, 2, 3, 4), new Error("made"),
    new URL("http://x.test/a?b=c"), Symbol.prototype, Object.prototype.hasOwnProperty, new Event("made"),
    // What code of the page does meanwhile.
    (target, key, value) => { target[key] = value; },
    (target) => Object.getOwnPropertyNames(target).length,
  ];
  return world;
};

const end = new PageEnd();
const worker = new Worker(`./worker.js?${dist}`, { type: "module" });
end.attach(worker);
worker.postMessage(end.greeting, end.transfer);
const FROM = Number(location.hash.slice(1) || 1);
const SEEDS = location.search === "?long" ? 400 : 12;
const COUNT = 300;
let differ = 0;
/** What was done to the object of a line before, and the last lines before it. */
const earlier = (lines, at) => {
  const [object] = /^#\d+/.exec(lines[at]);
  const names = new RegExp(`${object}\\b`);
  return lines.slice(0, at).filter((line, index) => index > at - 4 || names.test(line));
};
for (let seed = FROM; seed < FROM + SEEDS; seed += 1) {
  console.debug(`[seed ${seed}]`);
  const expected = perform(window, seed, COUNT);
  const given = await end.sync.perform(seed, COUNT).catch((error) => [`seed ${seed}: ${error.stack}`]);
  // After a difference the two worlds are different ones.
  const at = expected.findIndex((line, index) => line !== given[index]);
  if (at < 0) continue;
  differ += 1;
  console.error(`seed ${seed}, operation ${at}:\n  ${expected[at]}\nthrough the bridge\n  ${given[at]}\nbefore\n  ${earlier(expected, at).join("\n  ")}`);
}
console.debug(`[${SEEDS * COUNT} operations]`);
worker.terminate();
Object.assign(window, { differ, operations: SEEDS * COUNT, finished: true });
