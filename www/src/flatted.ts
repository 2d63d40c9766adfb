/**
 * JSON for values that refer to themselves: an array of all strings, lists and objects, the root
 * first, in which each is referred to by its index written as a string.
 */

type Container = Record<string, unknown>;

const isContainer = (value: unknown): value is Container =>
  typeof value === "object" && value !== null;

export function stringify(root: unknown): string {
  const nodes: unknown[] = [];
  const places = new Map<unknown, string>();
  const place = (given: unknown): unknown => {
    const value =
      isContainer(given) && typeof given["toJSON"] === "function"
        ? (given as unknown as Date).toJSON()
        : given;
    if (typeof value !== "string" && !isContainer(value)) return value;
    let at = places.get(value);
    if (at === undefined) {
      at = String(nodes.push(value) - 1);
      places.set(value, at);
    }
    return at;
  };
  const first = place(root);
  if (nodes.length === 0) return JSON.stringify([first]);
  const texts: string[] = [];
  // The list grows while it is walked.
  for (const node of nodes) {
    const flat = Array.isArray(node)
      ? Array.from(node, place)
      : isContainer(node)
        ? Object.fromEntries(Object.entries(node).map(([key, value]) => [key, place(value)]))
        : node;
    texts.push(JSON.stringify(flat));
  }
  return `[${texts.join(",")}]`;
}

/** Throws a `SyntaxError` for what is not such a text. */
export function parse(text: string): unknown {
  const nodes: unknown = JSON.parse(text);
  if (!Array.isArray(nodes)) throw new SyntaxError("not an array");
  for (const node of nodes) {
    if (!isContainer(node)) continue;
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === "string") node[key] = (nodes as unknown[])[Number(value)];
    }
  }
  return (nodes as unknown[])[0];
}
