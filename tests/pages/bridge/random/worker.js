import { perform } from "./operations.js";

const greeted = new Promise((resolve) => addEventListener("message", ({ data }) => resolve(data), { once: true }));
const { WorkerEnd } = await import(`${import.meta.url.split("?")[1]}bridge-worker.js`);
const end = new WorkerEnd(await greeted);
end.sync.perform = (seed, count) => perform(end.page, seed, count);
