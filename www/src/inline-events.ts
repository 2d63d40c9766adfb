/**
 * `py-click="function"` and its like. A change of any attribute of the page comes by here, and a
 * click must reach Python in its own task, so this is the half that listens; the core finds the
 * function and calls it.
 */

import { callHandler, hasInterpreter } from "../build/pyxide_core.js";

/** The types of script: what such an attribute starts with. */
const prefixes = new Set<string>();
/** Controls that are disabled until their interpreter runs. */
const waiting = new Set<HTMLButtonElement>();
let search: XPathExpression | undefined;

const ENV = "env";

/** `py-click` is `["py", "click"]`; nothing for an attribute of no type. */
function parse(name: string): [string, string] | undefined {
  const at = name.lastIndexOf("-");
  const prefix = name.slice(0, at);
  const event = name.slice(at + 1);
  return prefixes.has(prefix) && event && event !== ENV ? [prefix, event] : undefined;
}

const environmentOf = (element: Element, prefix: string): string =>
  element.getAttribute(`${prefix}-${ENV}`) ?? prefix;

function listener(this: Element, event: Event): void {
  for (const { name, value } of [...this.attributes]) {
    const parsed = parse(name);
    if (parsed?.[1] !== event.type) continue;
    callHandler(environmentOf(this, parsed[0]), value, event, name);
  }
}

/** Whether each interpreter that an element's attributes name runs. */
const isReady = (element: Element): boolean =>
  [...element.attributes].every(({ name }) => {
    const parsed = parse(name);
    return !parsed || hasInterpreter(environmentOf(element, parsed[0]));
  });

/** Starts listening to what an element's attribute says, or stops. */
export function attributeChanged(element: Element, name: string): void {
  const parsed = parse(name);
  if (!parsed) return;
  // The same listener is added once at most.
  if (element.hasAttribute(name)) element.addEventListener(parsed[1], listener);
  else if (![...element.attributes].some((other) => parse(other.name)?.[1] === parsed[1])) {
    element.removeEventListener(parsed[1], listener);
  }
}

function bind(element: Element): void {
  for (const name of element.getAttributeNames()) attributeChanged(element, name);
  const control = element as HTMLButtonElement;
  if (!("disabled" in control) || control.disabled || isReady(control)) return;
  control.disabled = true;
  waiting.add(control);
}

/** Listens to all elements of a tree that have such attributes. */
export function bindTree(tree: Document | ShadowRoot | Element): void {
  if (!search) return;
  if (tree instanceof ShadowRoot) {
    // No place where a search can start.
    for (const child of tree.children) bindTree(child);
    return;
  }
  const found = search.evaluate(tree, XPathResult.UNORDERED_NODE_SNAPSHOT_TYPE);
  for (let at = 0; at < found.snapshotLength; at++) bind(found.snapshotItem(at) as Element);
}

/** From now on attributes that start with this type are listened to. */
export function addPrefix(name: string): void {
  prefixes.add(name);
  const tests = [...prefixes].map((prefix) => `starts-with(name(),"${prefix}-")`).join(" or ");
  search = document.createExpression(`descendant-or-self::*[@*[${tests}]]`);
}

/** An interpreter has started: controls that waited for it can be used. */
export function enableControls(): void {
  for (const control of waiting) {
    if (!isReady(control)) continue;
    control.disabled = false;
    waiting.delete(control);
  }
}
