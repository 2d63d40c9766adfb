const dist = import.meta.url.split("?")[1];
const { PageEnd } = await import(`${dist}bridge-page.js`);
const { WorkerEnd } = await import(`${dist}bridge-worker.js`);

const lines = async (name) => {
  const text = await (await fetch(name)).text();
  return text.split("\n").filter((line) => line && !line.startsWith("#"));
};
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const bytesOf = (digits) => Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));

let failed = 0;
const fail = (text) => {
  failed += 1;
  console.error(text);
};
const attempt = (what, run) => {
  try {
    return run();
  } catch (error) {
    return fail(`${what}: ${error}`);
  }
};

const written = await lines("vectors.txt");
const random = await lines("random.txt");
const page = new PageEnd({ blocking: false });
const ends = { page, worker: new WorkerEnd(page.greeting) };
for (const [name, end] of Object.entries(ends)) {
  for (const line of written) {
    const [expression, digits] = line.split("\t");
    const value = (0, eval)(`(${expression})`);
    const expected = digits.replaceAll(" ", "");
    const packed = attempt(expression, () => hex(end.pack(value, true)));
    if (packed !== expected) fail(`${name} writes ${expression} as ${packed} instead of ${expected}`);
    const again = attempt(expression, () => hex(end.pack(end.unpack(bytesOf(expected)), true)));
    if (again !== expected) fail(`${name} reads ${expression} so that it becomes ${again} instead of ${expected}`);
  }
  let alike = 0;
  for (const digits of random) {
    const value = attempt(digits, () => end.unpack(bytesOf(digits)));
    const packed = attempt(digits, () => hex(end.pack(value, true)));
    if (packed === digits) alike += 1;
    else fail(`${name}: ${packed} instead of ${digits}`);
  }
  console.log(`${name}: ${alike} alike`);
}

// What is no value is refused at once, and what is one can be written.
let state = 0x5eed;
const below = (limit) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return (state >>> 8) % limit;
};
let refused = 0;
let slowest = 0;
for (const digits of random) {
  for (let turn = 0; turn < 20; turn += 1) {
    let bytes = bytesOf(digits);
    for (let change = below(3); change >= 0; change -= 1) bytes[below(bytes.length)] = below(256);
    if (below(3) === 0) bytes = bytes.slice(0, below(bytes.length));
    const started = performance.now();
    try {
      page.unpack(bytes);
    } catch (error) {
      refused += 1;
      if (!(error instanceof Error || error instanceof DOMException)) fail(`${hex(bytes)}: threw ${error}`);
    }
    slowest = Math.max(slowest, performance.now() - started);
  }
}
if (refused < 1000) fail(`only ${refused} refused`);
if (slowest > 2000) fail(`one took ${slowest} ms`);
console.log(`${failed} failed`);
window.finished = true;
