/** Encrypts one value for the owner of the key, in base64 as GitHub's secrets API takes it. */
export type Seal = (value: string) => string

/**
 * libsodium's sealed boxes for a public key in base64: what GitHub asks of a secret's value
 * (https://docs.github.com/en/rest/guides/encrypting-secrets-for-the-rest-api). Undefined when it is no such key.
 * Loaded on demand: most runs save nothing, and the library's start is dear.
 */
export const sealFor = async (publicKey: string): Promise<Seal | undefined> => {
  const { default: sodium } = await import('libsodium-wrappers')
  await sodium.ready
  const { ORIGINAL } = sodium.base64_variants
  try {
    const key = sodium.from_base64(publicKey, ORIGINAL)
    sodium.crypto_box_seal('', key)
    return (value) => sodium.to_base64(sodium.crypto_box_seal(value, key), ORIGINAL)
  } catch {
    return undefined
  }
}
