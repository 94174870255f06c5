const DIGITS = '0123456789'
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const LOWER = UPPER.toLowerCase()

/** Seeded randomness: the same seed gives the same tokens, ids and jitters, so a test can be repeated. */
export interface SeededRandom {
  /** A number in [0, 1). */
  next(): number
  /** HeadHunter's alphabet for tokens and codes. */
  upper(length: number): string
  /** GitHub's alphabet for tokens. */
  word(length: number): string
  hex(length: number): string
  digits(length: number): string
  bytes(length: number): Uint8Array
}

export function createRandom(seed: number): SeededRandom {
  const next = mulberry32(seed)
  const draw = (alphabet: string, length: number) => {
    let text = ''
    for (let index = 0; index < length; index++) text += alphabet[Math.floor(next() * alphabet.length)]
    return text
  }
  return {
    next,
    upper: (length) => draw(UPPER + DIGITS, length),
    word: (length) => draw(UPPER + LOWER + DIGITS, length),
    hex: (length) => draw(`${DIGITS}abcdef`, length),
    digits: (length) => draw(DIGITS, length),
    bytes: (length) => Uint8Array.from({ length }, () => Math.floor(next() * 256)),
  }
}

/** Mulberry32, a small public-domain generator; only for tests, not for keys. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
