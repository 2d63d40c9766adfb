export const hello = (name) => `hello ${name}`;
export default () => ("WorkerGlobalScope" in globalThis ? "worker" : "page");
