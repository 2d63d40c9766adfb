// The part of the harness that lives in the page. It is installed before any script of the page,
// writes down what happens in the order in which it happens, and answers questions about it.

import { matchText } from "./match.mjs";

/** @import { Condition, ElementFact, Json, Match, PageRecord, Recorder } from "./types.d.ts" */

/** Source text to inject into each new document. */
export const recorderSource = `(() => {
const matchText = ${matchText};
(${installRecorder})(matchText, ${JSON.stringify(`(${installWorkerRecorder})(${consoleText})`)}, ${consoleText});
})()`;

/**
 * The text of a value on the console. Which class an interpreter or the runtime gives its errors is
 * no fact of the page; their message is.
 *
 * @param {unknown} value
 * @returns {string}
 */
function consoleText(value) {
  try {
    if (value instanceof Error) return /^(Fetch|Python)Error$/.test(value.name) ? value.message : String(value);
    const isPlain = Object.prototype.toString.call(value) === "[object Object]";
    const isThenable = typeof value === "object" && value !== null && "then" in value;
    return isPlain && !isThenable ? JSON.stringify(value) : String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

/**
 * Runs first in each worker and sends what happens there to the page.
 *
 * @param {(value: unknown) => string} asText
 */
function installWorkerRecorder(asText) {
  const channel = new BroadcastChannel("worker-records");
  for (const level of /** @type {const} */ (["log", "info", "warn", "error", "debug"])) {
    const original = console[level];
    console[level] = function (...values) {
      channel.postMessage({ kind: "console", level, text: values.map(asText).join(" ") });
      return original.apply(console, values);
    };
  }
  addEventListener("unhandledrejection", (event) => {
    channel.postMessage({ kind: "error", text: asText(event.reason) });
  });
}

/**
 * Runs in the page; must not use anything from this module.
 *
 * @param {(match: Match, text: string) => boolean} matches
 * @param {string} workerRecorder what runs first in each worker
 * @param {(value: unknown) => string} asText
 */
function installRecorder(matches, workerRecorder, asText) {
  /** @type {PageRecord[]} */
  const records = [];
  /** @type {Set<() => void>} */
  const waiting = new Set();
  /** @type {WeakMap<Element, ShadowRoot>} */
  const shadowRoots = new WeakMap();

  /** @param {PageRecord} record */
  const add = (record) => {
    records.push(record);
    for (const check of waiting) queueMicrotask(check);
  };

  /** @param {import("./types.d.ts").ConsoleFact} line */
  const addLine = (line) => {
    if (line.level !== "debug" || !line.text.startsWith("[")) add(line);
  };

  // --- console -------------------------------------------------------------------------------

  for (const level of /** @type {const} */ (["log", "info", "warn", "error", "debug"])) {
    const original = console[level];
    console[level] = function (...values) {
      const text = values.map(asText).join(" ");
      addLine({ kind: "console", level, text });
      return original.apply(console, values);
    };
  }

  // --- workers ---------------------------------------------------------------------------------

  const fromWorkers = new BroadcastChannel("worker-records");
  fromWorkers.onmessage = ({ data }) => (data.kind === "console" ? addLine(data) : add(data));
  const prelude = URL.createObjectURL(new Blob([workerRecorder], { type: "text/javascript" }));
  const NativeWorker = Worker;
  globalThis.Worker = new Proxy(NativeWorker, {
    construct(target, [url, options], newTarget) {
      const original = JSON.stringify(new URL(url, document.baseURI).href);
      const first = JSON.stringify(prelude);
      const text =
        options?.type === "module" ? `import ${first}; import ${original};` : `importScripts(${first}, ${original});`;
      const wrapper = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
      return Reflect.construct(target, [wrapper, options], newTarget);
    },
  });
  // The page may revoke an address as soon as its worker exists; the wrapper reads it later.
  URL.revokeObjectURL = () => {};

  // --- errors that nobody caught ---------------------------------------------------------------

  addEventListener("error", (event) => {
    add({ kind: "error", text: event.error ? asText(event.error) : event.message });
  });
  addEventListener("unhandledrejection", (event) => {
    add({ kind: "error", text: asText(event.reason) });
  });

  // --- events ------------------------------------------------------------------------------------

  /** @param {EventTarget} target */
  const describe = (target) => {
    if (target === window) return "window";
    if (target === document) return "document";
    if (target instanceof Element) return target.localName + (target.id ? `#${target.id}` : "");
    return Object.prototype.toString.call(target);
  };
  /**
   * @param {unknown} detail
   * @returns {Json}
   */
  const plain = (detail) => {
    if (detail === undefined || detail === null) return null;
    try {
      return JSON.parse(JSON.stringify(detail));
    } catch {
      return asText(detail);
    }
  };
  // Wrapping the dispatch sees events in shadow trees too, which never reach the window.
  const dispatch = EventTarget.prototype.dispatchEvent;
  EventTarget.prototype.dispatchEvent = function (/** @type {Event} */ event) {
    if (/^m?py[:-]/.test(event.type)) {
      add({
        kind: "event",
        type: event.type,
        target: describe(this ?? window),
        bubbles: event.bubbles,
        cancelable: event.cancelable,
        composed: event.composed,
        class: event.constructor.name,
        detail: plain(/** @type {CustomEvent} */ (event).detail),
      });
    }
    return dispatch.call(this ?? window, event);
  };

  // --- the document ------------------------------------------------------------------------------

  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (/** @type {ShadowRootInit} */ init) {
    const root = attach.call(this, init);
    shadowRoots.set(this, root);
    return root;
  };

  /** @param {Element} element */
  const shadowOf = (element) => shadowRoots.get(element) ?? element.shadowRoot;
  const collapse = (/** @type {string} */ text) => text.replace(/\s+/gu, " ").trim();

  /**
   * @param {string} selector
   * @returns {Element[]}
   */
  const find = (selector) => {
    /** @type {(Element | Document | ShadowRoot)[]} */
    let scopes = [document];
    /** @type {Element[]} */
    let found = [];
    for (const part of selector.split(" >>> ")) {
      found = scopes.flatMap((scope) => [...scope.querySelectorAll(part)]);
      scopes = found.flatMap((element) => shadowOf(element) ?? []);
    }
    return found;
  };

  /** Readable text of the page in document order, without code and error banners. */
  const lines = () => {
    const skip = new Set(["script", "style", "template", "noscript", "py-config", "mpy-config"]);
    /** @type {string[]} */
    const out = [];
    /** @param {Node} node */
    const walk = (node) => {
      if (node instanceof Text) {
        const text = collapse(node.data);
        if (text) out.push(text);
      } else if (node instanceof Element && (skip.has(node.localName) || node.classList.contains("py-error"))) {
        return;
      } else {
        const shadow = node instanceof Element ? shadowOf(node) : null;
        for (const child of (shadow ?? node).childNodes) walk(child);
      }
    };
    if (document.body) walk(document.body);
    return out;
  };

  const banners = () => find(".py-error").map((element) => element.textContent ?? "");

  /**
   * @param {Element} element
   * @returns {ElementFact}
   */
  const elementFact = (element) => ({
    text: collapse(element.textContent ?? ""),
    html: element.innerHTML,
    attributes: Object.fromEntries([...element.attributes].map((a) => [a.name, a.value])),
  });

  // --- conditions --------------------------------------------------------------------------------

  /**
   * @param {Condition} condition
   * @returns {boolean}
   */
  const holds = (condition) => {
    if ("event" in condition) {
      const seen = records.filter(
        (r) =>
          r.kind === "event" &&
          r.type === condition.event &&
          (condition.target === undefined || r.target === condition.target),
      );
      return seen.length >= (condition.count ?? 1);
    }
    if ("text" in condition) {
      return find(condition.in ?? "body").some((e) => collapse(e.textContent ?? "").includes(condition.text));
    }
    if ("selector" in condition) return find(condition.selector).length > 0;
    if ("console" in condition) {
      return records.some((r) => r.kind === "console" && matches(condition.console, r.text));
    }
    if ("banner" in condition) return banners().some((text) => matches(condition.banner, text));
    if ("error" in condition) return records.some((r) => r.kind === "error" && matches(condition.error, r.text));
    if ("all" in condition) return condition.all.every(holds);
    return Boolean((0, eval)(`(${condition.js})`));
  };

  /** @param {Condition} condition */
  const until = (condition) =>
    /** @type {Promise<void>} */ (
      new Promise((resolve, reject) => {
        const check = () => {
          try {
            if (!holds(condition)) return;
            resolve();
          } catch (error) {
            reject(error);
          }
          waiting.delete(check);
          clearInterval(timer);
        };
        // Records wake the check at once; the timer is for what the recorder cannot see (shadow trees, properties).
        const timer = setInterval(check, 25);
        waiting.add(check);
        check();
      })
    );

  /** Lets everything run that is due now: rejections are reported a task after they happen. */
  const settle = async () => {
    for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0));
  };

  /** @type {Recorder} */
  const recorder = {
    records,
    until,
    find,
    settle,
    lines,
    banners,
    elements: (selectors) => Object.fromEntries(selectors.map((s) => [s, find(s).map(elementFact)])),
  };
  Object.defineProperty(globalThis, "pageRecorder", { value: recorder });
}
