const greeted = new Promise((resolve) => addEventListener("message", ({ data }) => resolve(data), { once: true }));
const { WorkerEnd } = await import(`${import.meta.url.split("?")[1]}bridge-worker.js`);
const end = new WorkerEnd(await greeted, { interrupted() {} });
const { sync } = end;
const named = (work) => {
  try {
    return work();
  } catch (error) {
    return error.name === "Error" ? error.message : error.name;
  }
};
let heard = 0;
Object.assign(sync, {
  other: () => 1,
  waitsForPage: () => named(() => sync.askBack()),
  waitsForEver() {
    postMessage(named(() => sync.never()));
  },
  listen() {
    end.page.document.querySelector("#a").addEventListener("made", (event) => { heard += event.type.length / 4; });
  },
  heard: () => heard,
});
sync.begun();
