import { type Finding, verdict } from '../../domain/diagnostic.js'
import { Findings } from '../../domain/diagnostics.js'
import type { HeadHunter } from '../../domain/headhunter.js'
import type { Settings } from '../../settings/settings.js'
import type { GivenTokens } from '../../tokens/parse-credentials.js'
import type { CredentialPorts, OpenAccount, PairState } from '../../tokens/ports.js'
import { openAccount } from '../../tokens/sign-in.js'
import type { Session } from './session.js'

export interface EntryOptions {
  settings: Settings
  /** The settings' own when left out. */
  given?: Omit<GivenTokens, 'clientSecret'>
  /** PKCE's, for the code. */
  codeVerifier?: string | undefined
}

/** How it went to get into the account. */
export interface Entry {
  /** Undefined when HeadHunter let us not in; the findings tell why. */
  account: OpenAccount | undefined
  findings: Finding[]
  /** A new pair is in the `.env` file. */
  saved: boolean
  accessTokenExpiresAt: number | undefined
}

/** Into the account as a run gets there, but without touching: the store is proved before anything is spent. */
export async function enterAccount(session: Session, options: EntryOptions): Promise<Entry> {
  const { settings, given = settings, codeVerifier } = options
  const { headHunter, store, lifeline, outside } = session
  const findings = new Findings()
  const pair: PairState = { tokensRotated: false, accessTokenExpiresAt: undefined, recoveryCode: undefined }
  const { accessToken, refreshToken, authCode } = given
  const ports: CredentialPorts = {
    given: { clientSecret: settings.clientSecret, accessToken, refreshToken, authCode },
    redirectUri: settings.redirectUri,
    dryRun: false,
    startedAt: outside.clock.now(),
    headHunter: codeVerifier === undefined ? headHunter : withVerifier(headHunter, codeVerifier),
    store,
    async proveStore() {
      const proof = await store.prove()
      if (!proof.ok) findings.problem(proof.verdict)
      return proof.ok
    },
    lifeline,
    clock: outside.clock,
    narrator: outside.narrator,
    findings,
    pair,
  }
  const cancelled = lifeline.cancelled.then(() => 'cancelled' as const)
  const account = await Promise.race([openAccount(ports), cancelled])
  if (account === 'cancelled') findings.problem(verdict('cancelled'))
  return {
    account: account === 'cancelled' ? undefined : account,
    findings: findings.all,
    saved: pair.tokensRotated,
    accessTokenExpiresAt: pair.accessTokenExpiresAt,
  }
}

const withVerifier = (headHunter: HeadHunter, codeVerifier: string): HeadHunter => ({
  ...headHunter,
  exchangeCode: (code) => headHunter.exchangeCode({ ...code, codeVerifier }),
})
