import type { SecretPlace } from '../../sandbox/github/github.js'
import type { Sandbox } from '../../sandbox/sandbox.js'
import { isRecoveryCode } from '../../src/domain/recovery-code.js'
import { openRecoveryCode } from '../../src/tokens/recovery-code.js'
import { decodeStagedPair, isStaged } from '../../src/tokens/staged-pair.js'

/**
 * Where the working pair is at this moment: two plain tokens, a staged pair, a recovery code that was pasted into the
 * secret, a recovery code that was printed; or nowhere.
 */
export type PairPlace = 'plain' | 'staged' | 'pasted' | 'code' | 'none'

export interface Circumstances {
  sandbox: Sandbox
  place: SecretPlace
  clientSecret: string
  /** Every recovery code that was printed so far. */
  codes: readonly string[]
}

/** Whether anything that a person or a run can reach leads to a pair whose refresh token still works. */
export function placeOfPair(circumstances: Circumstances): PairPlace {
  const { sandbox, place, codes } = circumstances
  const refreshToken = sandbox.github.secret('HH_REFRESH_TOKEN', place)?.value ?? ''
  const works = (token: string | undefined) => token !== undefined && sandbox.headHunter.refreshable(token)
  if (isRecoveryCode(refreshToken) && works(open(refreshToken, circumstances))) return 'pasted'
  if (isStaged(refreshToken) && works(decodeStagedPair(refreshToken)?.refreshToken)) return 'staged'
  if (works(refreshToken)) return 'plain'
  return codes.some((code) => works(open(code, circumstances))) ? 'code' : 'none'
}

/** The refresh token in a code, opened with what stands in the secrets, as a run would. */
function open(code: string, { sandbox, place, clientSecret }: Circumstances): string | undefined {
  const { HH_ACCESS_TOKEN: accessToken, HH_REFRESH_TOKEN: refreshToken } = sandbox.github.secrets(place)
  const staged = decodeStagedPair(refreshToken ?? '')?.accessToken
  const oldAccessTokens = [staged, accessToken].filter((token) => token !== undefined)
  return openRecoveryCode(code, { clientSecret, oldAccessTokens })?.refreshToken
}

/** The latest printed code that opens and works. */
export const workingCode = (circumstances: Circumstances): string | undefined =>
  circumstances.codes.findLast((code) => {
    const token = open(code, circumstances)
    return token !== undefined && circumstances.sandbox.headHunter.refreshable(token)
  })
