/**
 * JSON as bytes, for everything that can be cloned: cycles, `Map`, `Set`, dates, big numbers, bytes.
 * What Python knows as `polyscript.JSON`; nobody but this file has to understand the bytes.
 */

type Node = string | number | boolean | null | [tag: string, ...content: (string | number)[]];

const TAGS = { u: undefined, N: NaN, I: Infinity, i: -Infinity };

/** The bytes of a value. Functions and symbols become `undefined`. */
function stringify(root: unknown): number[] {
  const nodes: Node[] = [];
  const places = new Map<unknown, number>();
  const place = (value: unknown): number => {
    let at = places.get(value);
    if (at === undefined) {
      at = nodes.push(null) - 1;
      places.set(value, at);
      nodes[at] = node(value);
    }
    return at;
  };
  const node = (value: unknown): Node => {
    if (typeof value === "bigint") return ["n", String(value)];
    if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    for (const [tag, special] of Object.entries(TAGS)) if (Object.is(value, special)) return [tag];
    if (typeof value !== "object") return ["u"];
    if (Array.isArray(value)) return ["A", ...value.map(place)];
    if (value instanceof Map) return ["M", ...[...value].flat().map(place)];
    if (value instanceof Set) return ["S", ...[...value].map(place)];
    if (value instanceof Date) return ["D", place(value.getTime())];
    if (value instanceof RegExp) return ["R", value.source, value.flags];
    if (value instanceof Error) return ["E", value.name, value.message];
    if (value instanceof ArrayBuffer) return ["B", ...new Uint8Array(value)];
    if (ArrayBuffer.isView(value)) {
      const { buffer, byteOffset, byteLength, constructor } = value;
      return ["V", constructor.name, ...new Uint8Array(buffer, byteOffset, byteLength)];
    }
    return ["O", ...Object.entries(value).flatMap(([key, item]) => [key, place(item)])];
  };
  place(root);
  return [...new TextEncoder().encode(JSON.stringify(nodes))];
}

/** The value of such bytes. */
function parse(bytes: ArrayBuffer | ArrayLike<number>): unknown {
  const text = new TextDecoder().decode(new Uint8Array(bytes));
  const nodes = JSON.parse(text) as Node[];
  const values: unknown[] = [];
  const value = (at: unknown): unknown => {
    const index = at as number;
    if (index in values) return values[index];
    const node = nodes[index] ?? null;
    if (!Array.isArray(node)) return (values[index] = node);
    const [tag, ...content] = node;
    // What contains others is there before them: they may contain it.
    const made = (values[index] = empty(tag, content, value));
    if (Array.isArray(made)) made.push(...content.map(value));
    else if (made instanceof Set) for (const item of content) made.add(value(item));
    else if (made instanceof Map) {
      for (let i = 0; i < content.length; i += 2) made.set(value(content[i]), value(content[i + 1]));
    } else if (tag === "O") {
      for (let i = 0; i < content.length; i += 2) {
        (made as Record<string, unknown>)[String(content[i])] = value(content[i + 1]);
      }
    }
    return made;
  };
  return value(0);
}

function empty(tag: string, content: (string | number)[], value: (at: unknown) => unknown): unknown {
  const [first, second] = content.map(String) as [string, string];
  switch (tag) {
    case "n":
      return BigInt(first);
    case "A":
      return [];
    case "M":
      return new Map();
    case "S":
      return new Set();
    case "D":
      return new Date(value(content[0]) as number);
    case "R":
      return new RegExp(first, second);
    case "E":
      return Object.assign(new Error(second), { name: first });
    case "B":
      return Uint8Array.from(content as number[]).buffer;
    case "V": {
      const View = (globalThis as unknown as Record<string, new (b: ArrayBuffer) => unknown>)[first];
      const { buffer } = Uint8Array.from(content.slice(1) as number[]);
      return View ? new View(buffer) : buffer;
    }
    case "O":
      return {};
    default:
      return TAGS[tag as keyof typeof TAGS];
  }
}

export const BinaryJSON = { parse, stringify };
