/** Scripts inside shadow roots run too: every new root, open or closed, is announced. */

const roots: ShadowRoot[] = [];
let announce: ((root: ShadowRoot) => void) | undefined;

/** Wraps `attachShadow`. Called once, before anything of the page can create a root. */
export function watchShadowRoots(): void {
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (this: Element, init: ShadowRootInit): ShadowRoot {
    const root = attachShadow.call(this, init);
    if (announce) announce(root);
    else roots.push(root);
    return root;
  };
}

/** Hands over the roots made so far, and every later one as it is made. */
export function onShadowRoot(callback: (root: ShadowRoot) => void): void {
  announce = callback;
  for (const root of roots.splice(0)) callback(root);
}
