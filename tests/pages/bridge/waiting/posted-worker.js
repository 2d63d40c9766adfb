const greeted = new Promise((resolve) => addEventListener("message", ({ data }) => resolve(data), { once: true }));
const { WorkerEnd } = await import(`${import.meta.url.split("?")[1]}bridge-worker.js`);
const end = new WorkerEnd(await greeted);
const { sync, page } = end;
const { document } = page;
const channel = new BroadcastChannel("posted");
const named = (work) => {
  try {
    return work();
  } catch (error) {
    return error.message.includes("gave no object") ? error.message : `${error.name} ${error instanceof RangeError ? error.message : ""}`.trim();
  }
};
const a = document.querySelector("#a");
const make = () => {
  const made = document.createElement("p");
  made.className = "c";
  made.textContent = "text";
  return made;
};
let made = make();
const context = document.querySelector("canvas").getContext("2d");
// What it can do is known.
const { fillRect } = context;

Object.assign(sync, {
  many(times) {
    for (let time = 1; time <= times; time += 1) a.textContent = `number ${time}`;
    return a.textContent === `number ${times}`;
  },
  makes() {
    const before = end.roundTrips;
    made = make();
    context.fillStyle = "red";
    context.fillRect(0, 0, 4, 4);
    return end.roundTrips - before;
  },
  isSame() {
    document.querySelector("#b").append(made);
    return document.querySelector("#b > p.c") === made && made.textContent === "text" && typeof fillRect === "function";
  },
  tells(text) {
    a.textContent = text;
    postMessage("told");
  },
  broadcasts(text) {
    a.textContent = text;
    channel.postMessage("told");
  },
  listens() {
    channel.onmessage = () => { sync.read(document.querySelector("#a").textContent); };
  },
  sets(text) {
    a.textContent = text;
  },
  classThenTitle: () => named(() => {
    made.className = "d";
    return document.title;
  }),
  title: () => document.title,
  fewParameters: () => named(() => context.fillRect(1)),
  ownElement() {
    document.createElement("own-element");
    return document.querySelector("#b").textContent;
  },
  noName: () => named(() => document.createElement("1")),
  noObject: () => named(() => {
    document.createElement("p");
    return document.title;
  }),
  titled: () => named(() => { a.title = "t"; }),
  classes() {
    made.className = "e";
  },
});
sync.begun();
