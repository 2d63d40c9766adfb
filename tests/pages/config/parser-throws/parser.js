export const parse = () => { throw new Error("not my dialect") }
