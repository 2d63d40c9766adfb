/** What Python needs for folders of the user's disk. What it seldom needs is in a chunk. */

import { importModule } from "./downloads.js";
import { file } from "./files.js";
import type { PickerOptions } from "./fs.js";
import { IDBMap } from "./idb-map.js";

export const fsChunk = (): Promise<typeof import("./fs.js")> =>
  importModule(file("fs.js")) as Promise<typeof import("./fs.js")>;

/** `_pyscript.fs`: what Python needs for folders of the user's disk. */
export const FOLDERS = {
  NAMESPACE: "@pyscript.fs",
  ERROR: "storage permissions not granted",
  get idb(): IDBMap {
    return (folders ??= new IDBMap(FOLDERS.NAMESPACE));
  },
  getFileSystemDirectoryHandle: async (options: PickerOptions) =>
    (await fsChunk()).getFileSystemDirectoryHandle(options),
  /** For workers, which cannot ask the user: whether there is a folder under the key now. */
  async storeFSHandler(key: string, options: PickerOptions): Promise<boolean> {
    try {
      const handler = await FOLDERS.getFileSystemDirectoryHandle(options);
      await FOLDERS.idb.set(key, { handler, options });
      return true;
    } catch (error) {
      // A refusal is an answer, all else has its own words.
      if ((error as Error).message !== FOLDERS.ERROR) throw error;
      console.warn(error);
      return false;
    }
  },
};
let folders: IDBMap | undefined;
