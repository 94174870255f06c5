import { isRecoveryCode } from '../domain/recovery-code.js'
import { type Diagnostic, diagnostic } from '../reasons/index.js'
import { openRecoveryCode } from './recovery-code.js'
import { decodeStagedPair, isStaged } from './staged-pair.js'

/** The tokens and codes of the settings. */
export interface Credentials {
  clientSecret: string
  accessToken: string | undefined
  refreshToken: string | undefined
  authCode: string | undefined
  /** PKCE (RFC 7636), where the authorization that gave the code was begun with a challenge. */
  codeVerifier?: string | undefined
  /** The access token in the secrets, if another one is used. */
  savedAccessToken?: string | undefined
}

/** A pair to try. */
export interface TokenCandidate {
  /**
   * `recovered`: from a recovery code; `staged`: saved as one value by a run that ended before it was finalized;
   * `plain`: one token in each secret.
   */
  origin: 'recovered' | 'staged' | 'plain'
  accessToken: string | undefined
  refreshToken: string | undefined
  /** By HeadHunter's clock, in milliseconds since the epoch; unknown for a plain pair. */
  expiresAt: number | undefined
  /** Where it was found: in `auth-code`, in the secrets given to the run, or in the store at this moment. */
  from: 'auth-code' | 'secrets' | 'store'
}

/** The parsed credentials: the pairs to try, in this order. */
export interface ParsedCredentials {
  /** From a recovery code in `auth-code`; tried first. */
  recovered: TokenCandidate | undefined
  /** `auth-code` holds a recovery code that this client secret and these tokens do not open. */
  recoveryUnreadable: boolean
  /** A fresh authorization code. */
  authCode: string | undefined
  codeVerifier?: string | undefined
  /** A pair in `refresh-token`: staged, or from a recovery code that was pasted there. */
  whole: TokenCandidate | undefined
  /** `refresh-token` holds a staged pair or recovery code that can't be read. */
  wholeUnreadable: 'staged' | 'recovery' | undefined
  /** The plain tokens. */
  plain: TokenCandidate | undefined
  /** The access token that this run got from the secrets: a recovery code is encrypted with it. */
  sealingToken: string | undefined
}

/** Why a value that claims to hold a whole pair can't be used. */
export const unreadable = (what: NonNullable<ParsedCredentials['wholeUnreadable']>): Diagnostic =>
  diagnostic(what === 'staged' ? 'staged_pair_unreadable' : 'recovery_code_unreadable')

/** Parses the credentials, without any request. */
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
