import { word } from "./lib/word.js";

export const calls = 0;
export const hello = (name) => `${word} ${name}`;
export default () => "default";
