/** What Python finds in `polyscript` and `_pyscript`, besides what the core puts there. */

/** Whose modules they are. */
export interface Owner {
  /** `py`, `mpy`, the name of a type that was defined, or that of an environment. */
  key: string;
  /** `pyodide` or `micropython`. */
  engine: string;
  /** The interpreter. */
  api: unknown;
  /** The module as it is so far. */
  module: object;
}

type Members = Record<string, (owner: Owner) => object>;

let added: Members = {};

/** Says what the modules of this thread have: getters stay getters. */
export const setMembers = (members: Members): void => {
  added = members;
};

export function addMembers(
  module: string,
  object: object,
  key: string,
  engine: string,
  api: unknown,
): void {
  const members = added[module]?.({ key, engine, api, module: object }) ?? {};
  Object.defineProperties(object, Object.getOwnPropertyDescriptors(members));
}
