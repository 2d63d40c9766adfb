export default (text) => ({ name: text.toUpperCase() })
