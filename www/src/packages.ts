/**
 * Packages for Pyodide, through its own installer. A chunk of its own: only pages with packages
 * load it.
 */

import { IDBMap } from "./idb-map.js";
import type { IO } from "./stdio.js";

/** How long what was installed is remembered; names as in `packages_cache`. */
export type Cache = "on" | "all" | "never" | "passthrough";

/** What is to be installed. */
export interface Wanted {
  /**
   * Each entry; of a wheel that the page names itself also the absolute URL, and its bytes or the
   * server's refusal, unless the installer is to fetch it.
   */
  entries: [entry: string, wheel?: string, arrival?: Promise<Uint8Array | Response>][];
  cache: Cache;
  /** The package indexes, or none for the usual ones. */
  indexes: string[];
  /** The interpreter's folder. */
  folder: string;
  /** Its version. */
  version: string;
}

/** The number of an entry, and why it could not be installed. */
export type Failure = [index: number, reason: string];

type Callable = ((...args: unknown[]) => Promise<unknown>) & {
  callKwargs(...args: unknown[]): Promise<unknown>;
};

interface Installer {
  install: Callable;
  set_index_urls(urls: unknown): void;
  freeze(): string;
  destroy(): void;
}

/** What is used of Pyodide's API. */
interface Pyodide {
  loadedPackages: Record<string, string>;
  loadPackage(names: string[]): Promise<unknown>;
  pyimport(name: string): unknown;
  toPy(value: unknown): unknown;
  FS: {
    mkdirTree(path: string): void;
    writeFile(path: string, bytes: Uint8Array): void;
    unlink(path: string): void;
  };
}

interface Options {
  packages?: string[];
  lockFileContents?: string;
  lockFileURL?: string;
}

interface Lock {
  packages: Record<string, { file_name: string } | undefined>;
}

const INSTALLER = "micropip";
/** Wheels are here until they are installed. */
const FOLDER = "/tmp/wheels";

/** The packages of one interpreter, from before it is started until they are installed. */
export class Packages {
  /** More options for the interpreter's loader. */
  options: Options = {};
  /** What the loader installs itself, because an earlier visit found out how. */
  #known: string[] | undefined;
  readonly #cache: IDBMap | undefined;

  private constructor(private readonly wanted: Wanted) {
    const { entries, cache, folder, version } = wanted;
    // The list of packages that this version writes cannot be read again.
    const remembers = ["on", "all"].includes(cache) && entries.length > 0 && version !== "0.28.0";
    const kept = remembers || cache !== "on";
    this.#cache = kept ? new IDBMap(`${folder.replace(/\/$/, "")}@${version}`) : undefined;
  }

  /** Looks up whether an earlier visit has installed the same. */
  static async open(wanted: Wanted, forget: boolean): Promise<Packages> {
    const packages = new Packages(wanted);
    try {
      if (forget) await packages.#cache?.clear();
      else await packages.#lookUp();
    } catch (error) {
      // Private windows may have no database; then every visit is a first one.
      console.debug("[pyxide] packages are not remembered:", error);
    }
    const { entries, cache } = wanted;
    if (!packages.#known && entries.length > 0 && cache !== "passthrough") {
      packages.options = { packages: [INSTALLER] };
    }
    return packages;
  }

  get #key(): string {
    return JSON.stringify(this.wanted.entries.map(([entry]) => entry).sort());
  }

  async #lookUp(): Promise<void> {
    const lock = await this.#cache?.get(this.#key);
    if (typeof lock !== "string") return;
    const names = this.wanted.entries.map(([entry]) => bareName(entry));
    const { packages } = JSON.parse(lock) as Lock;
    // The loader would refuse to start the interpreter.
    if (!names.every((name) => packages[name]?.file_name.includes("://"))) return;
    this.#known = names;
    this.options = { packages: this.#known };
    if (this.wanted.version.startsWith("0.27.")) {
      this.options.lockFileURL = URL.createObjectURL(new Blob([lock]));
    } else {
      this.options.lockFileContents = lock;
    }
  }

  /** Installs what the loader has not, and says what cannot be. */
  async install(pyodide: Pyodide, io: IO): Promise<Failure[]> {
    const { entries, cache } = this.wanted;
    const { lockFileURL } = this.options;
    if (lockFileURL) URL.revokeObjectURL(lockFileURL);
    if (entries.length === 0) return [];
    if (cache === "passthrough") return passedThrough(entries, pyodide);
    if (this.#known?.every((name) => name in pyodide.loadedPackages)) return [];
    // An address may have moved since; then it is as on a first visit.
    return toldAsProgress(io, () => this.#installNow(pyodide));
  }

  async #installNow(pyodide: Pyodide): Promise<Failure[]> {
    const { entries, cache, indexes } = this.wanted;
    let installer: Installer;
    try {
      if (!(INSTALLER in pyodide.loadedPackages)) await pyodide.loadPackage([INSTALLER]);
      installer = pyodide.pyimport(INSTALLER) as Installer;
    } catch (error) {
      const reason = `Pyodide's installer ${INSTALLER} could not be loaded: ${reasonOf(error)}`;
      return entries.map((_, index) => [index, reason]);
    }
    if (indexes.length > 0) installer.set_index_urls(pyodide.toPy(indexes));
    const failures: Failure[] = [];
    const requirements = await Promise.all(
      entries.map(async ([entry, wheel, arrival], index): Promise<string> => {
        if (!wheel || !arrival) return wheel ?? entry;
        try {
          return await fetched(wheel, arrival, index, pyodide);
        } catch (error) {
          failures.push([index, (error as Error).message]);
          return "";
        }
      }),
    );
    const install = (what: string | string[], goOn: boolean): Promise<unknown> =>
      installer.install.callKwargs(pyodide.toPy(what), { keep_going: goOn });
    try {
      await install(requirements.filter(Boolean), true);
    } catch {
      // Nothing has been installed. One by one, so that the good ones are and each bad one is named.
      for (const [index, requirement] of requirements.entries()) {
        if (!requirement) continue;
        await install(requirement, false).catch((error: unknown) => {
          failures.push([index, reasonOf(error)]);
        });
      }
    }
    for (const requirement of requirements) {
      if (requirement.startsWith("emfs:/tmp/")) pyodide.FS.unlink(requirement.slice(5));
    }
    if (failures.length === 0 && ["on", "all"].includes(cache)) {
      const remembered = this.#cache?.set(this.#key, installer.freeze());
      await remembered?.catch((error: unknown) => console.debug("[pyxide]", error));
    }
    installer.destroy();
    return failures.sort(([one], [other]) => one - other);
  }
}

/** Lets the interpreter's own loader do it, which knows its packages and wheels and nothing else. */
async function passedThrough(entries: Wanted["entries"], pyodide: Pyodide): Promise<Failure[]> {
  const load = async (entry: string, wheel?: string): Promise<string | undefined> => {
    try {
      await pyodide.loadPackage([wheel ?? entry]);
    } catch (error) {
      return `${reasonOf(error)}; with "passthrough" only packages of Pyodide itself can be named`;
    }
    return bareName(entry) in pyodide.loadedPackages ? undefined : "it could not be loaded";
  };
  const reasons = await Promise.all(entries.map(([entry, wheel]) => load(entry, wheel)));
  return reasons.flatMap((reason, index): Failure[] => (reason ? [[index, reason]] : []));
}

/** A wheel of the page, which came while the interpreter started, as a file for the installer. */
async function fetched(
  url: string,
  arrival: Promise<Uint8Array | Response>,
  index: number,
  pyodide: Pyodide,
): Promise<string> {
  const bytes = await arrival.catch((error: unknown) => {
    throw new Error(`Unable to fetch ${url}: ${(error as Error).message}`);
  });
  if (bytes instanceof Response) throw new Error(`[${bytes.status}] Unable to fetch ${url}`);
  const name = decodeURIComponent(new URL(url).pathname.split("/").pop() ?? "");
  // Two folders may have a wheel of the same name.
  const folder = `${FOLDER}/${index}`;
  pyodide.FS.mkdirTree(folder);
  pyodide.FS.writeFile(`${folder}/${name}`, bytes);
  return `emfs:${folder}/${name}`;
}

/** The package's name in an entry: without version, extras or the rest of a wheel's address. */
function bareName(entry: string): string {
  const wheel = /([^/]+?)-[^/]*\.whl(?:[?#].*)?$/.exec(entry)?.[1];
  const name = wheel ?? /^[\w.-]+/.exec(entry.trim())?.[0] ?? entry;
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}

/** An exception of Python without its traceback. */
function reasonOf(error: unknown): string {
  const lines = String((error as Error | null)?.message ?? error).trimEnd().split("\n");
  const frame = lines.findLastIndex((line) => line.startsWith("  File "));
  const start = lines.findIndex((line, at) => at > frame && !line.startsWith(" "));
  return lines.slice(Math.max(start, 0)).join("\n");
}

/** Sends what is printed meanwhile as progress too. */
async function toldAsProgress<T>(io: IO, work: () => Promise<T>): Promise<T> {
  const { stdout } = io;
  const tell = (line: unknown): void => {
    stdout(line);
    dispatchEvent(new CustomEvent("py:progress", { detail: line }));
  };
  io.stdout = tell;
  try {
    return await work();
  } finally {
    // A page may have replaced it meanwhile.
    if (io.stdout === tell) io.stdout = stdout;
  }
}
