/** The interpreters that run on the page's own thread, by the name of their environment. */
export const interpreters = new Map<string, unknown>();
