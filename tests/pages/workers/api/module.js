export const here = typeof document;
