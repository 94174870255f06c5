import { diagnostic, type ReportedDiagnostic } from '../../domain/diagnostic.js'
import { Diagnostics } from '../../domain/diagnostics.js'
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
  /** Undefined when HeadHunter let us not in; the diagnostics tell why. */
  account: OpenAccount | undefined
  diagnostics: ReportedDiagnostic[]
  /** A new pair is in the `.env` file. */
  saved: boolean
  accessTokenExpiresAt: number | undefined
}

/** Into the account as a run gets there, but without touching: the store is proved before anything is spent. */
export async function enterAccount(session: Session, options: EntryOptions): Promise<Entry> {
  const { settings, given = settings, codeVerifier } = options
  const { headHunter, store, shutdown, outside } = session
  const diagnostics = new Diagnostics()
  const pair: PairState = { tokensRotated: false, accessTokenExpiresAt: undefined, recoveryCode: undefined }
  const { accessToken, refreshToken, authCode } = given
  const ports: CredentialPorts = {
    given: { clientSecret: settings.clientSecret, accessToken, refreshToken, authCode },
    redirectUri: settings.redirectUri,
    dryRun: false,
    startedAt: outside.clock.now(),
    headHunter: codeVerifier === undefined ? headHunter : withVerifier(headHunter, codeVerifier),
    store,
    async verifyStore() {
      const proof = await store.verifyWritable()
      if (!proof.ok) diagnostics.problem(proof.diagnostic)
      return proof.ok
    },
    shutdown,
    clock: outside.clock,
    reporter: outside.reporter,
    diagnostics,
    pair,
  }
  const cancelled = shutdown.cancelled.then(() => 'cancelled' as const)
  const account = await Promise.race([openAccount(ports), cancelled])
  if (account === 'cancelled') diagnostics.problem(diagnostic('cancelled'))
  return {
    account: account === 'cancelled' ? undefined : account,
    diagnostics: diagnostics.all,
    saved: pair.tokensRotated,
    accessTokenExpiresAt: pair.accessTokenExpiresAt,
  }
}

const withVerifier = (headHunter: HeadHunter, codeVerifier: string): HeadHunter => ({
  ...headHunter,
  exchangeCode: (code) => headHunter.exchangeCode({ ...code, codeVerifier }),
})
