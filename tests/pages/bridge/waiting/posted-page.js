import { begin as beginWith } from "./begin.js";

const dist = import.meta.url.split("?")[1];
const { PageEnd } = await import(`${dist}bridge-page.js`);

const begin = () => beginWith(PageEnd, `./posted-worker.js?${dist}`);
const text = () => document.querySelector("#a").textContent;
const { end, worker } = await begin();
const { sync } = end;

let changes = 0;
const observer = new MutationObserver((records) => { changes += records.length; });
observer.observe(document.querySelector("#a"), { childList: true });
const isLast = await sync.many(3000);
await new Promise((resolve) => setTimeout(resolve));
observer.disconnect();
console.log(`many: ${changes}, the last is read: ${isLast}`);

console.log(`made, set, and drawn: ${await sync.makes()} round trips`);
console.log(`the same object: ${await sync.isSame()}`);
console.log(`drawn: ${document.querySelector("canvas").getContext("2d").getImageData(1, 1, 1, 1).data.join()}`);

const messaged = new Promise((resolve) => worker.addEventListener("message", () => resolve(text()), { once: true }));
sync.tells("message");
console.log(`by a message: ${await messaged}`);

const other = await begin();
const read = new Promise((resolve) => { other.end.sync.read = resolve; });
await other.end.sync.listens();
sync.broadcasts("channel");
console.log(`by another worker: ${await read}`);

sync.sets("idle");
while (text() !== "idle") await new Promise((resolve) => setTimeout(resolve, 1));
console.log(`idle: ${text()}`);

// The page puts something else in the place of what the worker knows.
const { className } = Object.getOwnPropertyDescriptors(Element.prototype);
const refuse = (Class, key, own, message) => Object.defineProperty(Class.prototype, key, {
  ...own,
  set() { throw new RangeError(message); },
});
refuse(Element, "className", className, "no class");
console.log(`next: ${await sync.classThenTitle()}`);
console.log(`after it: ${await sync.title()}`);
Object.defineProperty(Element.prototype, "className", className);

console.log(`at once: ${await sync.fewParameters()}`);
customElements.define("own-element", class extends HTMLElement {
  constructor() {
    super();
    document.querySelector("#b").textContent = "made";
  }
});
console.log(`own element: ${await sync.ownElement()}`);
console.log(`no name: ${await sync.noName()}`);
document.createElement = () => null;
console.log(`no object: ${await sync.noObject()}`);
delete document.createElement;

const { title } = Object.getOwnPropertyDescriptors(HTMLElement.prototype);
refuse(HTMLElement, "title", title, "no title");
const late = await begin();
console.log(`replaced before: ${await late.end.sync.titled()}`);
Object.defineProperty(HTMLElement.prototype, "title", title);

const reported = new Promise((resolve) => addEventListener("error", (event) => {
  event.preventDefault();
  resolve(event.error);
}, { once: true }));
refuse(Element, "className", className, "nobody");
sync.classes();
console.log(`nobody asks: ${await reported}`);
Object.defineProperty(Element.prototype, "className", className);

let held = 0;
for (const each of [other, late, { end, worker }]) {
  each.end.close();
  each.worker.terminate();
  held += each.end.held;
}
console.log(`held: ${held}`);
window.finished = true;
