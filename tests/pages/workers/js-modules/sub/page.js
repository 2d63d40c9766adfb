let calls = 0;
export const where = () => ("WorkerGlobalScope" in globalThis ? "worker" : "page");
export const title = () => document.title;
export const count = () => ++calls;
