const given = import.meta.url.slice(import.meta.url.indexOf("?"));
const { PageEnd } = await import(`${given.split("?")[1]}bridge-page.js`);
const end = new PageEnd();
const worker = new Worker(`./worker.js${given}`, { type: "module" });
end.attach(worker);
worker.postMessage(end.greeting, end.transfer);
window.bytes = new Uint8Array(1024);
window.numbers = Array.from({ length: 30 }, (_, index) => index);
window.lookup = new Map([[1, 2], [3, 4]]);
window.record = { a: 1, b: { c: 2 }, d: [1, 2] };
window.give = () => new Uint8Array(1024);
end.sync.noop = () => {};
end.sync.click = () => document.querySelector("#a").dispatchEvent(new MouseEvent("click", { clientX: 4 }));
end.sync.finished = (tooMany) => {
  console.log(`${tooMany} too many`);
  window.finished = true;
};
