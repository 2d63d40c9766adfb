export { mapped } from "mapped";
export const _private = "private";
let calls = 0;
export const count = () => ++calls;
