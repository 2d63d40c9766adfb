/** Packages for MicroPython: single modules, wheels, and what its package manager (`_mip.py`) installs. */

import { arrived, fetched } from "./arrived.js";
import type { Entry, Failure, Interpreter, Tools } from "./packages.js";

interface Mip {
  boot(
    description: string,
    url: string,
    index: string | null,
    get: (url: string) => Promise<Uint8Array>,
  ): Promise<string>;
}

/** Installs everything side by side; what fails keeps to itself. */
export async function installOnMicroPython(
  entries: Entry[],
  index: string | undefined,
  interpreter: Interpreter,
  tools: Tools,
): Promise<Failure[]> {
  const get = async (url: string): Promise<Uint8Array> => arrived(url, fetched(url, tools));
  const install = async ([entry, kind, url, arrival]: Entry): Promise<string> => {
    if (url === undefined || !arrival) return "";
    try {
      const bytes = await arrived(url, arrival);
      switch (kind) {
        case "module": {
          const name = new URL(url).pathname.split("/").pop() ?? "";
          interpreter.FS.mkdirTree("/lib");
          interpreter.FS.writeFile(`/lib/${decodeURIComponent(name)}`, bytes);
          return "";
        }
        case "mip": {
          const mip = interpreter.pyimport("pyscript._mip") as Mip;
          return await mip.boot(new TextDecoder().decode(bytes), url, index ?? null, get);
        }
        case "wheel":
          return await tools.unpackWheel(entry, bytes, interpreter.FS);
        default:
          // The others have no address.
          return "";
      }
    } catch (error) {
      return (error as Error).message;
    }
  };
  const reasons = await Promise.all(entries.map(install));
  return reasons.flatMap((reason, at): Failure[] =>
    reason ? [[at, reason, HELP[entries[at]?.[1] ?? "named"]]] : [],
  );
}

const RELATIVE = "an address in `packages` is relative to the configuration";

const HELP: Record<Entry[1], string> = {
  mip: "MicroPython has packages of its own; those of CPython do not run on it",
  module: RELATIVE,
  wheel: RELATIVE,
  named: RELATIVE,
  build: RELATIVE,
};
