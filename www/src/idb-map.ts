/** Maps that are kept in IndexedDB: the database `IDBMap/<name>`, its store `entries`. */

const STORE = "entries";

/** An aborted transaction may have no error. */
const reason = (error: DOMException | null): Error => error ?? new Error("the database was closed");

/** A map whose methods all give promises. Values are whatever can be cloned. */
export class IDBMap extends EventTarget {
  readonly #database: Promise<IDBDatabase>;

  constructor(name: string) {
    super();
    this.#database = new Promise((resolve, reject) => {
      const opening = indexedDB.open(`IDBMap/${name}`);
      opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
      opening.onerror = () => reject(reason(opening.error));
      opening.onsuccess = () => {
        const database = opening.result;
        // Whoever wants to delete the database does not have to wait for this page to close.
        database.onversionchange = () => database.close();
        resolve(database);
      };
    });
    this.#database.catch(() => {});
  }

  async #in<T>(
    mode: IDBTransactionMode,
    make: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> {
    const transaction = (await this.#database).transaction(STORE, mode);
    const request = make(transaction.objectStore(STORE));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(reason(request.error ?? transaction.error));
    });
  }

  #read<T>(make: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    return this.#in("readonly", make);
  }

  get size(): Promise<number> {
    return this.#read((store) => store.count());
  }
  get(key: IDBValidKey): Promise<unknown> {
    return this.#read<unknown>((store) => store.get(key));
  }
  async has(key: IDBValidKey): Promise<boolean> {
    return (await this.#read((store) => store.count(key))) > 0;
  }
  keys(): Promise<IDBValidKey[]> {
    return this.#read((store) => store.getAllKeys());
  }
  values(): Promise<unknown[]> {
    return this.#read<unknown[]>((store) => store.getAll());
  }
  async entries(): Promise<[IDBValidKey, unknown][]> {
    const [keys, values] = await Promise.all([this.keys(), this.values()]);
    return keys.map((key, at) => [key, values[at]]);
  }
  async set(key: IDBValidKey, value: unknown): Promise<this> {
    await this.#in("readwrite", (store) => store.put(value, key));
    return this;
  }
  async delete(key: IDBValidKey): Promise<boolean> {
    const existed = await this.has(key);
    await this.#in("readwrite", (store) => store.delete(key));
    return existed;
  }
  clear(): Promise<void> {
    return this.#in("readwrite", (store) => store.clear());
  }
  async close(): Promise<void> {
    (await this.#database).close();
  }
}

/** A `Map` in memory whose changes are written in the background. */
export class IDBMapSync extends Map<unknown, unknown> {
  readonly #map: IDBMap;
  /** Everything that was started has ended. */
  #ended: Promise<unknown>;
  #failure: { reason: unknown } | undefined;
  /** Keys that changed before what the database has is here. */
  #early: Set<unknown> | undefined = new Set();

  constructor(name: string) {
    super();
    this.#map = new IDBMap(name);
    this.#ended = Promise.resolve();
    this.#follow(this.#load());
  }

  async #load(): Promise<void> {
    const entries = await this.#map.entries();
    for (const [key, value] of entries) {
      if (!this.#early?.has(key) && !this.#early?.has(this)) super.set(key, value);
    }
    this.#early = undefined;
  }

  /** One that fails does not take the others with it. */
  #follow(change: Promise<unknown>): void {
    const noted = change.catch((reason: unknown) => {
      this.#failure ??= { reason };
    });
    this.#ended = Promise.all([this.#ended, noted]);
  }

  override set(key: unknown, value: unknown): this {
    this.#early?.add(key);
    this.#follow(this.#map.set(key as IDBValidKey, value));
    return super.set(key, value);
  }
  override delete(key: unknown): boolean {
    this.#early?.add(key);
    this.#follow(this.#map.delete(key as IDBValidKey));
    return super.delete(key);
  }
  override clear(): void {
    this.#early?.add(this);
    this.#follow(this.#map.clear());
    super.clear();
  }

  /** Fulfils once all is read and written; rejects with the first failure since the last call. */
  async sync(): Promise<void> {
    await this.#ended;
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure) throw failure.reason;
  }
  async close(): Promise<void> {
    await this.#ended;
    await this.#map.close();
  }
}

/** A map with everything that the database has. */
export async function openMap(name: string): Promise<IDBMapSync> {
  const map = new IDBMapSync(name);
  await map.sync();
  return map;
}
