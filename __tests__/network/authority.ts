import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const DAY_MS = 86_400_000

export interface ServerCertificate {
  key: string
  cert: string
}

/** A company's own certificate authority, as it stands behind a proxy that looks inside TLS. Made anew each time. */
export interface Authority {
  /** Its certificate, in PEM: what `NODE_EXTRA_CA_CERTS` points at. */
  certificate: string
  /** A server's certificate for these names; one whose last day was yesterday where `expired`. */
  issue(names: string[], options?: { expired?: boolean }): Promise<ServerCertificate>
}

export async function createAuthority(): Promise<Authority> {
  x509.cryptoProvider.set(webcrypto)
  const keys = await newKeys()
  const name = 'CN=A private authority, for tests only'
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name,
    keys,
    signingAlgorithm: ALGORITHM,
    ...validity(),
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  })
  return {
    certificate: root.toString('pem'),
    issue: async (names, { expired = false } = {}) => {
      const own = await newKeys()
      const certificate = await x509.X509CertificateGenerator.create({
        serialNumber: '02',
        subject: `CN=${names[0]}`,
        issuer: root.subject,
        signingKey: keys.privateKey,
        publicKey: own.publicKey,
        signingAlgorithm: ALGORITHM,
        ...validity(expired),
        extensions: [
          new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns', value }))),
          new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        ],
      })
      const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', own.privateKey)
      return { key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'), cert: certificate.toString('pem') }
    },
  }
}

const newKeys = async () =>
  (await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair

const validity = (expired = false) => ({
  notBefore: new Date(Date.now() - 2 * DAY_MS),
  notAfter: new Date(Date.now() + (expired ? -DAY_MS : DAY_MS)),
})
