export const parse = (text) => Object.fromEntries([text.trim().split(" == ")])
