export const where = () => ("WorkerGlobalScope" in globalThis ? "worker" : "page");
