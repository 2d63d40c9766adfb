/** Inflating is the browser's. */

/** The header of a gzip file that says nothing. */
const HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);

export async function gunzip(...parts: Uint8Array<ArrayBuffer>[]): Promise<Uint8Array> {
  const stream = new Blob(parts).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Made a gzip file, deflated bytes are held against their checksum and length by the browser. */
export function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  crc: number,
  length: number,
): Promise<Uint8Array> {
  const trailer = new DataView(new ArrayBuffer(8));
  trailer.setUint32(0, crc, true);
  trailer.setUint32(4, length, true);
  const inflated = gunzip(HEADER, bytes, new Uint8Array(trailer.buffer));
  // It may be one of many that are waited for in order.
  inflated.catch(() => {});
  return inflated;
}
