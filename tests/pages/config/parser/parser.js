export const parse = (text) => ({ name: text.split(":")[1].trim() })
