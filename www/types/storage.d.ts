/**
 * Values that stay when the page is closed, shared with Python's `pyscript.storage`.
 *
 * ```js
 * import { storage } from "pyxide/storage";
 *
 * const settings = await storage("settings");
 * settings.theme = "dark";
 * await settings.sync();
 * ```
 */

/**
 * A store as an object. What JSON has can be written, cycles too, `null`, `ArrayBuffer` and its
 * views, which come back as `Uint8Array`; anything else throws a `TypeError`.
 */
export interface Store {
  /** Removes everything. Shadows a key of that name. */
  clear(): void;
  /** Fulfils once everything is written; rejects if something could not be. Shadows a key of that name. */
  sync(): Promise<void>;
  [key: string]: unknown;
}

/** Opens the store with that name; later changes by others are not seen. */
export function storage(name: string): Promise<Store>;

export default storage;
