/** What must not be seen: a secret whole, and each of its lines. */
export const maskedForms = (secret: string): string[] => {
  const forms = [secret, ...secret.split(/\r?\n/)].map((form) => form.trim()).filter((form) => form !== '')
  return [...new Set(forms)]
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
