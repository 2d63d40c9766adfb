/** What Python finds in `polyscript` and `_pyscript`, besides what the core puts there. */

type Members = Record<string, object>;

let added: Members = {};

/** Says what the modules of this thread have: getters stay getters. */
export const setMembers = (members: Members): void => {
  added = members;
};

export function addMembers(module: string, object: object): void {
  Object.defineProperties(object, Object.getOwnPropertyDescriptors(added[module] ?? {}));
}
