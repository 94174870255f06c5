import { openAccount } from '../../credentials/account.js'
import type { CredentialPorts, PairState } from '../../credentials/ports.js'
import { Findings } from '../../findings.js'
import type { ResumeList } from '../../hh/headhunter.js'
import type { Settings } from '../../inputs.js'
import type { EnvChanges } from '../../store/env-lines.js'
import { type Finding, verdict } from '../../verdicts.js'
import type { Cli } from '../shell/cli.js'
import { openSession } from '../work/session.js'

export interface ExchangeOptions {
  settings: Settings
  code: string
  codeVerifier: string | undefined
  /** What is saved in the same stroke as the pair. */
  alongside: EnvChanges
}

export interface ExchangeResult {
  /** A new pair is in the `.env` file. */
  saved: boolean
  accessTokenExpiresAt: number | undefined
  /** Undefined where HeadHunter did not show them; the findings tell why. */
  resumes: ResumeList | undefined
  findings: Finding[]
}

/** Exchanges a code as a run does: the store is proved before, the pair saved before anything else is asked. */
export async function exchangeCode(cli: Cli, options: ExchangeOptions): Promise<ExchangeResult> {
  const { settings, code, codeVerifier, alongside } = options
  const session = openSession(cli, { settings, alongside })
  const { headHunter, store, lifeline, outside } = session
  const findings = new Findings()
  const pair: PairState = { tokensRotated: false, accessTokenExpiresAt: undefined, recoveryCode: undefined }
  const ports: CredentialPorts = {
    given: {
      clientSecret: settings.clientSecret,
      accessToken: undefined,
      refreshToken: undefined,
      authCode: code,
    },
    redirectUri: settings.redirectUri,
    dryRun: false,
    startedAt: outside.clock.now(),
    headHunter: {
      ...headHunter,
      exchangeCode: (given) =>
        headHunter.exchangeCode(codeVerifier === undefined ? given : { ...given, codeVerifier }),
    },
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
  try {
    const cancelled = lifeline.cancelled.then(() => 'cancelled' as const)
    const account = await Promise.race([openAccount(ports), cancelled])
    if (account === 'cancelled') findings.problem(verdict('cancelled'))
    return {
      saved: pair.tokensRotated,
      accessTokenExpiresAt: pair.accessTokenExpiresAt,
      resumes: account === 'cancelled' ? undefined : account?.resumes,
      findings: findings.all,
    }
  } finally {
    session.end()
  }
}
