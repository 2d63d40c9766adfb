/** Performs generated operations on a world of `page`; gives a line for each: what was done, and what came of it. */
export function perform(page, seed, count) {
  let state = seed * 7919;
  const below = (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % limit;
  };
  const one = (list) => list[below(list.length)];
  const pool = [...page.makeWorld()];

  const isObject = (value) => (typeof value === "object" && value !== null) || typeof value === "function";
  const show = (value, depth = 0) => {
    if (isObject(value)) {
      let at = pool.indexOf(value);
      if (at < 0 && pool.length < 90) at = pool.push(value) - 1;
      return `${typeof value} ${at < 0 ? "" : `#${at} `}${Array.isArray(value) ? "array" : tag(value)}`;
    }
    if (typeof value === "symbol") return `symbol ${value.description}`;
    return Object.is(value, -0) ? "-0" : `${typeof value} ${String(value).slice(0, 60)}`;
  };
  // A proxy has the tags of objects that name theirs; some of JavaScript's own do not.
  const tag = (value) => Object.prototype.toString.call(value).replace(/Date|RegExp|Error|Boolean|Number|String/, "Object");

  const KEYS = [
    "a", "b", "c", "d", "0", "1", "", "length", "size", "name", "message", "then", "constructor", "inner", "method", "twice", "x",
    "textContent", "id", "className", "value", "children", "width", "type", "href", "toString", "valueOf", "hasOwnProperty", "fresh",
    Symbol.iterator, Symbol.toStringTag, Symbol.for("s"),
  ];
  const METHODS = {
    "[object Array]": ["push", "pop", "slice", "concat", "indexOf", "includes", "at", "reverse", "keys", "unshift", "fill"],
    "[object Map]": ["get", "set", "has", "delete", "keys", "entries", "clear"],
    "[object Set]": ["add", "has", "delete", "values"],
    "[object HTMLDivElement]": ["querySelector", "querySelectorAll", "append", "contains", "cloneNode", "hasAttribute", "getElementsByTagName"],
    "[object HTMLParagraphElement]": ["getAttribute", "setAttribute", "removeAttribute", "matches", "closest", "remove", "toggleAttribute"],
    "[object HTMLInputElement]": ["getAttribute", "setCustomValidity", "checkValidity"],
    "[object HTMLLIElement]": ["remove", "before", "after", "getAttribute", "isEqualNode"],
    "[object DOMTokenList]": ["add", "remove", "toggle", "contains", "item", "replace"],
    "[object NodeList]": ["item", "keys", "entries"],
    "[object HTMLCollection]": ["item", "namedItem"],
    "[object DOMRect]": ["toJSON"],
    "[object URL]": ["toString", "toJSON"],
    "[object Derived]": ["method"],
  };
  const MORE = new Map([
    [pool[8], ["getTime", "toISOString", "setFullYear", "toJSON"]],
    [pool[9], ["test", "exec", "toString"]],
  ]);
  const TEXTS = ["a", "x", "one", "p", "li", "two", "0", "k", "é\u{1f600}", "!"];
  const primitive = () => one([undefined, null, true, false, 0, -0, 1, 2.5, NaN, 7, 10n ** 20n, one(TEXTS), one(TEXTS), Symbol.iterator]);
  // Rarely an object, or all would soon refer to all.
  const value = () => (below(4) === 0 ? one(pool) : primitive());
  const args = () => Array.from({ length: below(3) }, value);
  // Firefox orders the properties of a function by when they were first asked for.
  const ownKeys = (target) => {
    const keys = [...new Set(Reflect.ownKeys(target))];
    return typeof target === "function" ? keys.sort((one, other) => (text(one) < text(other) ? -1 : 1)) : keys;
  };
  const keyOf = (target) => {
    if (below(3) > 0) return one(KEYS);
    const own = ownKeys(target).filter((key) => (typeof key === "string" ? !/stack|Number|fileName/.test(key) : KEYS.includes(key)));
    return own.length > 0 ? one(own) : one(KEYS);
  };
  // What becomes of assigning to a browser's list is each browser's own affair.
  const changes = (target) => (!/List|Collection|ObjectMap/.test(tag(target)) && typeof target !== "function" && !isShared(target) ? target : pool[0]);
  // The page's own prototypes and functions are those of the next world too.
  const isShared = (target) =>
    (typeof target === "function" && pool.indexOf(target) > 30) ||
    target === page.Symbol.prototype || target === page.Object.prototype || ["constructor", "next"].some((key) => Object.hasOwn(target, key));
  const descriptor = (own) => {
    if (!own) return "none";
    const bits = ["writable", "enumerable", "configurable"].filter((bit) => own[bit]).join();
    return "value" in own ? `${show(own.value)} ${bits}` : `${typeof own.get} ${typeof own.set} ${bits}`;
  };
  const text = (key) => (typeof key === "symbol" ? key.description : key);

  const operations = [
    (it) => { const key = keyOf(it); return [`get ${text(key)}`, () => show(it[key])]; },
    (it) => { const key = keyOf(it); return [`get ${text(key)} twice`, () => it[key] === it[key] || Number.isNaN(it[key])]; },
    (it) => {
      const to = changes(it); const key = keyOf(to); const given = value();
      return [`set ${text(key)} of ${pool.indexOf(to)} to ${show(given)}`, () => { to[key] = given; return show(to[key]); }];
    },
    (it) => { const key = keyOf(it); return [`has ${text(key)}`, () => `${key in it} ${Object.hasOwn(it, key)}`]; },
    (it) => { const to = changes(it); const key = keyOf(to); return [`delete ${text(key)} of ${pool.indexOf(to)}`, () => `${Reflect.deleteProperty(to, key)} ${key in to}`]; },
    (it) => ["keys", () => [...new Set(Object.keys(it))].join()],
    (it) => ["own keys", () => ownKeys(it).map(text).join()],
    // In Firefox what is hidden of a proxy does not hide what it inherits.
    (it) => ["for in", () => { if (!it.nodeType) return Object.keys(it).length; const keys = []; for (const key in it) keys.push(key); return keys.join(); }],
    (it) => { const key = keyOf(it); return [`describe ${text(key)}`, () => descriptor(Object.getOwnPropertyDescriptor(it, key))]; },
    (it) => ["prototype", () => show(Object.getPrototypeOf(it))],
    (it) => {
      // Tools that look at the page need its nodes as they are.
      const to = changes(pool[pool.indexOf(it) % 12]); const prototype = one([null, pool[0], pool[4], pool[10]]);
      return [`set prototype of ${pool.indexOf(to)} to ${show(prototype)}`, () => `${Reflect.setPrototypeOf(to, prototype)} ${Object.getPrototypeOf(to) === prototype}`];
    },
    (it) => {
      const to = changes(it); const key = keyOf(to); const given = value();
      const bits = { writable: below(2) === 0, enumerable: below(2) === 0, configurable: below(3) > 0 };
      return [`define ${text(key)} of ${pool.indexOf(to)} as ${show(given)} ${Object.values(bits)}`, () => `${Reflect.defineProperty(to, key, { value: given, ...bits })} ${descriptor(Object.getOwnPropertyDescriptor(to, key))}`];
    },
    (it) => ["is extensible", () => `${Object.isExtensible(it)} ${Object.isFrozen(it)} ${Object.isSealed(it)}`],
    (it) => (below(20) > 0 || it.nodeType ? ["typeof", () => typeof it] : ["prevent extensions", () => `${Reflect.preventExtensions(changes(it))} ${Object.isExtensible(changes(it))}`]),
    (it) => (below(20) > 0 || it.nodeType ? ["tag", () => tag(it)] : ["freeze", () => { const to = changes(it); Object.freeze(to); return Object.isFrozen(to); }]),
    (it) => {
      const own = isShared(it) ? undefined : (MORE.get(it) ?? METHODS[tag(it)]);
      const name = one(own ?? ["toString", "hasOwnProperty", "isPrototypeOf"]); const given = args();
      return [`call ${name}(${given.map(show)})`, () => show(it[name](...given))];
    },
    (it) => { const given = args().map((item) => (isObject(item) && isShared(item) ? 0 : item)); return [`call it (${given.map(show)})`, () => show(it(...given))]; },
    (it) => { const given = it === page.Date ? [0] : args(); return [`new (${given.map(show)})`, () => show(new it(...given))]; },
    (it) => ["iterate", () => { const seen = []; for (const item of it) { seen.push(show(item)); if (seen.length > 9) break; } return seen.join("; "); }],
    (it) => ["JSON", () => {
      // Primitives in an object have no properties to copy.
      const isBoxed = (part) => isObject(part) && [page.Number, page.String, page.Boolean, page.BigInt].some((made) => part instanceof made);
      let left = 200;
      return JSON.stringify(it, (_, part) => ((left -= 1) < 0 || isBoxed(part) ? "…" : part))?.slice(0, 500);
    }],
    (it) => ["String", () => (Array.isArray(it) ? "an array" : String(it).slice(0, 80))],
    (it) => { const made = one([pool[12], pool[13], page.Object, page.Array, page.Element, page.Map, page.Error]); return [`instanceof ${show(made)}`, () => it instanceof made]; },
    (it) => ["copy", () => { const copy = { ...it }; return Object.keys(copy).map((key) => `${key}: ${show(copy[key])}`).join(); }],
    (it) => { const to = changes(it); const given = primitive(); return [`the page sets d of ${pool.indexOf(to)} to ${show(given)}`, () => { pool[29](to, "d", given); return show(to.d); }]; },
    (it) => ["the page counts", () => pool[30](it)],
    (it) => ["compare", () => { const other = one(pool); return `${it === other} ${pool.indexOf(it)}`; }],
  ];

  const lines = [];
  for (let index = 0; index < count; index += 1) {
    const at = below(pool.length);
    let what = "";
    let result;
    try {
      const [name, run] = one(operations)(pool[at]);
      what = name;
      result = String(run());
    } catch (error) {
      result = `throws ${error?.name ?? show(error)}`;
    }
    lines.push(`#${at} ${what} → ${result}`);
  }
  return lines;
}
