// Loaded before the program: an unexpected error.
globalThis.URLSearchParams = class {
  constructor() {
    throw new TypeError('sabotage: a message that may hold anything')
  }
}
