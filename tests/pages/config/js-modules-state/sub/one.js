export const which = "one";
