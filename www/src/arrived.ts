/** Bytes on their way, each failure by name. */

import type { Tools } from "./packages.js";

/** Requests a file: its bytes, or the server's refusal. */
export async function fetched(url: string, { response }: Tools): Promise<Uint8Array | Response> {
  const answer = await response(url);
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : answer;
}

/** The bytes of a file that was requested before. Rejects with the status, or the browser's words. */
export async function arrived(
  url: string,
  arrival: Promise<Uint8Array | Response>,
): Promise<Uint8Array> {
  let bytes: Uint8Array | Response;
  try {
    bytes = await arrival;
  } catch (error) {
    throw new Error(`Unable to fetch ${url}: ${(error as Error).message}`);
  }
  if (bytes instanceof Response) throw new Error(`[${bytes.status}] Unable to fetch ${url}`);
  return bytes;
}
