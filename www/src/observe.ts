/**
 * Tags that are there, and tags that come: in the document and in every shadow root. Each is handled
 * once. The core names what to look for; every change of an attribute on the page would enter
 * WebAssembly if it looked itself.
 */

import { handleTag } from "../build/pyxide_core.js";
import { addPrefix, attributeChanged, bindTree } from "./inline-events.js";
import { moved } from "./kernel.js";

const handled = new WeakSet<Element>();
const roots: WeakRef<ShadowRoot>[] = [];
const selectors: string[] = [];
let all = "";

let observer: MutationObserver | undefined;

function observe(root: Document | ShadowRoot): void {
  // Made when there is a page: a server may import the script.
  observer ??= new MutationObserver(see);
  observer.observe(root, { childList: true, subtree: true, attributes: true });
}

function see(records: MutationRecord[]): void {
  for (const { type, target, attributeName, addedNodes } of records) {
    if (type === "attributes") attributeChanged(target as Element, attributeName ?? "");
    for (const node of addedNodes) if (node instanceof Element) handleTree(node);
  }
}

type Found = (element: Element) => void;
const plugins: [selector: string, found: Found][] = [];

/** Tells a plugin of the elements that are there and those that come. */
export function lookForPlugin(selector: string, found: Found): void {
  plugins.push([selector, found]);
  for (const tree of trees()) tree.querySelectorAll(selector).forEach(found);
}

const trees = (): (Document | ShadowRoot)[] =>
  [document, ...roots.map((root) => root.deref())].filter((tree) => !!tree);

/** An added element, or the tags inside it. */
function handleTree(element: Element): void {
  for (const [selector, found] of plugins) {
    if (element.matches(selector)) found(element);
    element.querySelectorAll(selector).forEach(found);
  }
  if (!all) return;
  bindTree(element);
  if (element.matches(all)) handle(element);
  else for (const tag of element.querySelectorAll(all)) handle(tag);
}

function handle(element: Element): void {
  if (handled.has(element)) {
    moved(element);
    return;
  }
  handled.add(element);
  handleTag(element);
}

/**
 * From now on tags that match are handled, and attributes that start with the name; those that are
 * there already, in document order.
 */
export function lookFor(selector: string, name: string): void {
  selectors.push(selector);
  all = selectors.join();
  addPrefix(name);
  for (const tree of trees()) {
    bindTree(tree);
    for (const element of tree.querySelectorAll(selector)) {
      if (!handled.has(element)) handle(element);
    }
  }
}

const known = new WeakSet<ShadowRoot>();

function addRoot(root: ShadowRoot): void {
  if (known.has(root)) return;
  known.add(root);
  roots.push(new WeakRef(root));
  observe(root);
  for (const child of root.children) handleTree(child);
}

/** The open roots of a tree that scripts or the parser have made. */
function findRoots(tree: Document | ShadowRoot): void {
  for (const { shadowRoot } of tree.querySelectorAll("*")) {
    if (!shadowRoot) continue;
    addRoot(shadowRoot);
    findRoots(shadowRoot);
  }
}

/** Observes the document and wraps `attachShadow`, so that new roots are seen, open or closed. */
export function watchDocument(): void {
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (this: Element, init: ShadowRootInit): ShadowRoot {
    const root = attachShadow.call(this, init);
    addRoot(root);
    return root;
  };
  observe(document);
  findRoots(document);
  // The parser makes roots without telling anybody.
  document.addEventListener("DOMContentLoaded", () => findRoots(document), { once: true });
}
