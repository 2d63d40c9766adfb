/** What `sync` may be given: each row is made anew, and described by the side where it arrives. */
class Point { constructor(x) { this.x = x; } get twice() { return this.x * 2; } method() {} }
class Sent extends RangeError { name = "Sent"; code = 7; }

const described = (value) => {
  if (value === null) return "null";
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "string") return JSON.stringify(value);
  if (Object.is(value, -0)) return "-0";
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return `[${Array.from(value, described).join(",")}]`;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return `${value.constructor.name}(${[...value]}) at ${value.byteOffset} of ${value.buffer.byteLength}`;
  if (value instanceof DataView) return `DataView ${value.byteLength} at ${value.byteOffset} of ${value.buffer.byteLength}`;
  if (value instanceof ArrayBuffer) return `ArrayBuffer ${value.byteLength}`;
  if (value instanceof Map) return `Map(${described([...value])})`;
  if (value instanceof Set) return `Set(${described([...value])})`;
  if (value instanceof Date) return `Date ${value.getTime()}`;
  if (value instanceof RegExp) return String(value);
  if (value instanceof File) return `File ${value.name} ${value.size}`;
  if (value instanceof Blob) return `Blob ${value.type} ${value.size}`;
  if (typeof ImageData === "function" && value instanceof ImageData) return `ImageData ${value.width} ${value.data.length}`;
  if (value instanceof Error) return `${value instanceof RangeError ? "RangeError" : "Error"} ${value.name} ${value.message} ${value.code}`;
  const proto = Object.getPrototypeOf(value) === Object.prototype ? "" : "?";
  return `${proto}{${Reflect.ownKeys(value).map((key) => `${String(key)}:${described(value[key])}`).join(",")}}`;
};
export { described };

const REFUSED = "DataCloneError";
/** Name, what makes it, as an argument, as a result of the page. What ends with `!` is thrown. */
export const ROWS = [
  ["undefined", () => undefined, "undefined", "undefined"],
  ["null", () => null, "null", "null"],
  ["flags", () => [true, false], "[true,false]", "[true,false]"],
  ["numbers", () => [0, -0, 1.5, -7, NaN, Infinity, -Infinity, 2 ** 53], `[0,-0,1.5,-7,NaN,Infinity,-Infinity,${2 ** 53}]`, `[0,-0,1.5,-7,NaN,Infinity,-Infinity,${2 ** 53}]`],
  ["strings", () => ["", "é\u{1f600}", "a\0b", "\ud800"], '["","é\u{1f600}","a\\u0000b","\\ud800"]', '["","é\u{1f600}","a\\u0000b","\\ud800"]'],
  ["bigint", () => [1n, -(2n ** 200n)], `[1n,${-(2n ** 200n)}n]`, `[1n,${-(2n ** 200n)}n]`],
  ["symbol", () => Symbol("mine"), `${REFUSED}!`, "Symbol(mine)"],
  ["known symbol", () => Symbol.iterator, `${REFUSED}!`, "Symbol(Symbol.iterator)"],
  ["plain", () => ({ a: { b: [1] }, "c d": null }), "{a:{b:[1]},c d:null}", "{a:{b:[1]},c d:null}"],
  ["without prototype", () => Object.assign(Object.create(null), { a: 1 }), "{a:1}", "{a:1}"],
  ["sparse", () => [1, , 3], "[1,undefined,3]", "[1,undefined,3]"],
  ["__proto__", () => JSON.parse('{"__proto__": 1}'), "{__proto__:1}", "{__proto__:1}"],
  ["hidden", () => Object.defineProperty({ a: 1 }, "b", { value: 2 }), "{a:1}", "{a:1,b:2}"],
  ["by symbol", () => ({ [Symbol.for("s")]: 1, a: 2 }), "{a:2}", "{a:2,Symbol(s):1}"],
  ["accessor", () => ({ get a() { return 5; } }), "{a:5}", "{a:5}"],
  ["instance", () => new Point(3), "{x:3}", "{x:3}"],
  ["toJSON", () => ({ a: 1, toJSON: () => "text" }), `${REFUSED}!`, '"text"'],
  ["date", () => new Date(5), "Date 5", "Date 5"],
  ["map", () => new Map([["k", { v: 1 }]]), 'Map([["k",{v:1}]])', 'Map([["k",{v:1}]])'],
  ["set", () => new Set([1, "a"]), 'Set([1,"a"])', 'Set([1,"a"])'],
  ["regular expression", () => /a+/gi, "/a+/gi", "/a+/gi"],
  ["buffer", () => new ArrayBuffer(3), "ArrayBuffer 3", "ArrayBuffer 3"],
  ["part", () => Uint8Array.of(1, 2, 3, 4).subarray(1, 3), "Uint8Array(2,3) at 1 of 4", "Uint8Array(2,3) at 1 of 4"],
  ["floats", () => Float32Array.of(0.5), "Float32Array(0.5) at 0 of 4", "Float32Array(0.5) at 0 of 4"],
  ["view", () => new DataView(new ArrayBuffer(8), 2, 4), "DataView 4 at 2 of 8", "DataView 4 at 2 of 8"],
  ["blob", () => new Blob(["abc"], { type: "text/x" }), "Blob text/x 3", "Blob text/x 3"],
  ["file", () => new File(["abcd"], "name"), "File name 4", "File name 4"],
  ["picture", () => new ImageData(2, 1), "ImageData 2 8", "ImageData 2 8"],
  ["error", () => new Sent("text"), "RangeError Sent text 7", "RangeError Sent text 7!"],
  ["errors inside", () => [new Sent("text")], "[RangeError Sent text 7]", "[RangeError Sent text 7]"],
  ["function", () => () => 1, `${REFUSED}!`, "undefined"],
  ["class", () => Point, `${REFUSED}!`, "undefined"],
  ["method", () => ({ a: 1, f() {} }), `${REFUSED}!`, "{a:1,f:undefined}"],
  ["promise", () => Promise.resolve(4), `${REFUSED}!`, "4"],
  ["weak map", () => new WeakMap(), `${REFUSED}!`, "{}"],
  ["iterator", () => [1].values(), `${REFUSED}!`, "{}"],
  ["of the browser", () => new Headers(), `${REFUSED}!`, "{}"],
  ["target", () => new EventTarget(), `${REFUSED}!`, "{}"],
  ["proxy", () => new Proxy({ a: 1 }, {}), "{a:1}", "{a:1}"],
];

/** Repeats and cycles stay what they are. */
export const cyclic = () => {
  const shared = { a: 1 };
  const list = [shared, shared];
  list.push(list);
  return list;
};
export const isCyclic = (list) => list[0] === list[1] && list[2] === list && list[0].a === 1;
