export const where = typeof document;
