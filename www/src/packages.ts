/**
 * Packages, for both interpreters. A chunk of its own: only pages with packages load it.
 */

import { arrived, fetched } from "./arrived.js";
import { IDBMap } from "./idb-map.js";
import { installOnMicroPython } from "./packages-micropython.js";
import type { IO } from "./stdio.js";

/** The bytes of a file, or the server's refusal. */
export type Arrival = Promise<Uint8Array | Response>;

/** An entry of `packages`: as Python sees it, what it is, its absolute URL, and its bytes if they are on their way. */
export type Entry = [
  entry: string,
  kind: "named" | "wheel" | "module" | "mip" | "build",
  url?: string,
  arrival?: Arrival,
];

/** What else there is to know. */
export type Circumstances = [
  /** How long what was installed is remembered; names as in `packages_cache`. */
  cache: "on" | "all" | "never" | "passthrough",
  /** What was remembered is to be forgotten. */
  forget: boolean,
  /** The package indexes, or none for the usual ones. */
  indexes: string[],
  /** Pyodide's folder; absent for MicroPython. */
  folder: string | undefined,
  /** The interpreter's module. */
  engine: string,
];

/** What the core lends. */
export interface Tools {
  importModule(url: string): Promise<unknown>;
  response(url: string): Promise<Response>;
  /** Unpacks a wheel into the working directory; gives what went wrong. */
  unpackWheel(entry: string, bytes: Uint8Array, fs: Interpreter["FS"]): Promise<string>;
}

/** The number of an entry, why it could not be installed, and what to do about it. */
export type Failure = [index: number, reason: string, help: string];

/** The packages of one interpreter, from before it is started until they are installed. */
export interface Packages {
  /** More options for the interpreter's loader. */
  options: Options;
  /** Installs what the loader has not, and says what cannot be. */
  install(interpreter: Interpreter, io: IO): Promise<Failure[]>;
}

/** What is used of both interpreters' APIs. */
export interface Interpreter {
  pyimport(name: string): unknown;
  FS: {
    mkdirTree(path: string): void;
    writeFile(path: string, bytes: Uint8Array): void;
    unlink(path: string): void;
  };
}

/** Begins with packages; looks up whether an earlier visit has installed the same. */
export async function openPackages(
  entries: Entry[],
  circumstances: Circumstances,
  tools: Tools,
): Promise<Packages> {
  const [, , indexes, folder, engine] = circumstances;
  if (folder === undefined) {
    const install: Packages["install"] = (api) =>
      installOnMicroPython(entries, indexes[0], api, tools);
    return { options: {}, install };
  }
  const { version = "" } = (await tools.importModule(engine)) as { version?: string };
  return PyodidePackages.open(entries, circumstances, folder, version);
}

/** Installs what is not there yet and imports it. */
export async function lazyModules(
  entries: Entry[],
  circumstances: Circumstances,
  interpreter: Interpreter,
  io: IO,
  tools: Tools,
): Promise<unknown[]> {
  const modules = entries.map(moduleName);
  // A plain name may be there already, also one of the standard library.
  const missing = entries
    .filter(([entry], index) => entry !== modules[index] || !canImport(interpreter, entry))
    .map(([entry, kind, url]): Entry => {
      if (url === undefined) return [entry, kind];
      const arrival = fetched(url, tools);
      // Whoever installs it tells; something else may fail before.
      arrival.catch(() => {});
      return [entry, kind, url, arrival];
    });
  const packages = await openPackages(missing, circumstances, tools);
  const failures = await packages.install(interpreter, io);
  if (failures.length > 0) {
    const told = failures.map(
      ([index, reason]) => `Unable to install ${missing[index]?.[0]}: ${reason}`,
    );
    throw new Error(told.join("\n"));
  }
  return modules.map((name) => interpreter.pyimport(name));
}

function canImport(interpreter: Interpreter, name: string): boolean {
  try {
    interpreter.pyimport(name);
    return true;
  } catch {
    return false;
  }
}

/** The module that is to be imported once an entry is installed, as far as the entry tells. */
function moduleName([entry, kind]: Entry): string {
  const path = entry.replace(/[?#].*$/, "").replace(/\/package\.json$|\/$/, "");
  const name = path.split(/[/:]/).pop() ?? "";
  const end = kind === "wheel" ? /-.*/ : kind === "module" ? /\.\w+$/ : /[<>=!~[;@ ].*/;
  return name.replace(end, "").replaceAll("-", "_");
}

type Callable = ((...args: unknown[]) => Promise<unknown>) & {
  callKwargs(...args: unknown[]): Promise<unknown>;
};

interface Installer {
  install: Callable;
  set_index_urls(urls: unknown): void;
  freeze(): string;
  destroy(): void;
}

/** What is used of Pyodide's API besides. */
interface Pyodide extends Interpreter {
  loadedPackages: Record<string, string>;
  loadPackage(names: string[]): Promise<unknown>;
  toPy(value: unknown): unknown;
}

export interface Options {
  packages?: string[];
  lockFileContents?: string;
  lockFileURL?: string;
}

interface Lock {
  packages: Record<string, { file_name: string } | undefined>;
}

const INSTALLER = "micropip";
const RELATIVE = "an address in `packages` is relative to the configuration";
/** Wheels are here until they are installed. */
const FOLDER = "/tmp/wheels";

class PyodidePackages implements Packages {
  options: Options = {};
  /** What the loader installs itself, because an earlier visit found out how. */
  #known: string[] | undefined;
  readonly #cache: IDBMap | undefined;

  private constructor(
    private readonly entries: Entry[],
    private readonly circumstances: Circumstances,
    private readonly version: string,
    database: string,
  ) {
    const [cache, forget] = circumstances;
    // The list of packages that this version writes cannot be read again.
    const remembers = ["on", "all"].includes(cache) && entries.length > 0 && version !== "0.28.0";
    this.#cache = remembers || forget ? new IDBMap(database) : undefined;
  }

  static async open(
    entries: Entry[],
    circumstances: Circumstances,
    folder: string,
    version: string,
  ): Promise<PyodidePackages> {
    const database = `${folder.replace(/\/$/, "")}@${version}`;
    const packages = new PyodidePackages(entries, circumstances, version, database);
    const [cache, forget] = circumstances;
    try {
      if (forget) await packages.#cache?.clear();
      else await packages.#lookUp();
    } catch (error) {
      // Private windows may have no database; then every visit is a first one.
      console.debug("[pyxide] packages are not remembered:", error);
    }
    if (!packages.#known && entries.length > 0 && cache !== "passthrough") {
      packages.options = { packages: [INSTALLER] };
    }
    return packages;
  }

  get #key(): string {
    return JSON.stringify(this.entries.map(([entry]) => entry).sort());
  }

  async #lookUp(): Promise<void> {
    const lock = await this.#cache?.get(this.#key);
    if (typeof lock !== "string") return;
    const names = this.entries.map(([entry]) => bareName(entry));
    const { packages } = JSON.parse(lock) as Lock;
    // The loader would refuse to start the interpreter.
    if (!names.every((name) => packages[name]?.file_name.includes("://"))) return;
    this.#known = names;
    this.options = { packages: this.#known };
    if (this.version.startsWith("0.27.")) {
      this.options.lockFileURL = URL.createObjectURL(new Blob([lock]));
    } else {
      this.options.lockFileContents = lock;
    }
  }

  async install(interpreter: Interpreter, io: IO): Promise<Failure[]> {
    const pyodide = interpreter as Pyodide;
    const { entries } = this;
    const [cache] = this.circumstances;
    const { lockFileURL } = this.options;
    if (lockFileURL) URL.revokeObjectURL(lockFileURL);
    if (entries.length === 0) return [];
    if (cache === "passthrough") return passedThrough(entries, pyodide);
    if (this.#known?.every((name) => name in pyodide.loadedPackages)) return [];
    // An address may have moved since; then it is as on a first visit.
    return toldAsProgress(io, () => this.#installNow(pyodide));
  }

  async #installNow(pyodide: Pyodide): Promise<Failure[]> {
    const { entries } = this;
    const [cache, , indexes] = this.circumstances;
    let installer: Installer;
    try {
      if (!(INSTALLER in pyodide.loadedPackages)) await pyodide.loadPackage([INSTALLER]);
      installer = pyodide.pyimport(INSTALLER) as Installer;
    } catch (error) {
      const reason = `Pyodide's installer ${INSTALLER} could not be loaded: ${reasonOf(error)}`;
      return entries.map((_, index) => [index, reason, "reload the page"]);
    }
    if (indexes.length > 0) installer.set_index_urls(pyodide.toPy(indexes));
    const failures: Failure[] = [];
    const requirements = await Promise.all(
      entries.map(async ([entry, , wheel, arrival], index): Promise<string> => {
        if (!wheel || !arrival) return wheel ?? entry;
        try {
          return await put(wheel, arrival, index, pyodide);
        } catch (error) {
          failures.push([index, (error as Error).message, RELATIVE]);
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
          failures.push([index, reasonOf(error), help(requirement)]);
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
async function passedThrough(entries: Entry[], pyodide: Pyodide): Promise<Failure[]> {
  const load = async ([entry, , wheel]: Entry): Promise<string | undefined> => {
    try {
      await pyodide.loadPackage([wheel ?? entry]);
    } catch (error) {
      return reasonOf(error);
    }
    return bareName(entry) in pyodide.loadedPackages ? undefined : "it could not be loaded";
  };
  const reasons = await Promise.all(entries.map(load));
  const advice = 'with `packages_cache = "passthrough"` only packages of Pyodide itself can be named';
  return reasons.flatMap((reason, index): Failure[] => (reason ? [[index, reason, advice]] : []));
}

/** A wheel of the page, which came while the interpreter started, as a file for the installer. */
async function put(
  url: string,
  arrival: Arrival,
  index: number,
  pyodide: Pyodide,
): Promise<string> {
  const bytes = await arrived(url, arrival);
  const name = decodeURIComponent(new URL(url).pathname.split("/").pop() ?? "");
  // Two folders may have a wheel of the same name.
  const folder = `${FOLDER}/${index}`;
  pyodide.FS.mkdirTree(folder);
  pyodide.FS.writeFile(`${folder}/${name}`, bytes);
  return `emfs:${folder}/${name}`;
}

const help = (requirement: string): string =>
  requirement.includes(".whl")
    ? RELATIVE
    : "only packages of Pyodide and of pure Python can be installed. " +
      `See: https://packages.pyscript.net/?q=${bareName(requirement)}`;

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
