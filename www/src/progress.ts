/** Files that are counted while they arrive, so that a page can draw how far its start is. */

import { quiet, response } from "./downloads.js";

/** The `detail` of `pyxide:progress`. */
export interface Progress {
  /** `py` or `mpy`. */
  type: string;
  /** The part of the start that wants it: a key of the configuration, or `interpreter`. */
  phase: string;
  /** What it is, as the configuration names it. */
  name: string;
  /** Bytes that have arrived. */
  loaded: number;
  /** Bytes there will be, where that is known. */
  total: number | undefined;
  /** Whether it has ended, well or not. */
  done: boolean;
}

const tell = (detail: Progress): boolean =>
  dispatchEvent(new CustomEvent("pyxide:progress", { detail }));

/** For what has no bytes that could be counted: it begins, or it has ended. */
export const tellStep = (type: string, phase: string, name: string, done: boolean): boolean =>
  tell({ type, phase, name, loaded: 0, total: undefined, done });

/** Requests a file now. Fulfils with its bytes, or with an answer that is no success. */
export const download = (
  url: string,
  type: string,
  phase: string,
  name: string,
): Promise<Uint8Array | Response> =>
  quiet(read(url, { type, phase, name, loaded: 0, total: undefined, done: false }));

async function read(url: string, progress: Progress): Promise<Uint8Array | Response> {
  tell({ ...progress });
  try {
    const answer = await response(url);
    if (!answer.ok) return answer;
    // The length of a compressed answer says nothing about the bytes that come out of it.
    if (!answer.headers.has("content-encoding")) {
      progress.total = Number(answer.headers.get("content-length")) || undefined;
    }
    const chunks: Uint8Array[] = [];
    const reader = answer.body?.getReader();
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
      chunks.push(next.value);
      progress.loaded += next.value.length;
      // Another server may hide that its answer was compressed.
      if (progress.total && progress.loaded > progress.total) progress.total = undefined;
      tell({ ...progress });
    }
    progress.total = progress.loaded;
    return joined(chunks, progress.loaded);
  } finally {
    tell({ ...progress, done: true });
  }
}

function joined(chunks: Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
