import { isRecoveryCode } from '../domain/recovery-code.js'
import { openRecoveryCode } from './recovery-code.js'
import { decodeStagedPair, isStaged } from './staged-pair.js'

/** The tokens and codes as a run was given them. */
export interface Credentials {
  clientSecret: string
  accessToken: string | undefined
  refreshToken: string | undefined
  authCode: string | undefined
  /** PKCE (RFC 7636), where the authorization that gave the code was begun with a challenge. */
  codeVerifier?: string | undefined
  /** The access token that stands in the secrets, where another one is to be used. */
  savedAccessToken?: string | undefined
}

/** A pair that a run may try. */
export interface TokenCandidate {
  /**
   * `recovered`: from a recovery code; `staged`: written whole by a run that ended before it was finalized;
   * `plain`: one token in each secret.
   */
  origin: 'recovered' | 'staged' | 'plain'
  accessToken: string | undefined
  refreshToken: string | undefined
  /** By HeadHunter's clock, in milliseconds since the epoch; unknown for a plain pair. */
  expiresAt: number | undefined
  /** Where it was found: in what was handed in, in the secrets, or in the store at this very moment. */
  from: 'auth-code' | 'secrets' | 'store'
}

/** What was given, understood: the pairs to try, in the order in which to try them. */
export interface ParsedCredentials {
  /** From a recovery code in `auth-code`; it comes before everything else. */
  recovered: TokenCandidate | undefined
  /** A recovery code stood in `auth-code`, but neither this secret nor these tokens open it. */
  recoveryUnreadable: boolean
  /** A fresh authorization code. */
  authCode: string | undefined
  codeVerifier?: string | undefined
  /** A whole pair in `refresh-token`: staged, or a recovery code that was pasted there. */
  whole: TokenCandidate | undefined
  /** `refresh-token` holds something of ours that can't be read. */
  wholeUnreadable: 'staged' | 'recovery' | undefined
  /** The plain tokens. */
  plain: TokenCandidate | undefined
  /** An access token that stands in the secrets as this run was given them: what a recovery code is sealed under. */
  sealingToken: string | undefined
}

/** Understands what the inputs hold. Nothing is sent anywhere. */
export function parseCredentials(given: Credentials): ParsedCredentials {
  const inRefreshToken = given.refreshToken ?? ''
  const staged = decodeStagedPair(inRefreshToken)
  const oldAccessTokens = [staged?.accessToken, given.accessToken].filter((token) => token !== undefined)
  const open = (code: string) => openRecoveryCode(code, { clientSecret: given.clientSecret, oldAccessTokens })

  const handsInCode = isRecoveryCode(given.authCode ?? '')
  const handedIn = open(given.authCode ?? '')
  const isCode = isRecoveryCode(inRefreshToken)
  const pasted = open(inRefreshToken)
  const isWhole = isStaged(inRefreshToken) || isCode
  const opened = staged ?? pasted

  return {
    recovered: handedIn && { ...handedIn, origin: 'recovered', from: 'auth-code' },
    recoveryUnreadable: handsInCode && handedIn === undefined,
    authCode: handsInCode ? undefined : given.authCode,
    codeVerifier: given.codeVerifier,
    whole:
      (staged && { ...staged, origin: 'staged', from: 'secrets' }) ??
      (pasted && { ...pasted, origin: 'recovered', from: 'secrets' }),
    wholeUnreadable: !isWhole || opened ? undefined : isCode ? 'recovery' : 'staged',
    plain: plainPair(given.accessToken, isWhole ? undefined : given.refreshToken),
    sealingToken: given.savedAccessToken ?? given.accessToken ?? staged?.accessToken,
  }
}

function plainPair(
  accessToken: string | undefined,
  refreshToken: string | undefined,
): TokenCandidate | undefined {
  if (accessToken === undefined && refreshToken === undefined) return undefined
  return { origin: 'plain', from: 'secrets', accessToken, refreshToken, expiresAt: undefined }
}
