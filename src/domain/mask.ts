/** A shorter mask would hide ordinary words and parts of a recovery code in the log. */
const SHORTEST = 8

/** The masks of a secret: the value or, as the runner masks line by line, each of its lines that is long enough. */
export const maskedForms = (secret: string): string[] => {
  const lines = secret.split(/[\r\n]+/).map((line) => line.trim())
  return [...new Set(lines)].filter((line) => line.length >= SHORTEST)
}

/** Hides secrets in what a terminal shows; in Actions the runner does it. */
export class Mask {
  readonly #hidden = new Set<string>()

  add(secret: string): void {
    for (const form of maskedForms(secret)) this.#hidden.add(form)
  }

  clean(text: string): string {
    const longestFirst = [...this.#hidden].toSorted((a, b) => b.length - a.length)
    return longestFirst.reduce((cleaned, secret) => cleaned.replaceAll(secret, '***'), text)
  }
}
