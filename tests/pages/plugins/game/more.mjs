export const extra = "more";
