/** A shorter mask would hide letters and words all over the log, those of a recovery code too. */
const SHORTEST = 8

/** What must not be seen: a secret, or each of its lines. The runner masks the lines of what it is given, the short ones too. */
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
