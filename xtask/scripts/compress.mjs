// Reads lines "brotli|gzip <from> <to>" (tab-separated) from standard input and writes the
// compressed files; Node's thread pool does several at once.
import { readFile, rename, writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import * as zlib from "node:zlib";

const brotliCompress = promisify(zlib.brotliCompress);
const gzipCompress = promisify(zlib.gzip);
const { BROTLI_PARAM_LGWIN, BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = zlib.constants;

/** The best quality with the largest window that browsers accept. */
function brotli(bytes) {
  const params = {
    [BROTLI_PARAM_QUALITY]: 11,
    [BROTLI_PARAM_LGWIN]: 24,
    [BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompress(bytes, { params });
}

async function run(line) {
  const [encoding, from, to] = line.split("\t");
  const bytes = await readFile(from);
  const compressed =
    encoding === "brotli" ? await brotli(bytes) : await gzipCompress(bytes, { level: 9 });
  // Written aside first: a kept file is either whole or not there, even after an interruption.
  await writeFile(`${to}.part`, compressed);
  await rename(`${to}.part`, to);
}

const lines = (await text(process.stdin)).split("\n").filter(Boolean);
await Promise.all(lines.map(run));
