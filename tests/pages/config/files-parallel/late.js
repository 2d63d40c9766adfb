export const e = "too late";
