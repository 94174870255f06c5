// Loaded before the program: something breaks that nobody foresaw.
globalThis.URLSearchParams = class {
  constructor() {
    throw new TypeError('sabotage: a message that may hold anything')
  }
}
