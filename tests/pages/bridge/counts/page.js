const given = import.meta.url.slice(import.meta.url.indexOf("?"));
const { PageEnd } = await import(`${given.split("?")[1]}bridge-page.js`);
const end = new PageEnd();
const worker = new Worker(`./worker.js${given}`, { type: "module" });
end.attach(worker);
worker.postMessage(end.greeting, end.transfer);
window.bytes = new Uint8Array(1024);
window.give = () => new Uint8Array(1024);
end.sync.noop = () => {};
end.sync.click = () => document.querySelector("#a").dispatchEvent(new MouseEvent("click", { clientX: 4 }));
end.sync.finished = (tooMany) => {
  console.log(`${tooMany} too many`);
  window.finished = true;
};
