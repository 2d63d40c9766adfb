import { table } from "./table.js";

const greeted = new Promise((resolve) => addEventListener("message", ({ data }) => resolve(data), { once: true }));
const { WorkerEnd } = await import(`${import.meta.url.split("?")[1]}bridge-worker.js`);
const end = new WorkerEnd(await greeted);
const { sync, page } = end;
const check = table();
const { document, given } = page;

check("mode", () => end.mode, "native");
// Reading, writing, calling.
check("number", () => given.number, 1);
check("text", () => given.text, "x");
check("null", () => given.nothing, null);
check("bigint", () => given.big, 2n ** 80n);
check("-0", () => given.minusZero, -0);
check("getter", () => given.getter, "got");
check("missing", () => given.missing, undefined);
check("set", () => { given.fresh = 3; return given.fresh; }, 3);
check("delete", () => [delete given.fresh, given.fresh, "fresh" in given], [true, undefined, false]);
check("setter throws", () => { given.refuses = 1; }, new RangeError("no"));
check("call", () => given.add(1, 2), 3);
check("this", () => given.self() === given, true);
check("this of another", () => given.self.call(document) === document, true);
check("apply", () => given.add.apply(null, [3, 4]), 7);
check("bind", () => given.add.bind(null, 1)(5), 6);
check("typeof", () => [typeof given, typeof given.add, typeof given.Class], ["object", "function", "function"]);
check("in", () => ["number" in given, "nope" in given, "toString" in given], [true, false, true]);
check("keys", () => Object.keys(given.frozen), ["a", "inner"]);
check("entries", () => JSON.stringify(given.frozen), '{"a":1,"inner":[1,2]}');
check("spread", () => ({ ...given.frozen }).a, 1);
check("frozen", () => Object.isFrozen(given.frozen), true);
check("frozen write", () => { given.frozen.a = 2; }, (error) => error instanceof TypeError);
check("descriptor", () => Object.getOwnPropertyDescriptor(given.frozen, "a"), { value: 1, writable: false, enumerable: true, configurable: false });
check("define", () => { Object.defineProperty(given, "hidden", { value: 5, configurable: true }); return [given.hidden, Object.keys(given).includes("hidden")]; }, [5, false]);
check("freeze here", () => { const it = new page.Object(); it.a = 1; Object.freeze(it); return [Object.isFrozen(it), page.Object.isFrozen(it)]; }, [true, true]);
check("symbols", () => { given[Symbol.for("r")] = 1; return [given[Symbol.for("r")], given[Symbol("fresh")], typeof given.symbol]; }, [1, undefined, "symbol"]);
check("symbol without a name", () => given.nameless.description, undefined);
check("symbol of the page", () => { given[given.symbol] = 4; return page.Reflect.get(given, given.symbol); }, 4);
// Classes.
check("new", () => { const it = new given.Class(9); return [it.a, it.method(), it instanceof given.Class, it.constructor === given.Class]; }, [9, 9, true, true]);
check("static", () => given.Class.make().a, 5);
check("date", () => [given.date.getTime(), +given.date, given.date instanceof page.Date], [86400000, 86400000, true]);
check("subclass", () => { class Mine extends given.Class {} return new Mine(3).a; }, 3);
check("array", () => [Array.isArray(given.list), given.list.length, given.list[1], [...given.list].length, given.list instanceof page.Array], [true, 3, "two", 3, true]);
check("map", () => [given.map.get("k").v, [...given.map.keys()].join(), given.set.has(2)], [1, "k", true]);
check("generator", () => [...given.generator()], [1, 2]);
check("String()", () => [String(given.list), `${given.add}`.startsWith("(a, b)")], ["1,two,[object Object]", true]);
check("tag", () => [Object.prototype.toString.call(document.body), Object.prototype.toString.call(given.map)], ["[object HTMLBodyElement]", "[object Map]"]);
// Values that are copied.
check("bytes", () => [given.bytes instanceof Uint8Array, given.bytes.length, given.bytes.byteOffset, given.bytes[0]], [true, 2, 1, 2]);
check("buffer", () => [given.buffer instanceof ArrayBuffer, given.buffer.maxByteLength], [true, 8]);
check("copied to the page", () => given.describe({ a: [1, new Date(0)], b: null }), '[object Object] {"a":[1,"1970-01-01T00:00:00.000Z"],"b":null}');
check("map to the page", () => given.describe(new Map([[1, 2]])), "[object Map] {}");
check("original", () => given.isOriginal(given), true);
check("original inside a copy", () => given.identity({ it: given }).it === given, true);
check("global", () => given.identity(globalThis) === page, true);
check("cycle", () => { const a = {}; a.a = a; const back = given.identity(a); return back.a === back; }, true);
check("promise is refused", () => given.identity(Promise.resolve()), (error) => error.name === "DataCloneError");
check("long text", () => given.identity("é".repeat(200_000)).length, 200_000);
check("text of any kind", () => given.identity("a\ud800\u0000\u{1f600}"), "a\ud800\u0000\u{1f600}");
check("20 MB back", () => { const bytes = given.megabytes(20); return [bytes.length, bytes.at(-1)]; }, [20 << 20, 9]);
check("20 MB there", () => given.length(new Uint8Array(20 << 20).fill(4)), (20 << 20) + 4);
// The document.
check("identity", () => [document.body === document.body, page.self === page, page.window === page, document.defaultView === page], [true, true, true, true]);
check("prototype", () => Object.getPrototypeOf(document.body) === page.HTMLBodyElement.prototype, true);
check("instanceof", () => [document.body instanceof page.HTMLElement, document.body instanceof page.Text, given.list instanceof Array], [true, false, false]);
check("querySelector", () => { document.querySelector("#a").textContent = "y"; return document.getElementById("a").textContent; }, "y");
check("querySelectorAll", () => [...document.querySelectorAll("li")].map((it) => it.textContent), ["1", "2", "3"]);
check("index", () => { const it = document.querySelectorAll("li"); return [it.length, it[1].textContent, it.item(2).textContent, it[3], 2 in it, Object.keys(it)]; }, [3, "2", "3", undefined, true, ["0", "1", "2"]]);
check("forEach", () => { const seen = []; document.querySelectorAll("li").forEach((it) => { seen.push(1); }); return seen.length; }, 0);
check("live", () => { const { children } = document.querySelector("#list"); const before = children.length; document.querySelector("#list").append(document.createElement("li")); return children.length - before; }, 1);
check("style", () => { const { style } = document.querySelector("#a"); style.color = "red"; style.setProperty("--x", "1"); return [style.color, document.querySelector("#a").style === style]; }, ["red", true]);
check("classList", () => { const { classList } = document.querySelector("#a"); classList.add("z"); return [classList.contains("z"), [...classList]]; }, [true, ["x", "z"]]);
check("dataset", () => { const { dataset } = document.querySelector("#a"); dataset.then = "1"; const { then } = dataset; delete dataset.then; return [then, dataset.then]; }, ["1", undefined]);
check("storage", () => { page.localStorage.setItem("then", "1"); const { then } = page.localStorage; page.localStorage.removeItem("then"); return [then, page.localStorage.then]; }, ["1", undefined]);
check("rectangle", () => { const it = document.body.getBoundingClientRect(); return [typeof it.width, it.right === it.left + it.width]; }, ["number", true]);
check("own property of an element", () => { const it = document.querySelector("#a"); it.mine = 1; it.getAttribute = () => 5; const both = [it.mine, typeof it.getAttribute]; delete it.getAttribute; return [...both, it.getAttribute("id")]; }, [1, "function", "a"]);
check("patched prototype", () => { const kept = page.Element.prototype.hasAttribute; page.Element.prototype.hasAttribute = given.Class.prototype.method; const it = document.querySelector("#a"); it.a = 4; const result = it.hasAttribute("x"); page.Element.prototype.hasAttribute = kept; return [result, it.hasAttribute("id")]; }, [4, true]);
check("deleted method", () => { const kept = page.Element.prototype.hasAttribute; delete page.Element.prototype.hasAttribute; let text; try { document.body.hasAttribute("x"); } catch (error) { text = error; } page.Element.prototype.hasAttribute = kept; return [text instanceof TypeError, document.body.hasAttribute("id")]; }, [true, false]);
// Errors.
const caught = (kind) => { try { given.throws(kind); return "nothing"; } catch (error) { return error; } };
check("custom error", () => { const it = caught("custom"); return [it instanceof Error, it.name, it.message, it.code, it.stack.includes("page.js"), it.stack.includes("worker.js")]; }, [true, "Custom", "mine", 7, true, true]);
check("DOMException", () => { const it = caught("notfound"); return [it instanceof DOMException, it.name, it.message, it.code]; }, [true, "NotFoundError", "gone", 8]);
check("TypeError of the browser", () => caught("dom") instanceof TypeError, true);
check("text thrown", () => caught("text"), "just text");
check("undefined thrown", () => caught("undefined"), undefined);
check("cause", () => { const it = caught("cause"); return [it instanceof TypeError, it.cause instanceof RangeError, it.cause.message]; }, [true, true, "inner"]);
check("aggregate", () => { const it = caught("aggregate"); return [it instanceof AggregateError, it.message, it.errors[0].message]; }, [true, "many", "one"]);
check("not an error", () => { try { given.throwsUntellable(); } catch (it) { return it.a; } }, 1);
check("untellable", () => given.throwsBroken(), (error) => error instanceof Error);
check("error after Object.prototype was added to", () => { given.polluted(); try { given.throws("cause"); } catch (it) { return [it.name, it.cause.name, it.polluted]; } finally { given.clean(); } }, ["TypeError", "RangeError", undefined]);
check("no function", () => given.text(), (error) => error instanceof TypeError);
check("bad selector", () => document.querySelector("!"), (error) => error.name === "SyntaxError" && error instanceof DOMException);
// sync.
check("sync", () => sync.add(1, 2), 3);
check("sync later", () => sync.later(7), 7);
check("sync nothing", () => sync.nothing(), undefined);
check("sync throws", () => sync.throws(), (error) => error.name === "Custom" && error.code === 7);
check("sync rejects text", () => { try { sync.rejects(); } catch (error) { return `thrown ${error}`; } }, "thrown text");
check("sync throws falsy", () => { try { sync.throwsFalsy(); } catch (error) { return `thrown ${error}`; } }, "thrown 0");
check("sync missing", () => sync.nope(), (error) => error instanceof TypeError && error.message.includes("reading 'apply'"));
check("sync cycle", () => { const it = sync.cyclic(); return it[0] === it; }, true);
check("sync sub-array", () => [...sync.sub()], [2, 3]);
check("sync bigint", () => sync.huge(), 2n ** 200n);
check("sync url", () => sync.url(), "http://x.test/");
check("sync blob", () => { const it = sync.blob(); return [it instanceof Blob, it.size]; }, [true, 3]);
check("sync blobs", () => sync.twoBlobs().map((it) => [it.size, it.name]), [[2, undefined], [3, "name"]]);
check("sync another blob each time", () => sync.blobs(), (error) => error.message.includes("another blob"));
check("sync untellable", () => sync.throwsBroken(), (error) => error instanceof Error);
check("sync cannot encode", () => sync.broken(), new Error("getter"));
check("sync function refused", () => sync.echo(() => 1), (error) => error.name === "DataCloneError");
check("sync reference of the page", () => sync.echo({ it: document.body }), (value) => typeof value === "object");
check("sync long", () => sync.longText().length, 100_000);
check("sync 3 MB", () => [sync.megabytes(3).length, sync.count(new Uint8Array(3 << 20))], [3 << 20, 3 << 20]);
check("sync values", () => sync.show([undefined, NaN, true, "x", { a: [1] }, new Date(0)]), '[object Array] [null,null,true,"x",{"a":[1]},"1970-01-01T00:00:00.000Z"]');
// Functions of this worker.
const heard = [];
const listener = (event) => { heard.push([event.type, event.clientX, event.target.id, event.currentTarget?.id, event.detail]); };
document.querySelector("#a").addEventListener("click", listener);
check("event", () => sync.fire("#a"), true);
await turn();
check("heard", () => heard, [["click", 3, "a", "a", 0]]);
document.querySelector("#a").removeEventListener("click", listener);
sync.fire("#a");
await turn();
check("removed", () => heard.length, 1);
document.querySelector("#a").addEventListener("click", listener, { invoke: "preventDefault" });
check("prevented", () => sync.fire("#a"), false);
await check("promise", async () => given.promise(), 5);
await check("rejected", async () => given.rejects(), (error) => error.name === "Custom");
await check("timer", () => new Promise((resolve) => page.setTimeout(resolve, 1, "late")), "late");
await check("own promise", async () => new page.Promise((resolve) => resolve(3)), 3);
check("kept function", () => given.keep((value) => value + 1) > 0, true);
check("same function", () => given.identity(listener) === listener, true);
sync.double = (value) => value * 2;
await check("import", async () => (await end.import("./table.js")).table.name, "table");
check("evaluate", () => end.ffi.evaluate((a) => document.title + a, "!"), "bridge!");
check("gather", () => end.ffi.gather(given, "number", "list[2]['three']", "no.thing"), [1, 3, undefined]);
check("query", () => end.ffi.query(given, "frozen.inner[1]"), 2);
check("assign", () => end.ffi.assign(given, { x1: 1 }, { x2: 2 }) === given && given.x1 + given.x2, 3);
check("is remote", () => [end.isWindowProxy(given), end.isWindowProxy({})], [true, false]);

Object.assign(sync, {
  echo: (value) => value,
  nothing() {},
  throwsBroken() { throw Object.defineProperty(new Error(), "message", { get() { throw { toString: null }; } }); },
  fails() { throw new TypeError("failed"); },
  failsText() { throw "text"; },
  rejects: async () => { throw new RangeError("later"); },
  gives: () => () => 1,
  never: () => new Promise(() => {}),
});
sync.finished(check.failed);

/** Fulfils after what the page has sent before, since it takes the same way. */
async function turn() {
  await page.Promise.resolve();
}
