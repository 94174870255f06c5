export const toBase64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

/**
 * Undefined unless `text` is exactly what encoding gives: Node's decoder skips foreign letters and ignores spare bits,
 * and a changed letter must never pass unnoticed.
 */
export const fromBase64url = (text: string): Buffer | undefined => {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : undefined
}
